"""What an assessment draws: sections in order, each with its draws from the bank."""

from typing import Annotated

from pydantic import Field

from question_bank.item import Item, Strict
from question_bank.tags import Difficulty, ItemType, Slug, Subtopic, Text


class Draw(Strict):
    """Draw `count` items. A filter left out admits everything; `items` narrows the draw to named items."""

    types: Annotated[list[ItemType], Field(min_length=1)]
    subtopics: Annotated[list[Subtopic], Field(min_length=1)] | None = None
    difficulties: Annotated[list[Difficulty], Field(min_length=1)] | None = None
    items: Annotated[list[Slug], Field(min_length=1)] | None = None
    count: Annotated[int, Field(ge=1, le=100)]

    def admits(self, item: Item) -> bool:
        """Return whether this draw may pick `item`, its status aside."""
        return (
            item.type in self.types
            and (self.subtopics is None or item.subtopic in self.subtopics)
            and (self.difficulties is None or item.difficulty in self.difficulties)
            and (self.items is None or item.id in self.items)
        )


class Section(Strict):
    """An ordered part of an assessment, shown under its own title and instructions (Markdown)."""

    title: Text
    instructions: str = ""
    draws: Annotated[list[Draw], Field(min_length=1)]


class Blueprint(Strict):
    """The design of an assessment. `time_limit_s` is the base limit of the whole attempt, in seconds."""

    title: Text
    instructions: str = ""
    time_limit_s: Annotated[int, Field(ge=60, le=86_400)]
    sections: Annotated[list[Section], Field(min_length=1)]

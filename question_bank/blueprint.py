"""What an assessment draws: sections in order, each with its draws from the bank."""

from typing import Annotated

from pydantic import Field

from question_bank.item import Item, Strict
from question_bank.tags import Difficulty, ItemType, Role, Slug, Subtopic, Text

MAX_ITEMS_NAMED = 500
MAX_DRAWS = 50  # in a section
MAX_SECTIONS = 20

Title = Annotated[Text, Field(max_length=200)]
Instructions = Annotated[str, Field(max_length=20_000)]


class Draw(Strict):
    """Draw `count` items. A filter left out admits everything; `items` narrows the draw to named items."""

    types: Annotated[list[ItemType], Field(min_length=1)]
    """Which types of item may be drawn."""
    subtopics: Annotated[list[Subtopic], Field(min_length=1)] | None = None
    """From which subtopics; left out: any."""
    roles: Annotated[list[Role], Field(min_length=1)] | None = None
    """For at least one of these roles; left out: any."""
    difficulties: Annotated[list[Difficulty], Field(min_length=1)] | None = None
    """Of which difficulties; left out: any."""
    items: Annotated[list[Slug], Field(min_length=1, max_length=MAX_ITEMS_NAMED)] | None = None
    """Only these items, by id; left out: any."""
    count: Annotated[int, Field(ge=1, le=100)]
    """How many items are drawn."""

    def admits(self, item: Item) -> bool:
        """Return whether this draw may pick `item`, its status aside."""
        return (
            item.type in self.types
            and (self.subtopics is None or item.subtopic in self.subtopics)
            and (self.roles is None or not set(self.roles).isdisjoint(item.roles))
            and (self.difficulties is None or item.difficulty in self.difficulties)
            and (self.items is None or item.id in self.items)
        )


class Section(Strict):
    """An ordered part of an assessment, shown under its own title and instructions (Markdown)."""

    title: Title
    """Shown to the candidate."""
    instructions: Instructions = ""
    """Shown under the title: Markdown."""
    draws: Annotated[list[Draw], Field(min_length=1, max_length=MAX_DRAWS)]
    """What is drawn; together they fill the section, and no item comes twice."""


class Blueprint(Strict):
    """The design of an assessment. `time_limit_s` is the base limit of the whole attempt, in seconds."""

    title: Title
    """Shown to the candidate."""
    instructions: Instructions = ""
    """Shown before the candidate starts: Markdown."""
    time_limit_s: Annotated[int, Field(ge=60, le=86_400)]
    """Seconds for the whole attempt."""
    sections: Annotated[list[Section], Field(min_length=1, max_length=MAX_SECTIONS)]
    """In the order in which candidates see them."""
    max_exposure: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    """How many candidates, over all assessments, may see an item before it is drawn last; left out: any."""

"""What an item is: one Pydantic model per type, told apart by `type`. Unknown fields are refused."""

import hashlib
import json
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, field_validator, model_validator

from question_bank.image import ImageName, Svg
from question_bank.tags import (
    Application,
    Difficulty,
    ItemType,
    MisconceptionId,
    Role,
    Slug,
    Status,
    Subtopic,
    Text,
)

# What a version does not say: where the item stands in its life, and the proof that its key is right.
NOT_CONTENT = frozenset({"status", "verify"})
CAME_LATER = ("images", "max_words")


class Strict(BaseModel):
    """Base of everything read from the bank: no unknown fields, no silent conversions, no changes."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)


class Option(Strict):
    """One option of a choice item; a distractor names the misconception that makes it attractive."""

    id: Annotated[str, Field(pattern=r"^[a-h]$")]
    """a, b, c and so on; candidates see the options shuffled, under new letters."""
    text: Text
    """What the candidate reads: Markdown with $maths$."""
    key: bool = False
    """true for a right option, left out for a distractor."""
    misconception: MisconceptionId | None = None
    """What somebody believes who takes this distractor: an id of the catalogue, such as S01."""
    rationale: str = ""
    """Why it is right, or which error of thought leads here; shown where results are explained."""


class WrongAnswer(Strict):
    """What a numeric item's `variant` gives for somebody who holds a misconception."""

    misconception: MisconceptionId
    """An id of the catalogue; `variant` says under the same id what it would answer."""
    rationale: str = ""
    """Which error of thought leads to this number."""


class Level(Strict):
    """One described level of a criterion and the points it earns."""

    points: Annotated[int, Field(ge=0)]
    """What this level earns; the lowest level earns 0."""
    description: Text
    """What an answer at this level says, so that two reviewers agree."""


class Criterion(Strict):
    """One thing a reviewer scores, from its lowest level to its highest."""

    id: Slug
    """A short name, unique in the rubric."""
    title: Text
    """What the reviewer looks at."""
    levels: Annotated[list[Level], Field(min_length=3, max_length=4)]
    """From 0 points upwards."""

    @field_validator("levels")
    @classmethod
    def _rise(cls, levels: list[Level]) -> list[Level]:
        points = [level.points for level in levels]
        if points != sorted(set(points)) or points[0] != 0:
            raise ValueError("levels start at 0 points and each earns more than the one before")
        return levels


class Exemplar(Strict):
    """A passage that reaches exactly `points` on the criterion it is an example of."""

    points: Annotated[int, Field(ge=0)]
    text: Text


class Exemplars(Strict):
    """One passage for each level of the criterion that is hardest to score."""

    criterion: Slug
    """The id of the criterion that is hardest to score."""
    passages: list[Exemplar]
    """One for each of its levels, in order."""


class CommonError(Strict):
    """A mistake reviewers will meet, under the misconception it shows."""

    misconception: MisconceptionId
    """An id of the catalogue."""
    description: Text
    """How it shows in an answer."""


class ItemBase(Strict):
    """What all items have. Times are in seconds; `points` is the most an answer can earn."""

    id: Slug
    """The folder's name: small letters, digits and hyphens. Candidates never see it."""
    title: Text
    """For authors and reviewers. Candidates never see it."""
    status: Status = "draft"
    """draft, reviewed, published (may be drawn) or retired (not drawn again, kept for past attempts)."""
    subtopic: Subtopic
    """The name of the folder above."""
    applications: Annotated[list[Application], Field(min_length=1)]
    """What the knowledge is applied to."""
    roles: Annotated[list[Role], Field(min_length=1)]
    """Who is hired with this item."""
    difficulty: Difficulty
    """1 knows the words, 2 uses it rightly, 3 debugs and decides."""
    points: Annotated[int, Field(ge=1, le=100)]
    """The most an answer can earn."""
    expected_time_s: Annotated[int, Field(ge=10, le=7200)]
    """Seconds that somebody who knows the answer needs."""
    sources: list[Text] = []
    """Paper and section, documentation, or the computation that the key rests on."""
    prompt: Text
    """What the candidate reads, from prompt.md."""
    images: dict[ImageName, Svg] = {}
    """Drawings that the prompt shows, from files *.svg."""
    verify: str | None = None
    """The proof of the key, from verify.py."""

    @field_validator("applications", "roles", "sources")
    @classmethod
    def _once(cls, values: list[str]) -> list[str]:
        if len(set(values)) != len(values):
            raise ValueError("each entry may appear once")
        return values

    def content(self) -> dict[str, Any]:
        """Return everything a version of this item says, keys and rubric included, as plain JSON.

        Never send it to a candidate: `question_bank.candidate_view` makes what they may see.
        `read_content` makes the item again.
        """
        # An item without what came later says nothing of it, as before there was any: its hash stays.
        unsaid = NOT_CONTENT | {name for name in CAME_LATER if not getattr(self, name, None)}
        return self.model_dump(mode="json", exclude=set(unsaid))

    def content_hash(self) -> str:
        """Return a SHA-256 that changes exactly when `content` does: not with key order or YAML comments."""
        canonical = json.dumps(self.content(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


class _Choice(ItemBase):
    options: Annotated[list[Option], Field(min_length=3, max_length=8)]
    """Three to eight, with ids a, b, c in this order."""

    @field_validator("options")
    @classmethod
    def _distinct(cls, options: list[Option]) -> list[Option]:
        ids = [option.id for option in options]
        if ids != [chr(ord("a") + place) for place in range(len(options))]:
            raise ValueError("option ids are a, b, c ... in this order")
        if len({option.text for option in options}) != len(options):
            raise ValueError("two options have the same text")
        for option in options:
            if option.key and option.misconception:
                raise ValueError(f"option {option.id} is a key: only distractors show a misconception")
        return options

    @property
    def keys(self) -> list[str]:
        """Return the ids of the right options."""
        return [option.id for option in self.options if option.key]


class SingleChoice(_Choice):
    """Exactly one option is right."""

    type: Literal["single_choice"]

    @field_validator("options")
    @classmethod
    def _one_key(cls, options: list[Option]) -> list[Option]:
        if sum(option.key for option in options) != 1:
            raise ValueError("a single_choice item has exactly one option with `key: true`")
        return options


class MultipleChoice(_Choice):
    """At least one option is right and at least one is wrong."""

    type: Literal["multiple_choice"]

    @field_validator("options")
    @classmethod
    def _some_keys(cls, options: list[Option]) -> list[Option]:
        if not 1 <= sum(option.key for option in options) < len(options):
            raise ValueError("a multiple_choice item has at least one key and at least one distractor")
        return options


class Numeric(ItemBase):
    """A number. `variant` is the source of `variant(rng)`, which draws each candidate's numbers and key."""

    type: Literal["numeric"]
    unit: Text | None = None
    """Shown beside the field for the answer, such as MiB."""
    variant: Text
    """The source of variant(rng), from variant.py."""
    wrong_answers: list[WrongAnswer] = []
    """The misconceptions whose numbers `variant` returns under `wrong`."""


class Written(ItemBase):
    """Prose, scored by a reviewer with an analytic rubric. `points` is the sum of the best levels."""

    type: Literal["written"]
    max_words: Annotated[int, Field(ge=20, le=2000)] | None = None
    """How long an answer should be at most, as the prompt says; counted beside the field, never cut off."""
    rubric: Annotated[list[Criterion], Field(min_length=3, max_length=5)]
    """Three to five criteria; the best levels add up to the item's points."""
    model_answer: Text
    """An answer that earns all points, from model_answer.md."""
    exemplars: Exemplars
    """Passages for the criterion that is hardest to score."""
    common_errors: Annotated[list[CommonError], Field(min_length=1)]
    """Mistakes that reviewers will meet."""

    @field_validator("rubric")
    @classmethod
    def _named_once(cls, rubric: list[Criterion]) -> list[Criterion]:
        if len({criterion.id for criterion in rubric}) != len(rubric):
            raise ValueError("two criteria have the same id")
        return rubric

    @model_validator(mode="after")
    def _adds_up(self) -> "Written":
        possible = sum(criterion.levels[-1].points for criterion in self.rubric)
        if possible != self.points:
            raise ValueError(
                f"the rubric's best levels add up to {possible} points, the item says {self.points}"
            )
        levels = {criterion.id: [level.points for level in criterion.levels] for criterion in self.rubric}
        if [passage.points for passage in self.exemplars.passages] != levels.get(self.exemplars.criterion):
            raise ValueError(
                "exemplars give one passage for each level of a criterion of the rubric, in order"
            )
        return self


class Coding(ItemBase):
    """Code, judged by the grader's task of this id; starter code and samples are the task's."""

    type: Literal["coding"]
    task: Slug
    """The id of a task of the grader: `bn-assess tasks` lists them."""


Item: TypeAlias = Annotated[
    SingleChoice | MultipleChoice | Numeric | Written | Coding, Field(discriminator="type")
]
ITEM: TypeAdapter[Item] = TypeAdapter(Item)
ITEM_TYPES: tuple[ItemType, ...] = ("single_choice", "multiple_choice", "numeric", "written", "coding")


def read_content(content: dict[str, Any]) -> Item:
    """Return the item whose `content()` this is. Its status is unknown here, and so reads draft."""
    return ITEM.validate_python(content)

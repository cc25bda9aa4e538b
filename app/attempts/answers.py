"""Answers: one shape per item type, parsed as what a stranger sent."""

from http import HTTPStatus
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from app.problems import Problem
from app.scores.answers import own_ids
from app.values import MAX_SOURCE, MAX_TEXT, CleanText

OptionId = Annotated[str, Field(pattern=r"^[a-h]$")]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class ChoiceAnswer(_Answer):
    """One option, or null for none."""

    choice: OptionId | None = Field(examples=["b"])


class ChoicesAnswer(_Answer):
    """Any number of options."""

    choices: list[OptionId] = Field(max_length=8, examples=[["a", "c"]])


class ValueAnswer(_Answer):
    """A finite number, or null for none."""

    value: Annotated[float, Field(allow_inf_nan=False)] | None = Field(examples=[0.5])


class TextAnswer(_Answer):
    """Prose in Markdown."""

    text: CleanText = Field(max_length=MAX_TEXT, examples=["The batch mean removes any constant."])


class SourceAnswer(_Answer):
    """Code, as last saved; handing it in is a submission."""

    source: CleanText = Field(max_length=MAX_SOURCE, examples=["import numpy as np\n"])


KINDS: dict[str, type[_Answer]] = {
    "single_choice": ChoiceAnswer,
    "multiple_choice": ChoicesAnswer,
    "numeric": ValueAnswer,
    "written": TextAnswer,
    "coding": SourceAnswer,
}


def _kind(value: Any) -> str | None:
    if isinstance(value, _Answer):
        return next(iter(type(value).model_fields))
    return next(iter(value)) if isinstance(value, dict) and len(value) == 1 else None


Answer: TypeAlias = Annotated[
    Annotated[ChoiceAnswer, Tag("choice")]
    | Annotated[ChoicesAnswer, Tag("choices")]
    | Annotated[ValueAnswer, Tag("value")]
    | Annotated[TextAnswer, Tag("text")]
    | Annotated[SourceAnswer, Tag("source")],
    Discriminator(_kind),
]


class WrongAnswerShape(Problem):
    """The answer does not fit the item."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


def stored(item_type: str, option_order: list[Any] | None, answer: Answer) -> dict[str, Any]:
    """Return what is stored for `answer`, or say why it cannot be an answer to this item."""
    wanted = KINDS[item_type]
    if not isinstance(answer, wanted):
        field = next(iter(wanted.model_fields))
        raise WrongAnswerShape(f'This item takes {{"{field}": ...}}, not {{"{_kind(answer)}": ...}}.')
    chosen: list[str] = []
    if isinstance(answer, ChoicesAnswer):
        chosen = answer.choices
        if len(set(chosen)) != len(chosen):
            raise WrongAnswerShape("An option was chosen twice; name each once.")
    elif isinstance(answer, ChoiceAnswer) and answer.choice is not None:
        chosen = [answer.choice]
    unknown = set(chosen) - set(own_ids(option_order or []))
    if unknown:
        raise WrongAnswerShape(f"The item has no option {', '.join(sorted(unknown))}.")
    return answer.model_dump()


def is_empty(answer: dict[str, Any] | None) -> bool:
    """Return whether the item was left unanswered."""
    if answer is None:
        return True
    (value,) = answer.values()
    return value is None or value == [] or (isinstance(value, str) and not value.strip())

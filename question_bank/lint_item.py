"""Rules about one item's content."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from question_bank.item import MultipleChoice, Numeric, Option, SingleChoice, Written
from question_bank.load import Bank, Entry
from question_bank.marked_yaml import Place

Complaint: TypeAlias = tuple[Place, str, str]  # where, what, and what to do

OF_THE_ABOVE = re.compile(
    r"\b(all|none|both|neither|any|some) of (the|these) (above|others?|options|answers)\b", re.I
)
# Words that a test-wise reader distrusts; harmless where a key uses them too.
ABSOLUTE = re.compile(
    r"\b(always|never|all|none|nothing|only|every|must|cannot|impossible|completely|entirely|fully"
    r"|guarantees?|guaranteed)\b",
    re.I,
)
CODE = re.compile(r"```.*?```|`[^`]*`", re.S)


def _options(entry: Entry) -> list[tuple[Place, Option]]:
    if isinstance(entry.item, SingleChoice | MultipleChoice):
        return [(("options", index), option) for index, option in enumerate(entry.item.options)]
    return []


def missing_source(entry: Entry, _bank: Bank) -> Iterator[Complaint]:
    """Every item says where its facts come from."""
    if not entry.item.sources:
        yield ("sources",), "no source", "Name the paper and section, or the documentation, the key rests on."


def missing_rationale(entry: Entry, _bank: Bank) -> Iterator[Complaint]:
    """Every option and every foreseen wrong number says why it is right or wrong."""
    for place, option in _options(entry):
        if not option.rationale.strip():
            reason = "why it is right" if option.key else "which error of thought leads here"
            yield place, f"option {option.id} has no rationale", f"Add `rationale:` and say {reason}."
    if isinstance(entry.item, Numeric):
        for index, wrong in enumerate(entry.item.wrong_answers):
            if not wrong.rationale.strip():
                hint = "Add `rationale:` and say which error of thought leads to this number."
                yield ("wrong_answers", index), f"{wrong.misconception} has no rationale", hint


def missing_misconception(entry: Entry, _bank: Bank) -> Iterator[Complaint]:
    """Every distractor is what somebody with a named misconception would choose."""
    for place, option in _options(entry):
        if not option.key and option.misconception is None:
            hint = "Add `misconception:` with an id of the catalogue, or write a distractor that has one."
            yield place, f"distractor {option.id} shows no misconception", hint


def unknown_misconception(entry: Entry, bank: Bank) -> Iterator[Complaint]:
    """Every misconception named is in the catalogue."""
    named: list[tuple[Place, str | None]] = [
        ((*place, "misconception"), option.misconception) for place, option in _options(entry)
    ]
    if isinstance(entry.item, Numeric):
        named += [
            (("wrong_answers", index, "misconception"), wrong.misconception)
            for index, wrong in enumerate(entry.item.wrong_answers)
        ]
    if isinstance(entry.item, Written):
        named += [
            (("common_errors", index, "misconception"), error.misconception)
            for index, error in enumerate(entry.item.common_errors)
        ]
    for place, name in named:
        if name is not None and name not in bank.misconceptions:
            hint = "Ids are in misconceptions/kernels.yaml and concepts.yaml; define a new concept there."
            yield place, f"there is no misconception {name}", hint


def missing_verify(entry: Entry, _bank: Bank) -> Iterator[Complaint]:
    """Every numeric item proves its key with a verify.py."""
    if isinstance(entry.item, Numeric) and entry.item.verify is None:
        yield (
            ("type",),
            "a numeric item without verify.py",
            "Compute the key from the reference kernels there.",
        )


def of_the_above(entry: Entry, _bank: Bank) -> Iterator[Complaint]:
    """No option refers to other options: they are shuffled, and such options reward test wisdom."""
    for place, option in _options(entry):
        if OF_THE_ABOVE.search(option.text):
            yield (
                (*place, "text"),
                f"option {option.id} refers to other options",
                "Say what it claims itself.",
            )


def absolute_word(entry: Entry, _bank: Bank) -> Iterator[Complaint]:
    """No absolute word stands in distractors alone: it tells a test-wise reader what is wrong."""
    in_keys = {word for _, option in _options(entry) if option.key for word in _absolutes(option.text)}
    if in_keys:
        return
    for place, option in _options(entry):
        if not option.key and (words := _absolutes(option.text)):
            hint = "Drop the word, or use one like it in a key too."
            yield (*place, "text"), f"only distractors say {', '.join(map(repr, sorted(words)))}", hint


def _absolutes(text: str) -> set[str]:
    return {word.lower() for word in ABSOLUTE.findall(CODE.sub(" ", text))}

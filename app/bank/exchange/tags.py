"""What an item is filed under, as tags: the one thing that all formats hold.

A tag is `name:value`, such as `subtopic:batch-statistics` or `misconception:b:S01` (of option b). Moodle
takes at most 50 characters in one.
"""

from collections.abc import Collection, Iterable
from typing import Any

from question_bank.item import Coding, Item, MultipleChoice, Numeric, SingleChoice, Written

SINGLE = {"subtopic": str, "difficulty": int, "points": int, "expected_time_s": int, "status": str}
MANY = {"application": "applications", "role": "roles"}
OF_TYPE = {"unit": str, "task": str, "type": str, "max_words": int}


def write_tags(item: Item, *, without: Collection[str] = ()) -> list[str]:
    """Return the item's tags, those in `without` left out: the format has a better place for them."""
    tags = [f"{name}:{getattr(item, name)}" for name in ("type", *SINGLE)]
    tags += [f"{name}:{value}" for name, field in MANY.items() for value in getattr(item, field)]
    match item:
        case SingleChoice() | MultipleChoice():
            tags += [
                f"misconception:{option.id}:{option.misconception}"
                for option in item.options
                if option.misconception
            ]
        case Numeric() if item.unit:
            tags.append(f"unit:{item.unit}")
        case Written() if item.max_words:
            tags.append(f"max_words:{item.max_words}")
        case Coding():
            tags.append(f"task:{item.task}")
    return [tag for tag in tags if tag.partition(":")[0] not in without]


def read_tags(tags: Iterable[str]) -> tuple[dict[str, Any], dict[str, str], list[str]]:
    """Return the fields that the tags say, the misconception of each option, and all other tags."""
    fields: dict[str, Any] = {}
    misconceptions: dict[str, str] = {}
    foreign = []
    for tag in tags:
        name, _, value = tag.strip().partition(":")
        if name == "misconception" and value.count(":") == 1:
            option, _, misconception = value.partition(":")
            misconceptions[option] = misconception
        elif name in MANY and value:
            fields.setdefault(MANY[name], []).append(value)
        elif (kind := (SINGLE | OF_TYPE).get(name)) and value:
            whole = kind is int and value.isascii() and value.isdigit() and len(value) < 10
            fields[name] = int(value) if whole else value
        elif tag.strip():
            foreign.append(tag.strip())
    return fields, misconceptions, foreign

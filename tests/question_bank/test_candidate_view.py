import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from question_bank import Coding, MultipleChoice, Numeric, SingleChoice, Written, load_bank
from question_bank.candidate_view import Drawn, candidate_view, fill, shown
from question_bank.item import Item
from tests.question_bank.folder import write_bank, write_item

NUMBERS: dict[str, Drawn] = {"x": 7, "y": [0.25, -3.0], "z": 1e-05}

# What each type may show: anything else that ever appears in a view must be added here by hand.
SHOWN = {
    SingleChoice: {"type", "prompt", "points", "options"},
    MultipleChoice: {"type", "prompt", "points", "options"},
    Numeric: {"type", "prompt", "points", "unit"},
    Written: {"type", "prompt", "points", "max_words"},
    Coding: {"type", "prompt", "points"},
}


def secret(item: Item) -> Item:
    """The item with a mark in place of everything that a candidate may not see."""

    def mark(value: Any, path: str) -> Any:
        if isinstance(value, BaseModel):
            marked = {name: mark(getattr(value, name), f"{path}.{name}") for name in type(value).model_fields}
            return type(value).model_construct(**marked)
        if isinstance(value, list):
            return [mark(one, path) for one in value]
        public = re.fullmatch(r"item\.(type|prompt|points|unit|max_words|options\.(id|text))", path)
        return value if public else f"SECRET {path}"

    marked: Item = mark(item, "item")
    return marked


def test_no_view_holds_anything_but_what_is_listed(tmp_path: Path) -> None:
    for item in load_bank(write_bank(tmp_path)).items.values():
        view = candidate_view(secret(item), numbers=NUMBERS)
        assert set(view) == SHOWN[type(item)]
        assert "SECRET" not in json.dumps(view)
        for option in view.get("options", []):
            assert set(option) == {"id", "text"}


def test_no_packaged_item_shows_its_key_rationale_rubric_source_or_code() -> None:
    for item in load_bank().items.values():
        numbers = dict.fromkeys(re.findall(r"\{\{\s*(\w+)", item.prompt), 1)
        view = candidate_view(secret(item), numbers=numbers)
        assert set(view) == SHOWN[type(item)]
        assert "SECRET" not in json.dumps(view)


def test_a_field_added_to_an_item_stays_secret_until_named(tmp_path: Path) -> None:
    class Grown(SingleChoice):
        answer_in_words: str = "SECRET"

    write_item(tmp_path)
    (item,) = load_bank(tmp_path).items.values()
    grown = Grown.model_validate(item.model_dump())
    assert candidate_view(grown) == candidate_view(item)


def test_options_come_in_the_order_asked_for(tmp_path: Path) -> None:
    write_item(tmp_path)
    (item,) = load_bank(tmp_path).items.values()
    view = candidate_view(item, option_order=["c", "a", "b"])
    assert [option["id"] for option in view["options"]] == ["c", "a", "b"]
    with pytest.raises(ValueError, match="order"):
        candidate_view(item, option_order=["a", "b"])


def test_a_numeric_prompt_is_filled_from_the_variant_or_not_shown_at_all(tmp_path: Path) -> None:
    write_item(tmp_path, "numeric")
    (item,) = load_bank(tmp_path).items.values()
    assert candidate_view(item, numbers=NUMBERS)["prompt"] == "What is twice 7, as a whole number?"
    with pytest.raises(ValueError, match="no number for x"):
        candidate_view(item)


def test_lists_and_whole_numbers_read_as_people_write_them() -> None:
    assert fill("{{ y }} and {{z}}", NUMBERS) == "0.25, -3 and 1e-05"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_shown_number_is_exactly_the_number(number: float) -> None:
    assert float(shown(number)) == number

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from question_bank import load_bank, skeleton
from question_bank.findings import BankInvalid
from question_bank.lint import lint
from question_bank.tags import ItemType
from tests.question_bank.test_schema import faults

KINDS = get_args(ItemType)
WORDS = {"task": "bn-forward", "criterion": "first", "misconception": "S01"}


def filled(value: Any, field: str = "", place: str = "x") -> Any:
    """What an author makes of a skeleton: a word in each empty field, of the kind its comment asks for."""
    if isinstance(value, dict):
        return {name: filled(one, name, f"{place}-{name}") for name, one in value.items()}
    if isinstance(value, list):
        if not value:
            return ["accuracy" if field == "applications" else "data-scientist" if field == "roles" else "A"]
        names = ["first", "second", "third"]
        return [
            {**filled(one, "", f"{place}-{at}"), **({"id": names[at]} if field == "rubric" else {})}
            if isinstance(one, dict)
            else one
            for at, one in enumerate(value)
        ]
    if value is None:
        return {"difficulty": 1, "points": 6, "expected_time_s": 60, **WORDS}.get(field, f"Words for {place}")
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_item_passes_schema_and_linter_once_filled(tmp_path: Path, kind: ItemType) -> None:
    files = {file.name: file for file in skeleton.write(tmp_path, kind, "one", "batch-statistics")}
    data = filled(yaml.safe_load(files["item.yaml"].read_text()))
    assert faults("item", data) == []
    files["item.yaml"].write_text(yaml.safe_dump(data))
    for name in ("prompt.md", "model_answer.md"):
        if name in files:
            files[name].write_text(
                files[name].read_text().split("-->")[1].strip() or "What happens, and why?"
            )
    assert lint(load_bank(tmp_path)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_unfilled_item_is_told_field_by_field_in_lines_of_the_file(tmp_path: Path, kind: ItemType) -> None:
    (file, *_) = skeleton.write(tmp_path, kind, "one", "batch-statistics")
    with pytest.raises(BankInvalid) as refused:
        load_bank(tmp_path)
    empty = {at for at, line in enumerate(file.read_text().splitlines(), 1) if line.startswith("title:")}
    assert {found.line for found in refused.value.findings} >= empty
    assert all(found.hint.startswith("It is empty") for found in refused.value.findings)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (file, *_) = skeleton.write(tmp_path, "coding", "one", "batch-statistics")
    file.write_text("mine")
    with pytest.raises(FileExistsError):
        skeleton.write(tmp_path, "coding", "one", "training-stability")
    assert file.read_text() == "mine"


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_item_names_a_schema_that_is_there(tmp_path: Path, kind: ItemType) -> None:
    (file, *_) = skeleton.write(tmp_path, kind, "one", "batch-statistics")
    named = file.read_text().splitlines()[0].split("$schema=")[1]
    assert (file.parent / named).resolve() == tmp_path / "schema" / "item.json"
    assert (tmp_path / "schema" / "item.json").is_file()

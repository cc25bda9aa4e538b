import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from question_bank import schema
from question_bank.load import PACKAGED
from tests.question_bank.folder import write_item

FILES = {
    "item": sorted(PACKAGED.glob("items/*/*/item.yaml")),
    "blueprint": sorted(PACKAGED.glob("blueprints/*.yaml")),
    "misconceptions": sorted(PACKAGED.glob("misconceptions/*.yaml")),
}


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema.schema(name))


def faults(name: str, data: Any) -> list[str]:
    return [error.message for error in validator(name).iter_errors(data)]


@pytest.mark.parametrize("name", schema.MADE_FROM)
def test_the_published_schema_is_the_models(name: str) -> None:
    published = (PACKAGED / "schema" / f"{name}.json").read_text()
    assert published == schema.text(name), "run `bn-assess bank schema --write question_bank`"
    Draft202012Validator.check_schema(json.loads(published))


@pytest.mark.parametrize("name", schema.MADE_FROM)
def test_every_packaged_file_passes_its_schema(name: str) -> None:
    assert FILES[name]
    assert {file.name: faults(name, yaml.safe_load(file.read_text())) for file in FILES[name]} == {
        file.name: [] for file in FILES[name]
    }


@pytest.mark.parametrize(
    "change", [{"dificulty": 1}, {"difficulty": 4}, {"title": None}, {"type": "essay"}, {"points": "one"}]
)
def test_what_the_loader_refuses_the_editor_marks(tmp_path: Path, change: dict[str, Any]) -> None:
    data = yaml.safe_load((write_item(tmp_path) / "item.yaml").read_text())
    assert faults("item", data) == []
    assert faults("item", {**data, **change})


def test_every_field_tells_an_editor_what_it_is_for() -> None:
    models = schema.schema("item")["$defs"] | schema.schema("blueprint")["$defs"]
    silent = {
        (name, field)
        for name, model in models.items()
        for field, about in model["properties"].items()
        if "description" not in about
    }
    # A level's points and a passage's text need no words beside their model's own.
    assert silent == {("Exemplar", "points"), ("Exemplar", "text")} | {
        (name, "type") for name in ("SingleChoice", "MultipleChoice", "Numeric", "Written", "Coding")
    }


def test_schemas_are_written_once(tmp_path: Path) -> None:
    assert [file.name for file in schema.write(tmp_path)] == [f"{name}.json" for name in schema.MADE_FROM]
    assert schema.write(tmp_path) == []

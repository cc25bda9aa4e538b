"""JSON Schemas made from the models, so that an editor completes and checks the YAML of a bank.

`schema/*.json` is what `write` made last; a file names its schema in a comment:

    # yaml-language-server: $schema=../../../schema/item.json
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from question_bank.item import ITEM
from question_bank.load import BLUEPRINT, TEXTS
from question_bank.misconception import CATALOGUE

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "schema"
MADE_FROM: dict[str, tuple[TypeAdapter[Any], str]] = {
    "item": (ITEM, "items/<subtopic>/<item id>/item.yaml"),
    "blueprint": (BLUEPRINT, "blueprints/<name>.yaml"),
    "misconceptions": (CATALOGUE, "misconceptions/<name>.yaml"),
}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of the files called `name`, one of MADE_FROM."""
    adapter, file = MADE_FROM[name]
    made = adapter.json_schema()
    for model in made.get("$defs", {}).values():
        # These fields have files of their own: item.yaml passes without them.
        model["required"] = [field for field in model.get("required", ()) if field not in TEXTS.values()]
        model.get("properties", {}).pop("images", None)
    return {"$schema": DIALECT, "title": file, **made}


def text(name: str) -> str:
    """Return the schema as it stands in its file."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def write(root: Path) -> list[Path]:
    """Write all schemas into the bank's folder `schema`; return the files that this changed."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name in MADE_FROM:
        file, now = folder / f"{name}.json", text(name)
        if not file.is_file() or file.read_text(encoding="utf-8") != now:
            file.write_text(now, encoding="utf-8")
            changed.append(file)
    return changed

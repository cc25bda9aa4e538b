"""An item as the files of its folder: what `load_bank` reads back as the same item."""

from typing import Any

import yaml

from question_bank.item import Item
from question_bank.load import TEXTS
from question_bank.schema import FOLDER

MODELINE = f"# yaml-language-server: $schema=../../../{FOLDER}/item.json\n"


class _Dumper(yaml.SafeDumper):
    """YAML as people write it: text of several lines in blocks, short lists of words in a line."""


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _list(dumper: yaml.SafeDumper, values: list[Any]) -> yaml.SequenceNode:
    words = all(isinstance(value, str) and value.replace("-", "").isalnum() for value in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=words)


_Dumper.add_representer(str, _string)
_Dumper.add_representer(list, _list)


def files(item: Item) -> dict[str, str]:
    """Return the text of each file by its name."""
    said = item.model_dump(mode="json", exclude_defaults=True)
    texts = {file: said.pop(field) for file, field in TEXTS.items() if said.get(field)}
    texts |= said.pop("images", {})
    said = {"id": item.id, "type": item.type, "title": item.title, "status": item.status, **said}
    dumped = yaml.dump(said, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    return {"item.yaml": MODELINE + dumped} | {file: f"{text}\n" for file, text in texts.items()}

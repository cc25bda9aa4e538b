"""Read a bank from its folder: every file, with every error found at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from question_bank.blueprint import Blueprint
from question_bank.findings import BankInvalid, Finding
from question_bank.image import SvgRefused, check_svg
from question_bank.item import ITEM, Item
from question_bank.marked_yaml import Marked, Place, YamlInvalid, read_yaml
from question_bank.misconception import Misconception, read_misconceptions
from question_bank.validation import validate

T = TypeVar("T")

PACKAGED = Path(__file__).parent
BLUEPRINT: TypeAdapter[Blueprint] = TypeAdapter(Blueprint)

# The files of an item's folder beside item.yaml, and the field each of them fills.
TEXTS = {
    "prompt.md": "prompt",
    "model_answer.md": "model_answer",
    "variant.py": "variant",
    "verify.py": "verify",
}
IMAGE = ".svg"
EMPTY_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"/>'  # in place of a refused one, to read on
FILES = f"An item's folder holds item.yaml, {', '.join(TEXTS)}, and drawings named *{IMAGE}."


@dataclass(frozen=True)
class Entry:
    """An item and where it is written. `folder` is relative to the bank's, with forward slashes."""

    item: Item
    folder: str
    marked: Marked

    def finding(self, place: Place, rule: str, message: str, hint: str = "") -> Finding:
        """Return a finding about one value of the item; `("prompt", 3)` is the third line of prompt.md."""
        for file, field in TEXTS.items():
            if place[:1] == (field,):
                line = place[1] if len(place) > 1 and isinstance(place[1], int) else 1
                return Finding(f"{self.folder}/{file}", line, rule, message, hint)
        return Finding(f"{self.folder}/item.yaml", self.marked.line(place), rule, message, hint)


@dataclass(frozen=True)
class Bank:
    """All items with their places, ordered by id; blueprints by file name; misconceptions by id."""

    root: Path
    entries: tuple[Entry, ...]
    blueprints: Mapping[str, Blueprint]
    misconceptions: Mapping[str, Misconception]

    @property
    def items(self) -> dict[str, Item]:
        """Return the items by id."""
        return {entry.item.id: entry.item for entry in self.entries}


def load_bank(path: Path | None = None) -> Bank:
    """Return the bank in the folder `path`, or the packaged one.

    A bank has `items/<subtopic>/<item id>/item.yaml` with the item's other files beside it. It may have
    `blueprints/*.yaml`, and `misconceptions/*.yaml` with concepts of its own beside the packaged ones.
    Raise BankInvalid with every finding of every file.
    """
    root = PACKAGED if path is None else path
    if not (root / "items").is_dir():
        hint = "A bank is a folder that holds items/<subtopic>/<item id>/item.yaml."
        raise BankInvalid([Finding("items", 1, "layout", f"there is no folder {root / 'items'}", hint)], root)
    findings: list[Finding] = []
    misconceptions = read_misconceptions(PACKAGED, PACKAGED / "misconceptions", findings)
    if root != PACKAGED:
        misconceptions |= read_misconceptions(root, root / "misconceptions", findings)
    blueprints = _read_blueprints(root, findings)
    entries = _read_entries(root, findings)
    if findings:
        raise BankInvalid(findings, root)
    return Bank(root, tuple(entries[name] for name in sorted(entries)), blueprints, misconceptions)


def load_blueprints() -> dict[str, Blueprint]:
    """Return the packaged blueprints by file name, without reading the items; raise BankInvalid as above."""
    findings: list[Finding] = []
    blueprints = _read_blueprints(PACKAGED, findings)
    if findings:
        raise BankInvalid(findings, PACKAGED)
    return blueprints


def _read_blueprints(root: Path, findings: list[Finding]) -> dict[str, Blueprint]:
    return {
        file.stem: read[0]
        for file in sorted((root / "blueprints").glob("*.yaml"))
        if (read := _read(BLUEPRINT, root, file, findings, {}))
    }


def _read_entries(root: Path, findings: list[Finding]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for subtopic in _visible(root / "items"):
        if not subtopic.is_dir():
            name = subtopic.relative_to(root).as_posix()
            findings.append(Finding(name, 1, "layout", "a file where folders of subtopics are", FILES))
            continue
        for folder in _visible(subtopic):
            entry = _read_item(root, folder, findings)
            if entry is None:
                continue
            if entry.item.id in entries:
                message = f"the id is taken by {entries[entry.item.id].folder}"
                findings.append(entry.finding(("id",), "duplicate-id", message, "Ids are unique in a bank."))
            entries.setdefault(entry.item.id, entry)
    return entries


def _read_item(root: Path, folder: Path, findings: list[Finding]) -> Entry | None:
    name = folder.relative_to(root).as_posix()
    if not (folder / "item.yaml").is_file():
        findings.append(Finding(name, 1, "layout", "there is no item.yaml here", FILES))
        return None
    texts: dict[str, Any] = {"images": {}}
    for file in _visible(folder):
        if file.name in TEXTS and file.is_file():
            texts[TEXTS[file.name]] = _text(root, file, findings)
        elif file.suffix == IMAGE and file.is_file():
            texts["images"][file.name] = _image(root, file, findings)
        elif file.name != "item.yaml":
            findings.append(Finding(f"{name}/{file.name}", 1, "layout", "no such file is read", FILES))
    read = _read(ITEM, root, folder / "item.yaml", findings, texts)
    if read is None:
        return None
    item, marked = read
    entry = Entry(item, name, marked)
    if item.id != folder.name:
        hint = f"Write `id: {folder.name}`, or rename the folder."
        findings.append(entry.finding(("id",), "layout", "the id differs from the folder's name", hint))
    if item.subtopic != folder.parent.name:
        hint = f"Move the item to items/{item.subtopic}/, or mend the subtopic."
        findings.append(entry.finding(("subtopic",), "layout", "the item is in another's folder", hint))
    return entry


def _read(
    adapter: TypeAdapter[T], root: Path, file: Path, findings: list[Finding], texts: Mapping[str, Any]
) -> tuple[T, Marked] | None:
    name = file.relative_to(root).as_posix()
    try:
        marked = read_yaml(_text(root, file, findings))
    except YamlInvalid as error:
        findings.append(Finding(name, error.line, "yaml", error.message, error.hint))
        return None
    if isinstance(marked.data, dict):
        for file_name, field in {**TEXTS, f"a file *{IMAGE}": "images"}.items():
            if texts and field in marked.data:
                hint = f"Move it to {file_name} beside this file."
                findings.append(Finding(name, marked.line((field,)), "layout", f"{field} has a file", hint))
        marked = Marked({**marked.data, **texts}, marked.lines)
    value = validate(adapter, marked, name, findings)
    return None if value is None else (value, marked)


def _text(root: Path, file: Path, findings: list[Finding]) -> str:
    try:
        # utf-8-sig: an editor's byte order mark is no content.
        return file.read_text(encoding="utf-8-sig").strip("\n")
    except UnicodeDecodeError as error:
        name = file.relative_to(root).as_posix()
        message = f"byte {error.start} is not UTF-8"
        findings.append(Finding(name, 1, "encoding", message, "Save the file as UTF-8."))
        return ""


def _image(root: Path, file: Path, findings: list[Finding]) -> str:
    text = _text(root, file, findings)
    try:
        return check_svg(text)
    except SvgRefused as refused:
        hint = "A drawing is made of plain shapes and text: no scripts, styles, links or other files."
        name = file.relative_to(root).as_posix()
        findings.append(Finding(name, refused.line, "unsafe-image", str(refused), hint))
        return EMPTY_DRAWING


def _visible(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if not file.name.startswith((".", "__")))

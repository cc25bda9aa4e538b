"""Questions of a file into a bank's folder: planned first, then written all or not at all."""

import re
import shutil
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from app.bank.exchange.question import Incoming
from app.bank.markup import to_xhtml
from question_bank import Entry, schema
from question_bank.item import ITEM, Item
from question_bank.lint_text import texts
from question_bank.marked_yaml import Marked
from question_bank.writing import files

Act = Literal["new", "same", "other", "refused"]
NOT_A_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Step:
    """What becomes of one question. `other`: the bank has another item of this id."""

    name: str
    act: Act
    item: Item | None = None
    notes: tuple[str, ...] = ()
    reason: str = ""


def plan(
    questions: Sequence[Incoming],
    existing: Mapping[str, Item],
    assumed: Mapping[str, Any],
    *,
    keep_status: bool = False,
) -> list[Step]:
    """Return what would become of each question, in order; nothing is written.

    `assumed` are the fields that a foreign file does not say; what is taken from it is noted. An imported
    item is a draft, since nobody here has read it, unless `keep_status`.
    """
    steps = []
    taken: set[str] = set()
    for question in questions:
        step = _plan(question, existing, assumed, taken, keep_status=keep_status)
        steps.append(step)
        if step.item is not None:
            taken.add(step.item.id)
    return steps


def _plan(
    question: Incoming,
    existing: Mapping[str, Item],
    assumed: Mapping[str, Any],
    taken: Collection[str],
    *,
    keep_status: bool,
) -> Step:
    if question.refused:
        return Step(question.name, "refused", notes=question.notes, reason=question.refused)
    missing = [name for name in assumed if name not in question.data]
    notes = list(question.notes)
    if missing:
        shown = (f"{name} {_shown(assumed[name])}" for name in missing)
        notes.append(f"assumed, since the file does not say: {', '.join(shown)}")
    data = {**assumed, **question.data, "id": _slug(question.data.get("id") or question.name)}
    if data["id"] in existing:
        data.setdefault("verify", existing[data["id"]].verify)  # a proof stays where a format holds none
    data["title"] = str(data.get("title") or data["id"]).strip()
    if not keep_status:
        data["status"] = "draft"
    try:
        item = ITEM.validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"][1:]) or "the item"
        reason = f"{place}: {first['msg'].removeprefix('Value error, ')}"
        return Step(question.name, "refused", notes=tuple(notes), reason=reason)
    if item.id in taken:
        reason = f"the file holds the id {item.id} twice"
        return Step(question.name, "refused", notes=tuple(notes), reason=reason)
    act: Act = "new"
    if item.id in existing:
        act = "same" if alike(item, existing[item.id], status=keep_status) else "other"
    return Step(question.name, act, item, tuple(notes))


def alike(one: Item, other: Item, *, status: bool = True) -> bool:
    """Return whether two items read the same: their Markdown may differ in what nobody sees."""
    return _seen(one, status=status) == _seen(other, status=status)


def _seen(item: Item, *, status: bool) -> dict[str, Any]:
    data = item.model_dump(mode="json", exclude=None if status else {"status"})
    for place, text in texts(Entry(item, "", Marked({}, {}))):
        holder: Any = data
        for part in place[:-1]:
            holder = holder[part]
        holder[place[-1]] = to_xhtml(text).strip()
    data["sources"] = [to_xhtml(source).strip() for source in item.sources]
    return data


def write(
    root: Path, steps: Sequence[Step], *, replace: bool, progress: Callable[[str], None] = lambda _: None
) -> list[str]:
    """Write the new items, and with `replace` the changed ones, into the bank at `root`; return their ids.

    All of them are written beside the bank first and then moved to their places. Where a move fails, those
    before it are taken back, and the bank is as it was.
    """
    chosen = [step.item for step in steps if step.item and step.act in ("new", *(["other"] * replace))]
    root.mkdir(parents=True, exist_ok=True)
    schema.write(root)
    stage = Path(tempfile.mkdtemp(prefix=".import-", dir=root))
    moved: list[tuple[Path, Path]] = []  # from, to
    try:
        for item in chosen:
            folder = stage / "new" / item.id
            folder.mkdir(parents=True)
            for name, text in files(item).items():
                (folder / name).write_text(text, encoding="utf-8")
        for item in chosen:
            progress(item.id)
            for old in (root / "items").glob(f"*/{item.id}"):
                _move(old, stage / "old" / old.relative_to(root), moved)
            _move(stage / "new" / item.id, root / "items" / item.subtopic / item.id, moved)
    except BaseException:
        for source, target in reversed(moved):
            target.rename(source)
        raise
    finally:
        shutil.rmtree(stage)
    return [item.id for item in chosen]


def _move(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.rename(target)
    moved.append((source, target))


def _slug(name: str) -> str:
    return NOT_A_SLUG.sub("-", name.lower()).strip("-")[:60].strip("-") or "item"


def _shown(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)

"""Load a bank into the database: a new version where content changed, and nothing else touched."""

import uuid
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit
from app.bank.variants import Variant, draw_variants
from app.models import Item, ItemVariant, ItemVersion
from grader.sandbox.outcome import Sandbox
from question_bank import Bank, BankInvalid, Entry, Finding, Numeric


@dataclass
class Loaded:
    """What a load did, by item id; `unknown` are in the database and not in this bank, and stay."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)  # another status, the same content
    unchanged: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def load(session: Session, bank: Bank, open_sandbox: Callable[[], Sandbox], *, now: datetime) -> Loaded:
    """Make the database's current versions those of `bank`; loading the same bank again changes nothing.

    A version that exists is never changed, save for its status, so attempts keep what they were given. The
    sandbox is opened only if a numeric item is new or changed. Raise BankInvalid, before anything is
    written, when variants cannot be used or an item changed its type; SandboxMissing or SandboxFailed when
    they cannot be drawn.
    """
    items = {item.id: item for item in session.scalars(select(Item))}
    current = {
        version.item_id: version
        for version in session.scalars(select(ItemVersion).where(ItemVersion.current))
    }
    hashes = {entry.item.id: entry.item.content_hash() for entry in bank.entries}
    stale = [
        entry
        for entry in bank.entries
        if entry.item.id not in current or current[entry.item.id].content_hash != hashes[entry.item.id]
    ]
    variants = _variants(bank, stale, items, open_sandbox)
    loaded = Loaded(unknown=sorted(items.keys() - hashes.keys()))
    for entry in bank.entries:
        name, version = entry.item.id, current.get(entry.item.id)
        item = items.get(name) or _new_item(session, entry, now)
        retired = entry.item.status == "retired"
        item.retired_at = (item.retired_at or now) if retired else None
        if version is not None and version.content_hash == hashes[name]:
            (loaded.unchanged if version.status == entry.item.status else loaded.moved).append(name)
            _record_status(session, name, version.status, entry.item.status, now)
            version.status = entry.item.status
            continue
        if version is not None:
            _record_status(session, name, version.status, entry.item.status, now)
        (loaded.added if version is None else loaded.changed).append(name)
        _new_version(session, entry, version, variants.get(name, []), now)
    session.flush()
    return loaded


def _variants(
    bank: Bank, stale: Iterable[Entry], items: dict[str, Item], open_sandbox: Callable[[], Sandbox]
) -> dict[str, list[Variant]]:
    findings: list[Finding] = []
    drawn: dict[str, list[Variant]] = {}
    numeric = []
    for entry in stale:
        item = items.get(entry.item.id)
        if item is not None and item.type != entry.item.type:
            message = f"the item is stored as {item.type}: answers of one type cannot become another's"
            findings.append(entry.finding(("type",), "type-changed", message, "Give the new item a new id."))
        elif isinstance(entry.item, Numeric):
            numeric.append(entry)
    if numeric:
        with closing(open_sandbox()) as sandbox:
            for entry in numeric:
                drawn[entry.item.id], found = draw_variants(sandbox, entry)
                findings += found
    if findings:
        raise BankInvalid(findings, bank.root)
    return drawn


def _record_status(session: Session, name: str, before: str, after: str, now: datetime) -> None:
    if before != after:
        audit.record(session, "item.status", "item", name, by=None, now=now, before=before, after=after)


def _new_item(session: Session, entry: Entry, now: datetime) -> Item:
    item = Item(id=entry.item.id, type=entry.item.type, created_at=now)
    session.add(item)
    session.flush()
    return item


def _new_version(
    session: Session, entry: Entry, former: ItemVersion | None, variants: list[Variant], now: datetime
) -> None:
    if former is not None:
        former.current = False
        session.flush()  # before the new row, so that at no time two are current
    item = entry.item
    version = ItemVersion(
        id=uuid.uuid4(),
        item_id=item.id,
        number=1 if former is None else former.number + 1,
        current=True,
        status=item.status,
        content_hash=item.content_hash(),
        content=item.content(),
        type=item.type,
        subtopic=item.subtopic,
        difficulty=item.difficulty,
        points=Decimal(item.points),
        created_at=now,
    )
    session.add(version)
    session.flush()
    session.add_all(
        ItemVariant(
            item_version_id=version.id,
            index=index,
            seed=variant.seed,
            numbers=dict(variant.numbers),
            key=variant.key,
            tolerance=variant.tolerance,
        )
        for index, variant in enumerate(variants)
    )

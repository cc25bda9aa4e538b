"""The life of one item in the database: its versions, what changed in each, and what was done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry, ItemVersion


@dataclass(frozen=True)
class Event:
    """Something that happened to an item."""

    at: datetime
    what: str


def history(session: Session, item_id: str) -> list[Event]:
    """Return what happened to the item, oldest first; empty where the database holds no such item."""
    versions = session.scalars(
        select(ItemVersion).where(ItemVersion.item_id == item_id).order_by(ItemVersion.number)
    ).all()
    numbers = {version.id: version.number for version in versions}
    events = []
    former: Mapping[str, Any] = {}
    for version in versions:
        what = f"version {version.number}, {version.content_hash[:12]}"
        if former:
            what += f": {', '.join(_changed(former, version.content))}"
        if version.key_version_id is not None:
            what += f"; scored by the key of version {numbers[version.key_version_id]}"
        events.append(Event(version.created_at, what))
        former = version.content
    acts = session.scalars(
        select(AuditEntry).where(AuditEntry.subject == "item", AuditEntry.subject_id == item_id)
    )
    events += [Event(act.at, _told(act)) for act in acts]
    return sorted(events, key=lambda event: event.at)


def _changed(former: Mapping[str, Any], content: Mapping[str, Any]) -> list[str]:
    names = [name for name in content if content[name] != former.get(name)]
    keys = [
        [option["id"] for option in one["options"] if option["key"]]
        for one in (former, content)
        if "options" in one
    ]
    if len(keys) == 2 and keys[0] != keys[1]:
        names.append(f"key {' '.join(keys[0])} to {' '.join(keys[1])}")
    return names


def _told(act: AuditEntry) -> str:
    detail = act.detail
    if act.act == "item.status":
        return f"{detail['before']} to {detail['after']}"
    if act.act == "regrade":
        counts = f"{detail['changed']} of {detail['answers']} scores changed"
        if not detail.get("by_key", True):
            return f"code graded again: {counts}"
        return f"regraded by the key of version {detail['version']}: {counts}"
    return act.act

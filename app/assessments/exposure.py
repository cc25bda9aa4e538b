"""How often items were shown, and what that makes them cost when a form is drawn."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.db import upsert
from app.models import Attempt, FormItem, Item, ItemVersion, PoolItem, ShownCount
from question_bank.blueprint import Blueprint

Cost: TypeAlias = tuple[bool, bool, int]  # retired since, shown often enough, shown in this assessment
FREE: Cost = (False, False, 0)


@dataclass(frozen=True)
class Exposure:
    """An item of the database and how many candidates were given it, in whichever version."""

    item: str
    type: str
    status: str
    shown: int
    last_at: datetime | None


def costs(session: Session, assessment_id: uuid.UUID, blueprint: Blueprint) -> dict[uuid.UUID, Cost]:
    """Return what each version in the assessment's pool costs to show once more; what is missing is free.

    Each earlier candidate with whom the next one would share an item costs one, so that the cheapest form
    shares the fewest items in all. Retired and often shown items come last: they are drawn only where
    a place would stay empty, since a candidate is turned away for nobody's sake. Starts at the same moment do
    not see each other: a few forms then share more than they must.
    """
    total = ever(session) if blueprint.max_exposure else {}
    pooled = session.execute(
        select(ItemVersion.id, Item.id, Item.retired_at, func.coalesce(ShownCount.shown, 0))
        .join(Item, Item.id == ItemVersion.item_id)
        .outerjoin(
            ShownCount,
            and_(ShownCount.assessment_id == assessment_id, ShownCount.item_version_id == ItemVersion.id),
        )
        .where(
            ItemVersion.id.in_(
                select(PoolItem.item_version_id).where(PoolItem.assessment_id == assessment_id)
            )
        )
    )
    return {
        row[0]: (
            row[2] is not None,
            blueprint.max_exposure is not None and total.get(row[1], 0) >= blueprint.max_exposure,
            row[3],
        )
        for row in pooled
    }


def ever(session: Session) -> dict[str, int]:
    """Return how many candidates were given each item, in whichever version; items not shown are missing."""
    counts = session.execute(
        select(ItemVersion.item_id, func.sum(ShownCount.shown))
        .join(ShownCount, ShownCount.item_version_id == ItemVersion.id)
        .group_by(ItemVersion.item_id)
    )
    return {row[0]: int(row[1]) for row in counts}


def note(session: Session, assessment_id: uuid.UUID, versions: Collection[uuid.UUID]) -> None:
    """Count one more candidate who was given each of `versions`.

    Every start of the assessment writes these rows: they are taken in one order, or two starts at once could
    wait for each other, and last in the transaction, so that they are held for its commit alone.
    """
    rows = [
        {"assessment_id": assessment_id, "item_version_id": version, "shown": 1}
        for version in sorted(versions)
    ]
    insert = upsert(session, ShownCount).values(rows)
    session.execute(
        insert.on_conflict_do_update(
            index_elements=["assessment_id", "item_version_id"], set_={"shown": ShownCount.shown + 1}
        )
    )


def report(session: Session) -> list[Exposure]:
    """Return every item of the database, those shown most often first."""
    last = {
        row[0]: row[1]
        for row in session.execute(
            select(ItemVersion.item_id, func.max(Attempt.started_at))
            .join(FormItem, FormItem.item_version_id == ItemVersion.id)
            .join(Attempt, Attempt.id == FormItem.attempt_id)
            .group_by(ItemVersion.item_id)
        )
    }
    shown = ever(session)
    current = session.execute(
        select(ItemVersion.item_id, ItemVersion.type, ItemVersion.status).where(ItemVersion.current)
    )
    rows = [Exposure(row[0], row[1], row[2], shown.get(row[0], 0), last.get(row[0])) for row in current]
    return sorted(rows, key=lambda row: (-row.shown, row.item))

"""The orders of a list of attempts, each a walk along an index, and pages in them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models import Attempt, Candidate
from app.pagination import Key, KeyType, fetch_page
from app.problems import InvalidRequest

Attempts = Select[Attempt, Candidate]
Sort = Literal[
    "-score",
    "score",
    "-percentile",
    "percentile",
    "name",
    "-name",
    "-started_at",
    "started_at",
    "-finished_at",
    "finished_at",
    "time_used",
    "-time_used",
]
WITH, WITHOUT = "s", "w"  # how a cursor begins: in which of the two lists the page before ended


@dataclass(frozen=True)
class Order:
    """By which columns. Attempts that have no value in the first come last, in the order of `without`."""

    keys: Mapping[Key, KeyType]
    without: Mapping[Key, KeyType] = field(default_factory=dict)
    nullable: InstrumentedAttribute[Any] | None = None


ORDERS: Final[Mapping[str, Order]] = {
    "score": Order(
        {Attempt.score: Decimal, Attempt.auto_score: Decimal},
        without={Attempt.auto_score: Decimal},
        nullable=Attempt.score,
    ),
    # The rank in any reference set rises with the share of the points.
    "percentile": Order({Attempt.share: float}, nullable=Attempt.share),
    "name": Order({Attempt.name_key: str}),
    "started_at": Order({Attempt.started_at: datetime}),
    "finished_at": Order({Attempt.finished_at: datetime}, nullable=Attempt.finished_at),
    "time_used": Order({Attempt.time_used_s: int}, nullable=Attempt.time_used_s),
}


def fetch(
    session: Session, attempts: Attempts, *, sort: Sort, cursor: str | None, limit: int
) -> tuple[list[Any], str | None]:
    """Return one page: first those with a value, then those without.

    One list after the other, each in the order of an index: no expression over both could be one's.
    """
    order, descending = ORDERS[sort.removeprefix("-")], sort.startswith("-")
    by_id: dict[Key, KeyType] = {Attempt.id: uuid.UUID}
    nullable = order.nullable
    parts = [(WITH, attempts, {**order.keys, **by_id})]
    if nullable is not None:
        parts = [
            (WITH, attempts.where(nullable.is_not(None)), {**order.keys, **by_id}),
            (WITHOUT, attempts.where(nullable.is_(None)), {**order.without, **by_id}),
        ]
    names = [part[0] for part in parts]
    begin, seen = (cursor[:1], cursor[1:]) if cursor else (WITH, "")
    if begin not in names:
        raise InvalidRequest("cursor: it is not one of this list; begin again without it.")
    rows: list[Any] = []
    for name, part, keys in parts[names.index(begin) :]:
        if len(rows) == limit:
            return rows, name if session.execute(part.limit(1)).first() else None
        more, following = fetch_page(
            session,
            part,
            keys,
            cursor=seen or None,
            limit=limit - len(rows),
            descending=descending,
            constant=nullable if name == WITHOUT else None,
        )
        rows += more
        if following is not None:
            return rows, name + following
        seen = ""
    return rows, None

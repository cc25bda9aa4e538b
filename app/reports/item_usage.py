"""How often an assessment's items were shown, and how long people stayed on them. Three queries."""

import uuid
from collections import defaultdict
from collections.abc import Mapping

from pydantic import BaseModel, Field
from sqlalchemy import Double, Integer, cast, extract, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from app.measurement import enough
from app.models import Assessment, Attempt, AttemptStatus, FormItem, ItemVersion, Response
from app.reports.figures import Figure, figure

BUCKET_S = 5
"""Times are counted in steps, so that the database sends a few counts an item, not a time an answer."""


class ItemUsage(BaseModel):
    """One item version in an assessment."""

    item: str
    item_version: int
    title: str
    shown: int = Field(description="Attempts that were given it, those under way included.")
    exposure: float = Field(description="Their share of all attempts.")
    expected_time_s: int = Field(description="What its author expects of somebody who knows the answer.")
    time_s: Figure = Field(
        description="Median seconds from the answer saved before, or the start, to the last save of its own."
    )


def read(session: Session, assessment: Assessment) -> list[ItemUsage]:
    """Return the usage of every item that was given, by its name."""
    given = session.execute(
        select(FormItem.item_version_id, func.count())
        .join(Attempt, Attempt.id == FormItem.attempt_id)
        .where(Attempt.assessment_id == assessment.id)
        .group_by(FormItem.item_version_id)
    )
    shown = {row[0]: row[1] for row in given}
    attempts = session.scalars(
        select(func.count()).select_from(Attempt).where(Attempt.assessment_id == assessment.id)
    ).one()
    times = _times(session, assessment)
    found = []
    for version in session.scalars(select(ItemVersion).where(ItemVersion.id.in_(shown))):
        counts = times.get(version.id, {})
        answered = sum(counts.values())
        found.append(
            ItemUsage(
                item=version.item_id,
                item_version=version.number,
                title=version.content["title"],
                shown=shown[version.id],
                exposure=round(shown[version.id] / attempts, 4),
                expected_time_s=version.content["expected_time_s"],
                time_s=figure(_median_s(counts), answered, enough.DIFFICULTY),
            )
        )
    return sorted(found, key=lambda item: (item.item, item.item_version))


def _times(session: Session, assessment: Assessment) -> dict[uuid.UUID, dict[int, int]]:
    """Return, by item version, how many stayed how many steps of `BUCKET_S` on it."""
    before = func.lag(Response.saved_at).over(partition_by=Response.attempt_id, order_by=Response.saved_at)
    since = func.coalesce(before, Attempt.started_at)
    if session.get_bind().dialect.name == "sqlite":
        seconds: ColumnElement[float] = (func.julianday(Response.saved_at) - func.julianday(since)) * 86_400.0
    else:
        seconds = cast(extract("epoch", Response.saved_at - since), Double)
    stays = (
        # Just under a whole step is rounding: days in binary fractions.
        select(
            FormItem.item_version_id.label("version"),
            cast(seconds / BUCKET_S + 1e-6, Integer).label("bucket"),
        )
        .join(FormItem, FormItem.id == Response.form_item_id)
        .join(Attempt, Attempt.id == Response.attempt_id)
        .where(Attempt.assessment_id == assessment.id, Attempt.status == AttemptStatus.FINISHED)
        .subquery()
    )
    rows = session.execute(
        select(stays.c.version, stays.c.bucket, func.count()).group_by(stays.c.version, stays.c.bucket)
    )
    found: dict[uuid.UUID, dict[int, int]] = defaultdict(dict)
    for version, bucket, count in rows:
        found[version][bucket] = count
    return found


def _median_s(counts: Mapping[int, int]) -> float:
    """Return the median within its step, taken to lie evenly in it; NaN of nothing."""
    half, passed = sum(counts.values()) / 2, 0
    for bucket in sorted(counts):
        if passed + counts[bucket] >= half:
            return BUCKET_S * (bucket + (half - passed) / counts[bucket])
        passed += counts[bucket]
    return float("nan")

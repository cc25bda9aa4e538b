"""Calibration: who is to score an item first scores its exemplars, whose levels are known."""

import hashlib
import json
import uuid
from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import audit
from app.models import Calibration, ItemVersion
from app.problems import InvalidRequest, NotFound, Problem
from app.reviews.schemas import (
    ExemplarOut,
    ExemplarScored,
    ExemplarsIn,
    ExemplarsResult,
    ExemplarTask,
    criterion_view,
)
from app.values import parse_id
from question_bank.candidate_view import candidate_view
from question_bank.item import Written, read_content


class NotCalibrated(Problem):
    """The item's exemplars come first."""

    status = HTTPStatus.CONFLICT


def rubric_hash(version: ItemVersion) -> str:
    """Return what a calibration is good for: versions with the same rubric and exemplars share it."""
    scored_by = [version.item_id, version.content["rubric"], version.content["exemplars"]]
    return hashlib.sha256(json.dumps(scored_by, sort_keys=True).encode()).hexdigest()


def best(session: Session, reviewer: uuid.UUID, versions: Iterable[ItemVersion]) -> dict[uuid.UUID, float]:
    """Return the best agreement a reviewer reached on each of `versions` that they tried."""
    hashes = {version.id: rubric_hash(version) for version in versions}
    rows = session.execute(
        select(Calibration.rubric_hash, func.max(Calibration.agreement))
        .where(Calibration.reviewer_id == reviewer, Calibration.rubric_hash.in_(set(hashes.values())))
        .group_by(Calibration.rubric_hash)
    )
    reached = {row[0]: float(row[1]) for row in rows}
    return {version_id: reached[hashed] for version_id, hashed in hashes.items() if hashed in reached}


def require(session: Session, reviewer: uuid.UUID, version: ItemVersion, *, needed: float) -> None:
    """Refuse who has not agreed with the item's exemplars to the share `needed`; 0 asks nothing."""
    if needed > 0 and best(session, reviewer, [version]).get(version.id, -1.0) < needed:
        raise NotCalibrated(
            f"Score the exemplars of this item first: GET /api/v1/calibrations/{version.id}, and agree on "
            f"{needed:.0%} of them."
        )


def find(session: Session, version_id: str) -> tuple[ItemVersion, Written]:
    """Return a version of a written item."""
    version = session.scalar(
        select(ItemVersion).where(ItemVersion.id == parse_id(version_id), ItemVersion.type == "written")
    )
    if version is None:
        raise NotFound("No written item has this version; GET /api/v1/reviews/queue names those that wait.")
    item = read_content(version.content)
    assert isinstance(item, Written)
    return version, item


def _ids(version: ItemVersion, item: Written) -> list[str]:
    """Return an id for each passage, in order, that says nothing of its level."""
    own = [f"{rubric_hash(version)} {passage.text}" for passage in item.exemplars.passages]
    return [hashlib.sha256(text.encode()).hexdigest()[:12] for text in own]


def task(session: Session, reviewer: uuid.UUID, version_id: str, *, needed: float) -> ExemplarTask:
    """Return the exemplars without their levels, in an order that changes with each try."""
    version, item = find(session, version_id)
    tries = _tries(session, reviewer, version)
    seed = int(hashlib.sha256(f"{reviewer} {rubric_hash(version)} {len(tries)}".encode()).hexdigest(), 16)
    passages = [
        ExemplarOut(id=passage_id, text=passage.text)
        for passage_id, passage in zip(_ids(version, item), item.exemplars.passages, strict=True)
    ]
    (criterion,) = [one for one in item.rubric if one.id == item.exemplars.criterion]
    return ExemplarTask(
        item_version_id=version.id,
        item_title=item.title,
        prompt=candidate_view(item)["prompt"],
        model_answer=item.model_answer,
        criterion=criterion_view(criterion),
        passages=[passages[at] for at in np.random.default_rng(seed).permutation(len(passages))],
        needed=needed,
        tries=len(tries),
        best=max(tries, default=None),
    )


def _tries(session: Session, reviewer: uuid.UUID, version: ItemVersion) -> list[float]:
    return list(
        session.scalars(
            select(Calibration.agreement)
            .where(Calibration.reviewer_id == reviewer, Calibration.rubric_hash == rubric_hash(version))
            .order_by(Calibration.at)
        )
    )


def score(
    session: Session,
    reviewer: uuid.UUID,
    version_id: str,
    sent: ExemplarsIn,
    *,
    needed: float,
    now: datetime,
) -> ExemplarsResult:
    """Compare the reviewer's levels with those known, keep the try, and say how it went."""
    version, item = find(session, version_id)
    (criterion,) = [one for one in item.rubric if one.id == item.exemplars.criterion]
    ids = _ids(version, item)
    if set(sent.levels) != set(ids):
        raise InvalidRequest("levels: give each passage of this item a level, and no other.")
    if any(not 0 <= level < len(criterion.levels) for level in sent.levels.values()):
        raise InvalidRequest(f"levels: {criterion.id} has the levels 0 to {len(criterion.levels) - 1}.")
    # The bank's passages come one a level, from the lowest.
    known, given = list(range(len(ids))), [sent.levels[passage] for passage in ids]
    agreement = sum(one == other for one, other in zip(known, given, strict=True)) / len(ids)
    session.add(
        Calibration(
            reviewer_id=reviewer,
            item_version_id=version.id,
            rubric_hash=rubric_hash(version),
            given=given,
            known=known,
            agreement=agreement,
            at=now,
        )
    )
    audit.record(
        session, "review.calibrate", "item_version", version.id, by=reviewer, now=now, agreement=agreement
    )
    return ExemplarsResult(
        agreement=agreement,
        needed=needed,
        passed=agreement >= needed,
        passages=[
            ExemplarScored(
                id=passage_id,
                text=passage.text,
                given=sent.levels[passage_id],
                known=level,
                description=criterion.levels[level].description,
            )
            for level, (passage_id, passage) in enumerate(zip(ids, item.exemplars.passages, strict=True))
        ],
    )

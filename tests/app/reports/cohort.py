"""A cohort that sat one form, written into the tables as the service would have left it."""

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import numpy as np
from sqlalchemy import insert, select

from app.models import (
    Assessment,
    Attempt,
    AttemptStatus,
    Candidate,
    FinishReason,
    FormItem,
    Invitation,
    ItemVersion,
    PoolItem,
    Response,
    Score,
)
from question_bank.item import read_content
from tests.service import Caller, Service

ITEMS = 6


def assessment_of(service: Service, recruiter: Caller, items: int = ITEMS) -> str:
    """A published assessment of single-choice items, all drawn."""
    with service.database.read() as session:
        names = session.scalars(
            select(ItemVersion.item_id)
            .where(
                ItemVersion.type == "single_choice", ItemVersion.current, ItemVersion.status == "published"
            )
            .where(ItemVersion.points == 1)  # so that shares and points say the same
            .order_by(ItemVersion.item_id)
            .limit(items)
        ).all()
    draw = {"types": ["single_choice"], "items": list(names), "count": items}
    return service.published(
        recruiter,
        {"title": "A form", "time_limit_s": 600, "sections": [{"title": "All", "draws": [draw]}]},
    )


def sit(service: Service, assessment_id: str, right: np.ndarray, wrong: np.ndarray | None = None) -> None:
    """Have people answer: `right` (people, items) is 1, 0 or NaN where not given, `wrong` the distractor."""
    assessment = uuid.UUID(assessment_id)
    wrong = np.zeros(right.shape, int) if wrong is None else wrong
    rows: dict[Any, list[dict[str, Any]]] = {
        table: [] for table in (Candidate, Invitation, Attempt, FormItem, Response, Score)
    }
    with service.database.write() as session:
        versions = session.scalars(
            select(ItemVersion)
            .join(PoolItem, PoolItem.item_version_id == ItemVersion.id)
            .where(PoolItem.assessment_id == assessment)
            .order_by(ItemVersion.item_id)
        ).all()
        limit = session.get_one(Assessment, assessment).time_limit_s
        for person in range(len(right)):
            _person(rows, service, assessment, limit, versions, right[person], wrong[person])
        for table, made in rows.items():
            session.execute(insert(table), made)


def _person(
    rows: dict[Any, list[dict[str, Any]]],
    service: Service,
    assessment: uuid.UUID,
    limit: int,
    versions: Any,
    right: np.ndarray,
    wrong: np.ndarray,
) -> None:
    candidate, invitation, attempt = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    now = service.now
    rows[Candidate].append({"id": candidate, "name": "N", "email": "n@example.org", "created_at": now})
    rows[Invitation].append(
        {
            "id": invitation,
            "assessment_id": assessment,
            "candidate_id": candidate,
            "token_hash": uuid.uuid4().hex,
            "time_factor": Decimal(1),
            "created_at": now,
            "expires_at": now + timedelta(days=7),
        }
    )
    given = [column for column in range(len(versions)) if not np.isnan(right[column])]
    score = sum((versions[column].points * int(right[column]) for column in given), Decimal(0))
    rows[Attempt].append(
        {
            "id": attempt,
            "invitation_id": invitation,
            "assessment_id": assessment,
            "status": AttemptStatus.FINISHED,
            "form_seed": 0,
            "time_limit_s": limit,
            "time_factor": Decimal(1),
            "started_at": now,
            "closes_at": now + timedelta(seconds=limit),
            "finished_at": now,
            "finish_reason": FinishReason.CANDIDATE,
            "score": score,
            "auto_score": score,
            "possible": sum((versions[column].points for column in given), Decimal(0)),
        }
    )
    for column in given:
        _answer(rows, service, attempt, column, versions[column], bool(right[column]), int(wrong[column]))


def _answer(
    rows: dict[Any, list[dict[str, Any]]],
    service: Service,
    attempt: uuid.UUID,
    column: int,
    version: ItemVersion,
    right: bool,
    wrong: int,
) -> None:
    place = uuid.uuid4()
    item = read_content(version.content)
    order = sorted((option.id for option in item.options), reverse=column % 2 == 1)  # type: ignore[union-attr]
    key = item.keys[0]  # type: ignore[union-attr]
    own = key if right else [option for option in sorted(order) if option != key][wrong]
    shown = chr(ord("a") + order.index(own))
    rows[FormItem].append(
        {
            "id": place,
            "attempt_id": attempt,
            "section": 0,
            "position": column,
            "item_version_id": version.id,
            "variant_index": None,
            "option_order": order,
            "points": version.points,
        }
    )
    rows[Response].append(
        {
            "form_item_id": place,
            "attempt_id": attempt,
            "revision": 1,
            "answer": {"choice": shown},
            "saved_at": service.now,
        }
    )
    rows[Score].append(
        {
            "id": uuid.uuid4(),
            "attempt_id": attempt,
            "form_item_id": place,
            "value": version.points * int(right),
            "possible": version.points,
            "reason": "key",
            "receipt": {},
            "created_at": service.now,
        }
    )

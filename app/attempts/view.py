"""An attempt as its candidate sees it: made from white-lists, so that a new field is secret until named."""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments import form
from app.attempts.answers import is_empty
from app.attempts.schemas import AttemptView, FormSection, ItemView, OptionView, PauseView
from app.bank import images
from app.models import (
    Assessment,
    Attempt,
    AttemptStatus,
    FormItem,
    ItemVariant,
    Response,
    Submission,
)
from app.scores.answers import shown_ids
from app.submissions import queue
from app.values import MAX_SOURCE, MAX_TEXT
from grader.tasks import TASKS
from question_bank.blueprint import Blueprint
from question_bank.candidate_view import candidate_view
from question_bank.item import Coding, read_content

MAX_LENGTH = {"written": MAX_TEXT, "coding": MAX_SOURCE}


def view(session: Session, attempt: Attempt, *, max_submits: int, now: datetime) -> AttemptView:
    """Return the whole attempt in a bounded number of queries."""
    places = form.read(session, attempt.id)
    responses = {
        response.form_item_id: response
        for response in session.scalars(select(Response).where(Response.attempt_id == attempt.id))
    }
    used = Counter(
        session.scalars(
            select(Submission.form_item_id).where(Submission.attempt_id == attempt.id, queue.uses_a_submit())
        )
    )
    numbers = _numbers(session, attempt)
    blueprint = Blueprint.model_validate(session.get_one(Assessment, attempt.assessment_id).blueprint)
    # What stands still on the clock is not read meanwhile.
    hidden = attempt.status is AttemptStatus.PAUSED
    sections = [
        FormSection(
            title=section.title,
            instructions=section.instructions,
            items=[
                _item(place, responses.get(place.id), numbers.get(place.id), max_submits - used[place.id])
                for place in places
                if place.section == index and not hidden
            ],
        )
        for index, section in enumerate(blueprint.sections)
    ]
    over = attempt.status is AttemptStatus.FINISHED or (
        attempt.status is AttemptStatus.STARTED and now >= attempt.closes_at
    )
    return AttemptView(
        id=attempt.id,
        status=AttemptStatus.FINISHED if over else attempt.status,
        started_at=attempt.started_at,
        closes_at=attempt.closes_at,
        finished_at=attempt.finished_at or (attempt.closes_at if over else None),
        server_time=now,
        pause=_pause(attempt),
        receipt=receipt_code(responses) if over else None,
        sections=sections,
    )


def _pause(attempt: Attempt) -> PauseView | None:
    if not attempt.pause_limit_s:
        return None
    return PauseView(left_s=attempt.pause_limit_s - attempt.paused_s, ends_at=attempt.pause_ends_at)


def _numbers(session: Session, attempt: Attempt) -> dict[uuid.UUID, dict[str, Any]]:
    rows = session.execute(
        select(FormItem.id, ItemVariant.numbers)
        .join(
            ItemVariant,
            (ItemVariant.item_version_id == FormItem.item_version_id)
            & (ItemVariant.index == FormItem.variant_index),
        )
        .where(FormItem.attempt_id == attempt.id)
    )
    return {row[0]: row[1] for row in rows}


def _item(
    place: FormItem, response: Response | None, numbers: dict[str, Any] | None, submits_left: int
) -> ItemView:
    item = read_content(place.item_version.content)
    public = candidate_view(
        item,
        numbers=numbers,
        option_order=place.option_order,
        image_address=images.addresses(place.item_version, f"/api/v1/attempt/items/{place.id}/images"),
    )
    shown = ItemView(
        id=place.id,
        type=public["type"],
        prompt=public["prompt"],
        points=float(place.points),
        unit=public.get("unit"),
        max_words=public.get("max_words"),
        max_length=MAX_LENGTH.get(item.type),
        revision=response.revision if response else 0,
    )
    if response is not None:
        shown = ItemView.model_validate({**shown.model_dump(), "response": response.answer})
    if "options" in public:
        shown.options = [
            OptionView(id=shown_id, text=option["text"])
            for shown_id, option in zip(shown_ids(place), public["options"], strict=True)
        ]
    if isinstance(item, Coding):
        task = TASKS[item.task]
        shown.starter_code, shown.entry_point = task.starter_code, task.entry_point
        shown.samples = [dict(sample) for sample in task.samples]
        shown.submits_left = max(submits_left, 0)
    return shown


def receipt_code(responses: Mapping[uuid.UUID, Response]) -> str:
    """Return a short code for exactly what was received: the same answers give the same code."""
    received = sorted(
        (str(place_id), response.revision, json.dumps(response.answer, sort_keys=True))
        for place_id, response in responses.items()
        if not is_empty(response.answer)
    )
    digest = hashlib.sha256(json.dumps(received).encode()).hexdigest().upper()
    return "-".join(digest[at : at + 4] for at in range(0, 12, 4))

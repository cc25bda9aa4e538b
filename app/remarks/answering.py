"""Remarks of candidates on items: read without names, answered, and the answer shown to who asked."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from app import audit
from app.assessments.access import visible_to
from app.auth import StaffCaller
from app.models import Assessment, Attempt, Comment, FormItem, ItemVariant, ItemVersion, RemarkState
from app.pagination import Page, fetch_page
from app.problems import NotFound
from app.remarks.schemas import OwnRemark, RemarkAnswer, RemarkedItem, RemarkOut
from app.reviews import blind
from app.values import parse_id
from question_bank.candidate_view import candidate_view
from question_bank.item import read_content


def _visible(staff: StaffCaller) -> Select[Comment, str, FormItem]:
    return (
        select(Comment, Assessment.title, FormItem)
        .join(Attempt, Attempt.id == Comment.attempt_id)
        .join(Assessment, Assessment.id == Attempt.assessment_id)
        .outerjoin(FormItem, FormItem.id == Comment.form_item_id)
        .where(visible_to(staff))
        .options(joinedload(FormItem.item_version))
    )


def page(
    session: Session,
    staff: StaffCaller,
    *,
    state: RemarkState,
    item: str | None,
    cursor: str | None,
    limit: int,
) -> Page[RemarkOut]:
    """Return a page of the remarks on assessments that exist for `staff`, the oldest first."""
    query = _visible(staff).where(Comment.state == state)
    if item is not None:
        versions = select(ItemVersion.id).where(ItemVersion.item_id == item)
        query = query.where(FormItem.item_version_id.in_(versions))
    keys: dict[Any, Any] = {Comment.created_at: datetime, Comment.id: uuid.UUID}
    rows, following = fetch_page(session, query, keys, cursor=cursor, limit=limit, descending=False)
    return Page(items=[_out(session, row[0], row[1], row[2]) for row in rows], next_cursor=following)


def find(session: Session, staff: StaffCaller, remark_id: str) -> RemarkOut:
    """Return one remark."""
    return _out(session, *_row(session, staff, remark_id, lock=False))


def _row(
    session: Session, staff: StaffCaller, remark_id: str, *, lock: bool
) -> tuple[Comment, str, FormItem | None]:
    query = _visible(staff).where(Comment.id == parse_id(remark_id))
    row = session.execute(query.with_for_update(of=Comment) if lock else query).first()
    if row is None:
        raise NotFound("No remark on your assessments has this id; GET /api/v1/remarks lists them.")
    return row[0], row[1], row[2]


def _out(session: Session, remark: Comment, title: str, place: FormItem | None) -> RemarkOut:
    item = _item(session, place) if place else None
    return RemarkOut(
        id=remark.id,
        state=remark.state,
        assessment_title=title,
        item=item,
        text=blind.shown(session, remark.text, remark.attempt_id, subject=item.prompt if item else ""),
        since=remark.created_at.date(),
        answer=remark.answer,
        answered_at=remark.answered_at,
    )


def _item(session: Session, place: FormItem) -> RemarkedItem:
    version, item = place.item_version, read_content(place.item_version.content)
    drawn = (
        session.get(ItemVariant, (version.id, place.variant_index))
        if place.variant_index is not None
        else None
    )
    public = candidate_view(item, numbers=drawn.numbers if drawn else None, option_order=place.option_order)
    return RemarkedItem(
        item=version.item_id,
        version=version.number,
        title=item.title,
        type=item.type,
        prompt=public["prompt"],
    )


def answer(
    session: Session, staff: StaffCaller, remark_id: str, sent: RemarkAnswer, *, now: datetime
) -> RemarkOut:
    """Answer a remark, change the answer, or open it again; the same once more changes nothing."""
    remark, title, place = _row(session, staff, remark_id, lock=True)
    said = sent.answer or None
    if (remark.state, remark.answer) != (sent.state, said):
        remark.state, remark.answer, remark.answered_at, remark.answered_by = sent.state, said, now, staff.id
        if sent.state is RemarkState.OPEN:
            remark.answered_at = remark.answered_by = None
        audit.record(
            session,
            "remark.answer",
            "comment",
            remark.id,
            by=staff.id,
            now=now,
            state=sent.state,
            answer=said,
        )
        session.flush()
    return _out(session, remark, title, place)


def own(session: Session, attempt: Attempt) -> list[OwnRemark]:
    """Return the remarks of an attempt's own candidate, the oldest first."""
    remarks = session.scalars(
        select(Comment).where(Comment.attempt_id == attempt.id).order_by(Comment.created_at, Comment.id)
    )
    return [
        OwnRemark(
            item_id=remark.form_item_id,
            text=remark.text,
            created_at=remark.created_at,
            state=remark.state,
            answer=remark.answer,
            answered_at=remark.answered_at,
        )
        for remark in remarks
    ]

"""One attempt in full: what was answered, what it earned, and what happened when."""

import uuid
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.assessments.access import visible_to
from app.attempts import sitting
from app.attempts.view import receipt_code
from app.auth import StaffCaller
from app.measurement.interval import share_interval
from app.models import (
    Assessment,
    AssessmentState,
    Attempt,
    AttemptStatus,
    Comment,
    IntegrityEvent,
    Invitation,
    Regrade,
    RegradeChange,
    Response,
)
from app.problems import NotFound
from app.reports import beliefs, interview, items, regrades, shortlist
from app.reports.items import ScoredItem
from app.reports.listing import marks_of, shown, summarise
from app.reports.reference import Ranks
from app.reports.schemas import AttemptReport, ItemReport, PartScore, TimelineEntry, Typing
from app.values import parse_id
from question_bank.blueprint import Blueprint

TYPING = "typing"


def find(
    session: Session, staff: StaffCaller, attempt_id: str, *, lock: bool = False
) -> tuple[Attempt, Assessment]:
    """Return an attempt of an assessment that exists for `staff`."""
    query = (
        select(Attempt, Assessment)
        .join(Assessment, Assessment.id == Attempt.assessment_id)
        .where(Attempt.id == parse_id(attempt_id), visible_to(staff))
        .options(
            joinedload(Attempt.invitation, innerjoin=True).joinedload(Invitation.candidate, innerjoin=True)
        )
    )
    row = session.execute(query.with_for_update(of=Attempt) if lock else query).first()
    if row is None:
        raise NotFound("No attempt of your assessments has this id.")
    return row[0], row[1]


def read(session: Session, staff: StaffCaller, attempt: Attempt, assessment: Assessment) -> AttemptReport:
    """Return the report. Keys are in it once the assessment is closed, so that none leaks while it is sat."""
    responses = _responses(session, attempt)
    with_keys = assessment.state is AssessmentState.CLOSED
    scored = items.read(session, attempt, responses, with_keys=with_keys)
    held = beliefs.read(item.answered for item in scored)
    reports = [item.report for item in scored]
    titles = [section.title for section in Blueprint.model_validate(assessment.blueprint).sections]
    finished = attempt.status is AttemptStatus.FINISHED
    remarks = session.scalars(
        select(Comment).where(Comment.attempt_id == attempt.id).order_by(Comment.created_at)
    )
    events = sitting.events(session, attempt)
    return AttemptReport(
        **summarise(
            attempt,
            attempt.invitation.candidate,
            Ranks(session, assessment),
            marks_of(session, [attempt.id])[attempt.id],
        ).model_dump(),
        assessment_id=assessment.id,
        assessment_title=assessment.title,
        time_limit_s=attempt.time_limit_s,
        time_factor=float(attempt.time_factor),
        pause_limit_s=attempt.pause_limit_s,
        paused_s=attempt.paused_s,
        closes_at=attempt.closes_at,
        finish_reason=attempt.finish_reason,
        sections=parts(scored, lambda report: [titles[report.section]]),
        subtopics=parts(scored, lambda report: [report.subtopic]),
        applications=parts(scored, lambda report: report.applications),
        beliefs=held,
        beliefs_withheld=None if with_keys else beliefs.WITHHELD,
        interview=interview.questions(held),
        items=reports,
        timeline=_timeline(
            attempt,
            reports,
            [event for event in events if event.kind != TYPING],
            regrades.of_attempt(session, attempt),
        ),
        typing=[
            Typing(item_id=event.form_item_id, at=event.at, size=event.size, length=event.length)
            for event in events
            if event.kind == TYPING
        ],
        comments=[
            {"item_id": remark.form_item_id, "text": remark.text, "at": remark.created_at}
            for remark in remarks
        ],
        shortlist=shortlist.of_attempt(session, staff, attempt.id),
        notes=shortlist.notes_on(session, staff, [attempt.id]),
        form_seed=attempt.form_seed,
        receipt=receipt_code(responses) if finished else None,
    )


def _responses(session: Session, attempt: Attempt) -> dict[uuid.UUID, Response]:
    return {
        row.form_item_id: row
        for row in session.scalars(select(Response).where(Response.attempt_id == attempt.id))
    }


def parts(scored: Iterable[ScoredItem], titles: Callable[[ItemReport], Iterable[str]]) -> list[PartScore]:
    """Add up what was earned under each title, and say how much that tells."""
    found: dict[str, list[ScoredItem]] = {}
    for item in scored:
        for title in titles(item.report):
            found.setdefault(title, []).append(item)
    return [_part(title, part) for title, part in found.items()]


def _part(title: str, part: list[ScoredItem]) -> PartScore:
    known = [(item.earned, item.possible) for item in part if item.earned is not None]
    interval = share_interval(
        [float(earned) for earned, _ in known], [float(possible) for _, possible in known]
    )
    return PartScore(
        title=title,
        earned=shown(sum((earned for earned, _ in known), Decimal(0))),
        possible=shown(sum((item.possible for item in part), Decimal(0))),
        pending=len(part) - len(known),
        items=len(part),
        share=round(interval.share, 4) if interval else None,
        low=round(interval.low, 4) if interval else None,
        high=round(interval.high, 4) if interval else None,
    )


def _regraded(done: Regrade, change: RegradeChange) -> TimelineEntry:
    points = f"{shown(change.item_before):g} to {shown(change.item_after or Decimal(0)):g} points"
    return TimelineEntry(
        at=change.applied_at or done.created_at,
        what="regraded",
        detail={"item": done.item_id, "points": points, "why": done.why or None},
    )


def _timeline(
    attempt: Attempt,
    reports: list[ItemReport],
    events: Iterable[IntegrityEvent],
    regraded: Iterable[tuple[Regrade, RegradeChange]],
) -> list[TimelineEntry]:
    entries = [TimelineEntry(at=attempt.started_at, what="started")]
    entries += [_regraded(done, change) for done, change in regraded]
    for report in reports:
        if report.saved_at is not None:
            entries.append(
                TimelineEntry(at=report.saved_at, what="last saved", detail={"item": report.title})
            )
        for submission in report.submissions:
            what = "submitted by the server" if submission.by_server else f"{submission.kind} handed in"
            detail: dict[str, Any] = {"item": report.title, "verdict": submission.verdict}
            entries.append(TimelineEntry(at=submission.created_at, what=what, detail=detail))
    for event in events:
        detail = {"size": event.size} if event.size is not None else {}
        entries.append(TimelineEntry(at=event.at, what=event.kind.replace("_", " "), detail=detail))
    if attempt.finished_at is not None:
        detail = {"by": attempt.finish_reason}
        entries.append(TimelineEntry(at=attempt.finished_at, what="finished", detail=detail))
    return sorted(entries, key=lambda entry: entry.at)

"""The life of an assessment: drafted, published (frozen), closed; a new version begins as a draft."""

import uuid
from datetime import datetime
from http import HTTPStatus

from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import audit
from app.assessments import pool
from app.assessments.schemas import AssessmentPatch
from app.auth import StaffCaller
from app.models import Assessment, AssessmentShare, AssessmentState, Role, Staff
from app.problems import InvalidRequest, NotAllowed, Problem
from question_bank.blueprint import Blueprint


class AssessmentFrozen(Problem):
    """A published assessment does not change."""

    status = HTTPStatus.CONFLICT


class StillOpen(Problem):
    """The assessment still takes candidates."""

    status = HTTPStatus.CONFLICT


class NotPublished(Problem):
    """The assessment is not published."""

    status = HTTPStatus.CONFLICT


BESIDE_THE_BLUEPRINT = {"reviewing", "shared_with", "disclosure", "results", "time_factor"}


def create(session: Session, blueprint: Blueprint, *, owner: uuid.UUID, now: datetime) -> Assessment:
    """Draft an assessment from a blueprint."""
    assessment = Assessment(
        id=uuid.uuid4(),
        series_id=uuid.uuid4(),
        version=1,
        owner_id=owner,
        created_at=now,
        **_columns(blueprint),
    )
    session.add(assessment)
    audit.record(session, "assessment.create", "assessment", assessment.id, by=owner, now=now)
    return assessment


def _columns(blueprint: Blueprint) -> dict[str, object]:
    return {
        "title": blueprint.title,
        "instructions": blueprint.instructions,
        "time_limit_s": blueprint.time_limit_s,
        "blueprint": blueprint.model_dump(mode="json"),
    }


def change(
    session: Session, assessment: Assessment, patch: AssessmentPatch, *, by: StaffCaller, now: datetime
) -> None:
    """Apply what `patch` sets; of a published one sharing, time factor and reviewing may still change."""
    changes = patch.model_dump(mode="json", exclude_unset=True, exclude=BESIDE_THE_BLUEPRINT)
    disclosure = patch.disclosure if "disclosure" in patch.model_fields_set else assessment.disclosure
    results = patch.results if "results" in patch.model_fields_set else assessment.results
    if changes or (disclosure, results) != (assessment.disclosure, assessment.results):
        if assessment.state is not AssessmentState.DRAFT:
            raise AssessmentFrozen(
                f"It was published at {assessment.published_at:%Y-%m-%d %H:%M} UTC; "
                "POST .../versions makes a draft to change."
            )
        try:
            blueprint = Blueprint.model_validate({**assessment.blueprint, **changes})
        except ValidationError as error:
            first = error.errors()[0]
            raise InvalidRequest(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
        for name, value in _columns(blueprint).items():
            setattr(assessment, name, value)
        assessment.disclosure, assessment.results = disclosure, results
    if "time_factor" in patch.model_fields_set:
        assessment.time_factor = patch.time_factor
    if patch.shared_with is not None:
        _share(session, assessment, patch.shared_with, by=by)
    if patch.reviewing is not None:
        assessment.reviewing = patch.reviewing.model_dump(mode="json")
    audit.record(
        session,
        "assessment.change",
        "assessment",
        assessment.id,
        by=by.id,
        now=now,
        fields=sorted(patch.model_fields_set),
    )


def _share(session: Session, assessment: Assessment, emails: list[str], *, by: StaffCaller) -> None:
    # Whoever it is shared with could else share it further, or take it from a colleague.
    if by.id != assessment.owner_id and by.role is not Role.ADMIN:
        raise NotAllowed("Its owner says with whom it is shared; ask them, or an admin.")
    wanted = {email.strip().lower() for email in emails}
    found = session.scalars(
        select(Staff).where(
            Staff.email.in_(wanted), Staff.role == Role.RECRUITER, Staff.disabled_at.is_(None)
        )
    ).all()
    unknown = wanted - {staff.email for staff in found}
    if unknown:
        raise InvalidRequest(f"shared_with: no recruiter has the e-mail {', '.join(sorted(unknown))}.")
    for share in session.scalars(
        select(AssessmentShare).where(AssessmentShare.assessment_id == assessment.id)
    ):
        session.delete(share)
    session.flush()
    session.add_all(AssessmentShare(assessment_id=assessment.id, staff_id=staff.id) for staff in found)


def publish(session: Session, assessment: Assessment, *, by: uuid.UUID | None, now: datetime) -> None:
    """Freeze the design with the item versions it may draw; repeating it is harmless."""
    if assessment.state is AssessmentState.PUBLISHED:
        return
    if assessment.state is AssessmentState.CLOSED:
        raise AssessmentFrozen("It is closed; POST .../versions makes a new draft.")
    assessment.archived_at = None
    pool.freeze(session, assessment.id, Blueprint.model_validate(assessment.blueprint))
    assessment.state, assessment.published_at = AssessmentState.PUBLISHED, now
    audit.record(session, "assessment.publish", "assessment", assessment.id, by=by, now=now)


def close(session: Session, assessment: Assessment, *, by: uuid.UUID, now: datetime) -> None:
    """Take no more starts; attempts under way go on to their end. Repeating it is harmless."""
    if assessment.state is AssessmentState.CLOSED:
        return
    if assessment.state is AssessmentState.DRAFT:
        raise NotPublished("It is a draft; there is nothing to close.")
    assessment.state, assessment.closed_at = AssessmentState.CLOSED, now
    audit.record(session, "assessment.close", "assessment", assessment.id, by=by, now=now)


def new_version(session: Session, assessment: Assessment, *, by: uuid.UUID, now: datetime) -> Assessment:
    """Return a new draft of the same series, with the same design, owner and sharing and an id of its own."""
    latest = session.scalar(
        select(func.max(Assessment.version)).where(Assessment.series_id == assessment.series_id)
    )
    draft = _copy(assessment, now=now)
    draft.series_id, draft.version = assessment.series_id, (latest or 0) + 1
    draft.owner_id = assessment.owner_id
    session.add(draft)
    session.flush()
    shares = select(AssessmentShare.staff_id).where(AssessmentShare.assessment_id == assessment.id)
    session.add_all(
        AssessmentShare(assessment_id=draft.id, staff_id=staff_id) for staff_id in session.scalars(shares)
    )
    audit.record(session, "assessment.version", "assessment", draft.id, by=by, now=now, of=str(assessment.id))
    return draft


def duplicate(session: Session, assessment: Assessment, *, by: uuid.UUID, now: datetime) -> Assessment:
    """Return a new draft with the same design, in a series of its own, which is the caller's alone."""
    draft = _copy(assessment, now=now)
    draft.series_id, draft.version, draft.owner_id = uuid.uuid4(), 1, by
    session.add(draft)
    audit.record(
        session, "assessment.duplicate", "assessment", draft.id, by=by, now=now, of=str(assessment.id)
    )
    return draft


def _copy(assessment: Assessment, *, now: datetime) -> Assessment:
    return Assessment(
        id=uuid.uuid4(),
        disclosure=assessment.disclosure,
        results=assessment.results,
        time_factor=assessment.time_factor,
        reviewing=assessment.reviewing,
        created_at=now,
        **_columns(Blueprint.model_validate(assessment.blueprint)),
    )


def archive(session: Session, assessment: Assessment, *, by: uuid.UUID, now: datetime) -> None:
    """Put a draft or a closed assessment out of sight; nothing is deleted. Repeating it is harmless."""
    if assessment.state is AssessmentState.PUBLISHED:
        raise StillOpen("Candidates could start it and nobody would look: close it first.")
    if assessment.archived_at is None:
        assessment.archived_at = now
        audit.record(session, "assessment.archive", "assessment", assessment.id, by=by, now=now)


def restore(session: Session, assessment: Assessment, *, by: uuid.UUID, now: datetime) -> None:
    """Put an archived assessment back among the others. Repeating it is harmless."""
    if assessment.archived_at is not None:
        assessment.archived_at = None
        audit.record(session, "assessment.restore", "assessment", assessment.id, by=by, now=now)

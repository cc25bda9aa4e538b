"""The shortlist, and notes on attempts: recruiters' own rows, which all who see the assessment may read."""

import uuid
from collections.abc import Collection
from datetime import datetime
from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import audit
from app.auth import StaffCaller
from app.models import Attempt, Candidate, Invitation, Note, Shortlisted, Staff
from app.problems import NotFound, Problem
from app.values import CleanText, parse_id

MAX_NOTES = 500  # on one attempt


class PersonErased(Problem):
    """The person was erased."""

    status = HTTPStatus.CONFLICT


class TooManyNotes(Problem):
    """There are more notes than an attempt takes."""

    status = HTTPStatus.CONFLICT


class NoteIn(BaseModel):
    """What to write down."""

    model_config = ConfigDict(extra="forbid")

    text: CleanText = Field(min_length=1, max_length=5_000, examples=["Ask about inference mode."])


class NoteOut(BaseModel):
    """A note on an attempt."""

    id: uuid.UUID
    author: str = Field(description="The name of who wrote it.")
    own: bool = Field(description="Whether the caller wrote it, and so may change it.")
    text: str
    created_at: datetime
    changed_at: datetime | None


class ShortlistOut(BaseModel):
    """Who put an attempt on the shortlist."""

    own: bool = Field(description="Whether the caller did.")
    by: list[str] = Field(description="Names of all who did, the first first.")


def of_attempt(session: Session, staff: StaffCaller, attempt_id: uuid.UUID) -> ShortlistOut:
    """Return whose shortlist an attempt is on."""
    rows = session.execute(
        select(Shortlisted.staff_id, Staff.name)
        .join(Staff, Staff.id == Shortlisted.staff_id)
        .where(Shortlisted.attempt_id == attempt_id)
        .order_by(Shortlisted.at, Staff.name)
    ).all()
    return ShortlistOut(own=any(row[0] == staff.id for row in rows), by=[row[1] for row in rows])


def put_on(session: Session, staff: StaffCaller, attempt: Attempt, *, now: datetime) -> None:
    """Put a locked attempt on the caller's shortlist; repeating it is harmless."""
    _check_known(session, attempt)
    if session.get(Shortlisted, (attempt.id, staff.id)) is None:
        session.add(Shortlisted(attempt_id=attempt.id, staff_id=staff.id, at=now))
        audit.record(session, "shortlist.add", "attempt", attempt.id, by=staff.id, now=now)


def take_off(session: Session, staff: StaffCaller, attempt: Attempt, *, now: datetime) -> None:
    """Take a locked attempt off the caller's shortlist; repeating it is harmless."""
    found = session.get(Shortlisted, (attempt.id, staff.id))
    if found is not None:
        session.delete(found)
        audit.record(session, "shortlist.remove", "attempt", attempt.id, by=staff.id, now=now)


def notes_on(session: Session, staff: StaffCaller, attempt_ids: Collection[uuid.UUID]) -> list[NoteOut]:
    """Return the notes on attempts, the oldest first."""
    rows = session.execute(
        select(Note, Staff.name)
        .join(Staff, Staff.id == Note.staff_id)
        .where(Note.attempt_id.in_(attempt_ids))
        .order_by(Note.created_at, Note.id)
    )
    return [_out(row[0], row[1], staff) for row in rows]


def write(session: Session, staff: StaffCaller, attempt: Attempt, sent: NoteIn, *, now: datetime) -> NoteOut:
    """Write a note on a locked attempt."""
    _check_known(session, attempt)
    written = session.scalars(select(Note.id).where(Note.attempt_id == attempt.id).limit(MAX_NOTES)).all()
    if len(written) >= MAX_NOTES:
        raise TooManyNotes(f"An attempt takes {MAX_NOTES}; change or delete one of yours.")
    note = Note(id=uuid.uuid4(), attempt_id=attempt.id, staff_id=staff.id, text=sent.text, created_at=now)
    session.add(note)
    # The trail never holds the words: they go when the person is erased, and the trail stays.
    audit.record(session, "note.write", "attempt", attempt.id, by=staff.id, now=now, note=str(note.id))
    return _out(note, staff.name, staff)


def rewrite(
    session: Session, staff: StaffCaller, attempt: Attempt, note_id: str, sent: NoteIn, *, now: datetime
) -> NoteOut:
    """Change one of the caller's own notes."""
    note = _own(session, staff, attempt, note_id)
    note.text, note.changed_at = sent.text, now
    audit.record(session, "note.change", "attempt", attempt.id, by=staff.id, now=now, note=str(note.id))
    return _out(note, staff.name, staff)


def delete_own(
    session: Session, staff: StaffCaller, attempt: Attempt, note_id: str, *, now: datetime
) -> None:
    """Delete one of the caller's own notes."""
    note = _own(session, staff, attempt, note_id)
    session.execute(delete(Note).where(Note.id == note.id))
    audit.record(session, "note.delete", "attempt", attempt.id, by=staff.id, now=now, note=str(note.id))


def _own(session: Session, staff: StaffCaller, attempt: Attempt, note_id: str) -> Note:
    own = (Note.id == parse_id(note_id), Note.attempt_id == attempt.id, Note.staff_id == staff.id)
    note = session.scalar(select(Note).where(*own))
    if note is None:
        raise NotFound("No note of yours on this attempt has this id; only its author changes a note.")
    return note


def _check_known(session: Session, attempt: Attempt) -> None:
    # Asked anew: the erasure may have been what the attempt's lock was waited for.
    person = select(Candidate.erased_at).join(Invitation, Invitation.candidate_id == Candidate.id)
    if session.scalar(person.where(Invitation.id == attempt.invitation_id)) is not None:
        raise PersonErased(
            "Nothing is kept about a person who was erased; their scores stay, without a name."
        )


def _out(note: Note, author: str, staff: StaffCaller) -> NoteOut:
    return NoteOut(
        id=note.id,
        author=author,
        own=note.staff_id == staff.id,
        text=note.text,
        created_at=note.created_at,
        changed_at=note.changed_at,
    )

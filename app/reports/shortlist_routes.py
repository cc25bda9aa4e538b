"""What recruiters keep of an attempt."""

from fastapi import APIRouter

from app.auth import RecruiterUser
from app.clock import Now
from app.db import WriteSession
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.reports import attempt, shortlist
from app.reports.shortlist import NoteIn, NoteOut, ShortlistOut

router = APIRouter(tags=["results"], prefix="/attempts", responses=raises(NotSignedIn, NotAllowed, NotFound))


@router.put(
    "/{attempt_id}/shortlist", operation_id="shortlist_attempt", responses=raises(shortlist.PersonErased)
)
def shortlist_attempt(attempt_id: str, staff: RecruiterUser, session: WriteSession, now: Now) -> ShortlistOut:
    """Put an attempt on your shortlist; all who see the assessment see that you did."""
    found, _ = attempt.find(session, staff, attempt_id, lock=True)
    shortlist.put_on(session, staff, found, now=now)
    session.flush()
    return shortlist.of_attempt(session, staff, found.id)


@router.delete("/{attempt_id}/shortlist", operation_id="unlist_attempt")
def unlist_attempt(attempt_id: str, staff: RecruiterUser, session: WriteSession, now: Now) -> ShortlistOut:
    """Take an attempt off your shortlist; others' marks stay."""
    found, _ = attempt.find(session, staff, attempt_id, lock=True)
    shortlist.take_off(session, staff, found, now=now)
    session.flush()
    return shortlist.of_attempt(session, staff, found.id)


@router.post(
    "/{attempt_id}/notes",
    status_code=201,
    operation_id="write_note",
    responses=raises(shortlist.PersonErased, shortlist.TooManyNotes),
)
def write_note(
    attempt_id: str, sent: NoteIn, staff: RecruiterUser, session: WriteSession, now: Now
) -> NoteOut:
    """Write a note on an attempt; all who see the assessment can read it, the candidate never."""
    found, _ = attempt.find(session, staff, attempt_id, lock=True)
    return shortlist.write(session, staff, found, sent, now=now)


@router.put("/{attempt_id}/notes/{note_id}", operation_id="change_note")
def change_note(
    attempt_id: str, note_id: str, sent: NoteIn, staff: RecruiterUser, session: WriteSession, now: Now
) -> NoteOut:
    """Change a note of yours."""
    found, _ = attempt.find(session, staff, attempt_id, lock=True)
    return shortlist.rewrite(session, staff, found, note_id, sent, now=now)


@router.delete("/{attempt_id}/notes/{note_id}", status_code=204, operation_id="delete_note")
def delete_note(attempt_id: str, note_id: str, staff: RecruiterUser, session: WriteSession, now: Now) -> None:
    """Delete a note of yours."""
    found, _ = attempt.find(session, staff, attempt_id, lock=True)
    shortlist.delete_own(session, staff, found, note_id, now=now)

"""Names folded so that lists can be ordered and searched by them, whatever their case and accents."""

import unicodedata

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.models import Attempt, Candidate, SearchKey
from app.models.attempt import LAST

KEY_LENGTH = 60  # characters; PostgreSQL's indexes take entries of some 2,700 bytes at most
MAX_WORDS = 8


def fold(text: str) -> str:
    """Return text without case, accents and extra blanks: Łukasz  Żak is łukasz zak."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def search_keys(name: str, email: str) -> set[str]:
    """Return what somebody is found by: the name from each of its words on, the address, and its domain."""
    words = fold(name).split()
    ends = [" ".join(words[at:]) for at in range(min(len(words), MAX_WORDS))]
    address = fold(email)
    return {key[:KEY_LENGTH] for key in (*ends, address, address.rpartition("@")[2]) if key}


def enter(session: Session, attempt: Attempt, candidate: Candidate) -> None:
    """Let a stored attempt be ordered and found by its person's name."""
    if candidate.name is None:
        return
    attempt.name_key = fold(candidate.name)[:KEY_LENGTH] or LAST
    session.add_all(
        SearchKey(attempt_id=attempt.id, key=key, assessment_id=attempt.assessment_id)
        for key in search_keys(candidate.name, candidate.email or "")
    )


def forget(session: Session, attempt: Attempt) -> None:
    """Take the name out of the lists again."""
    attempt.name_key = LAST
    session.execute(delete(SearchKey).where(SearchKey.attempt_id == attempt.id))

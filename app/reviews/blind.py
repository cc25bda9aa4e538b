"""Blank a person's own name where they wrote it into their answer, so that who scores it cannot read it."""

import re
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Attempt, Candidate, Invitation

BLANK = "[name]"
SHORTEST_PART = 3  # shorter parts, such as initials, are words of their own too often


def shown(session: Session, text: str, attempt_id: uuid.UUID, *, subject: str) -> str:
    """Return what somebody wrote in an attempt as a reviewer may read it; `subject` is what it is about."""
    person = session.execute(
        select(Candidate.name, Candidate.email)
        .join(Invitation, Invitation.candidate_id == Candidate.id)
        .join(Attempt, Attempt.invitation_id == Invitation.id)
        .where(Attempt.id == attempt_id)
    ).one()
    return blank(text, name=person[0] or "", email=person[1] or "", subject=subject)


def blank(text: str, *, name: str, email: str, subject: str) -> str:
    """Return `text` without the name and the e-mail address, in any case.

    Parts of the name go where they begin with a capital. A name that is also a word of `subject`, as Batch
    or Norm may be, stays where it stands alone: there it is more likely the word.
    """
    words = {word.lower() for word in re.findall(r"\w+", subject)}
    parts = name.split()
    whole = [email.strip(), r"\s+".join(map(re.escape, parts)), r",?\s+".join(map(re.escape, parts[::-1]))]
    whole[0] = re.escape(whole[0])
    for pattern in whole:
        if pattern and pattern.lower() not in words:
            text = re.sub(_alone(pattern), BLANK, text, flags=re.IGNORECASE)
    for part in parts:
        if len(part) >= SHORTEST_PART and part.lower() not in words:
            text = re.sub(_alone(re.escape(part)), _if_capital, text, flags=re.IGNORECASE)
    return text


def _alone(pattern: str) -> str:
    """Return a pattern that does not match inside a longer word."""
    # Scripts without capitals also write without spaces between words.
    cased = pattern.lower() != pattern.upper()
    return rf"(?<!\w){pattern}(?!\w)" if cased else pattern


def _if_capital(found: re.Match[str]) -> str:
    begins = found.group()[0]
    return found.group() if begins.islower() else BLANK

"""Links to an invitation. Only hashes of their tokens are stored, so each can be shown one time.

An invitation may have several: the one it was made with, one more for each e-mail that was sent, and those a
recruiter asks for. All open the same test, since a person opens whichever e-mail they find; one that went to
the wrong hands is replaced, and then none of the earlier ones opens anything.
"""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.config import Settings
from app.models import FurtherLink, Invitation
from app.tokens import INVITATION, new_token, token_hash


def address(token: str, settings: Settings) -> str:
    """Return the link that `token` makes."""
    return f"{settings.base_url.rstrip('/')}/take/{token}"


def add(session: Session, invitation: Invitation, *, now: datetime) -> str:
    """Return the token of one more link; earlier ones go on to work."""
    token = new_token(INVITATION)
    session.add(FurtherLink(token_hash=token_hash(token), invitation_id=invitation.id, created_at=now))
    return token


def replace(session: Session, invitation: Invitation) -> str:
    """Return the token of a link that takes the place of all earlier ones."""
    token = new_token(INVITATION)
    session.execute(delete(FurtherLink).where(FurtherLink.invitation_id == invitation.id))
    invitation.token_hash = token_hash(token)
    return token

"""Who is asking: a bearer token or a cookie becomes a candidate or a staff member, as signature types."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import bindparam, select, union_all

from app.clock import Now
from app.db import Database
from app.models import ApiKey, FurtherLink, Invitation, Role, Staff, StaffSession
from app.problems import ForeignOrigin, NotAllowed, NotSignedIn
from app.tokens import API_KEY, INVITATION, token_hash

CANDIDATE_COOKIE = "bn_assess_candidate"
STAFF_COOKIE = "bn_assess_staff"
# Not one query with OR, which PostgreSQL would answer by reading every invitation.
OPENED = union_all(
    select(Invitation.id).where(
        Invitation.token_hash == bindparam("token_hash"), Invitation.revoked_at.is_(None)
    ),
    select(Invitation.id)
    .join(FurtherLink, FurtherLink.invitation_id == Invitation.id)
    .where(FurtherLink.token_hash == bindparam("token_hash"), Invitation.revoked_at.is_(None)),
)
"""The id of the invitation that the token of `token_hash` opens, if any."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class CandidateCaller:
    """The holder of one invitation."""

    invitation_id: uuid.UUID


@dataclass(frozen=True)
class StaffCaller:
    """A signed-in member of staff."""

    id: uuid.UUID
    email: str
    name: str
    role: Role


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def check_origin(request: Request) -> None:
    """Refuse a write by cookie that another site's page sent.

    Browsers put Origin on every cross-site write; a bearer token needs no such check, since no browser adds
    one by itself. This service's own pages are those under its public address and, for who comes in by
    another door, those of the host that was asked: a proxy may put its own name into Host.
    """
    if request.method in SAFE_METHODS:
        return
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    if origin is None and site in (None, "same-origin", "none"):
        return
    host = request.headers.get("host")
    public = request.app.state.settings.public_origin
    if origin is not None and origin in (public, f"http://{host}", f"https://{host}"):
        return
    raise ForeignOrigin(
        "Writes by cookie are taken from this service's own pages only; programs use a bearer token."
    )


def _token(request: Request, cookie: str) -> str:
    token = _bearer(request)
    if token is None:
        token = request.cookies.get(cookie)
        if token is not None:
            check_origin(request)
    if not token:
        raise NotSignedIn("Send Authorization: Bearer TOKEN, or sign in.")
    return token


def find_invitation(database: Database, token: str) -> CandidateCaller:
    """Return the holder of the invitation that `token` opens. Revoked ones open nothing."""
    with database.read() as session:
        found = session.scalar(OPENED, {"token_hash": token_hash(token)})
    if found is None:
        raise NotSignedIn("This invitation is not known or was withdrawn; ask who sent it for a new link.")
    return CandidateCaller(found)


async def _candidate_token(request: Request) -> str:
    token = _token(request, CANDIDATE_COOKIE)
    if token.startswith(API_KEY):
        raise NotAllowed("This is for candidates; a staff key cannot sit a test.")
    return token


CandidateToken = Annotated[str, Depends(_candidate_token)]


def _candidate(request: Request, token: CandidateToken) -> CandidateCaller:
    return find_invitation(request.app.state.database, token)


def _find_staff(request: Request, token: str, now: datetime) -> Staff | None:
    hashed = token_hash(token)
    by_key = select(Staff).join(ApiKey).where(ApiKey.key_hash == hashed, ApiKey.revoked_at.is_(None))
    by_session = (
        select(Staff)
        .join(StaffSession)
        .where(StaffSession.token_hash == hashed, StaffSession.expires_at > now)
    )
    wanted = by_key if token.startswith(API_KEY) else by_session
    with request.app.state.database.read() as session:
        staff: Staff | None = session.scalar(wanted.where(Staff.disabled_at.is_(None)))
    return staff


def _staff(request: Request, now: Now) -> StaffCaller:
    token = _token(request, STAFF_COOKIE)
    if token.startswith(INVITATION):
        raise NotAllowed("This is for staff; an invitation opens its own attempt only.")
    staff = _find_staff(request, token, now)
    if staff is None:
        raise NotSignedIn("The sign-in or key is not known, has expired or was withdrawn; sign in again.")
    return StaffCaller(staff.id, staff.email, staff.name, staff.role)


def _with_role(*roles: Role) -> Callable[[StaffCaller], StaffCaller]:
    def allowed(staff: "SignedIn") -> StaffCaller:
        if staff.role not in roles:
            raise NotAllowed(f"This needs the role {' or '.join(roles)}; yours is {staff.role}.")
        return staff

    return allowed


CandidateUser = Annotated[CandidateCaller, Depends(_candidate)]
SignedIn = Annotated[StaffCaller, Depends(_staff)]
RecruiterUser = Annotated[StaffCaller, Depends(_with_role(Role.RECRUITER, Role.ADMIN))]
ReviewerUser = Annotated[StaffCaller, Depends(_with_role(Role.REVIEWER, Role.ADMIN))]
AdminUser = Annotated[StaffCaller, Depends(_with_role(Role.ADMIN))]

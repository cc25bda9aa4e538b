"""Inviting, and opening an invitation."""

import re
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse
from pydantic import Field

from app.assessments import access
from app.assessments.lifecycle import NotPublished
from app.auth import CANDIDATE_COOKIE, CandidateUser, RecruiterUser
from app.clock import Now
from app.config import Settings
from app.db import ReadSession, WriteSession
from app.invitations import invite
from app.invitations.schemas import InvitationIn, InvitationOut, InvitationView
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.tokens import INVITATION

router = APIRouter(tags=["invitations"], responses=raises(NotSignedIn, NotAllowed))
take = APIRouter(include_in_schema=False)

COOKIE_DAYS = 30
INVITATION_TOKEN = re.compile(rf"{INVITATION}[A-Za-z0-9_-]+\Z")


@router.get("/invitation", operation_id="get_invitation")
def get_invitation(candidate: CandidateUser, session: ReadSession, now: Now) -> InvitationView:
    """Return the caller's own invitation: what the test is, and whether it can be started."""
    return invite.describe(session, invite.find_own(session, candidate.invitation_id), now=now)


@router.post(
    "/assessments/{assessment_id}/invitations",
    status_code=201,
    operation_id="invite_candidates",
    responses=raises(NotFound, NotPublished),
)
def invite_candidates(
    assessment_id: str,
    people: Annotated[list[InvitationIn], Field(min_length=1, max_length=500)],
    staff: RecruiterUser,
    session: WriteSession,
    now: Now,
    request: Request,
) -> list[InvitationOut]:
    """Invite candidates, all or none of the list; each link is shown this one time."""
    settings: Settings = request.app.state.settings
    assessment = access.find(session, staff, assessment_id)
    invited = []
    for person in people:
        invitation, token = invite.invite(
            session, assessment, person, by=staff.id, now=now, settings=settings
        )
        invited.append(
            InvitationOut(
                id=invitation.id,
                name=person.name,
                email=person.email,
                link=f"{settings.base_url.rstrip('/')}/take/{token}",
                expires_at=invitation.expires_at,
            )
        )
    return invited


@take.get("/take/{token}")
def take_invitation(token: Annotated[str, Path(max_length=200)], request: Request) -> RedirectResponse:
    """Move the token from the address into a cookie, so that it stays out of history, logs and referrers."""
    response = RedirectResponse("/test", status_code=303)
    # An unknown token is not looked up here: the page says what is wrong with it, and how to go on. What can
    # be no token is no cookie either: it would only take the place of a good one.
    if INVITATION_TOKEN.match(token):
        response.set_cookie(
            CANDIDATE_COOKIE,
            token,
            max_age=COOKIE_DAYS * 86_400,
            httponly=True,
            secure=request.app.state.settings.cookies_need_tls,
            samesite="lax",  # a link in an e-mail is a navigation from another site
        )
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response

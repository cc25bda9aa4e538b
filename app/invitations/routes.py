"""Inviting, what is done to invitations that are out, and opening one."""

import re
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from app.assessments import access
from app.assessments.lifecycle import NotPublished
from app.auth import CANDIDATE_COOKIE, CandidateUser, RecruiterUser, StaffCaller
from app.clock import Now
from app.db import ReadSession, WriteSession
from app.http import InForce
from app.invitations import changing, delivery, invite, links, listing, people_file
from app.invitations.changing import AlreadyStarted, InvitationRevoked, NoNeed
from app.invitations.people_file import PeopleFile
from app.invitations.schemas import (
    InvitationChange,
    InvitationIn,
    InvitationOut,
    InvitationRow,
    InvitationState,
    InvitationView,
    LinkIn,
    LinkOut,
    Reminded,
)
from app.mail.smtp import NoMail
from app.models import Invitation, Letter
from app.pagination import Cursor, Limit, Page
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.tokens import INVITATION

router = APIRouter(tags=["invitations"], responses=raises(NotSignedIn, NotAllowed))
take = APIRouter(include_in_schema=False)

COOKIE_DAYS = 30
INVITATION_TOKEN = re.compile(rf"{INVITATION}[A-Za-z0-9_-]+\Z")
EXAMPLE_FILE = "name,email,time_factor,language\nAda Lovelace,ada@example.org,1.25,en\n"


@router.get("/invitation", operation_id="get_invitation")
def get_invitation(candidate: CandidateUser, session: ReadSession, now: Now) -> InvitationView:
    """Return the caller's own invitation: what the test is, and whether it can be started."""
    return invite.describe(session, invite.find_own(session, candidate.invitation_id), now=now)


@router.post(
    "/assessments/{assessment_id}/invitations",
    status_code=201,
    operation_id="invite_candidates",
    responses=raises(NotFound, NotPublished, NoMail),
)
def invite_candidates(
    assessment_id: str,
    people: Annotated[list[InvitationIn], Field(min_length=1, max_length=people_file.MAX_PEOPLE)],
    staff: RecruiterUser,
    session: WriteSession,
    now: Now,
    settings: InForce,
    send: Annotated[bool, Query(description="Write to them too, by e-mail.")] = False,
) -> list[InvitationOut]:
    """Invite candidates, all or none of the list; each link is shown this one time."""
    assessment = access.find(session, staff, assessment_id)
    if send and settings.smtp_host is None:
        raise NoMail("Leave out send and pass the links on; an operator can set BN_ASSESS_SMTP_HOST.")
    invited = []
    for person in people:
        invitation, token = invite.invite(
            session, assessment, person, by=staff.id, now=now, settings=settings
        )
        if send:
            delivery.queue(session, invitation, Letter.INVITATION, now=now)
        invited.append(
            InvitationOut(
                id=invitation.id,
                name=person.name,
                email=person.email,
                link=links.address(token, settings),
                expires_at=invitation.expires_at,
            )
        )
    return invited


@router.post(
    "/assessments/{assessment_id}/invitations/people-file",
    operation_id="read_people_file",
    responses=raises(NotFound),
    openapi_extra={"requestBody": {"required": True, "content": {"text/csv": {"example": EXAMPLE_FILE}}}},
)
async def read_people_file(
    assessment_id: str, staff: RecruiterUser, session: ReadSession, request: Request
) -> PeopleFile:
    """Read a CSV of people to invite and say, line by line, what is wrong with it. Nobody is invited.

    The first line names the columns: `name` and `email`, and if wanted `time_factor`, `language` and
    `expires_at`. Pass the `person` of each line on to `POST .../invitations`.
    """
    data = await request.body()
    return await run_in_threadpool(_read_file, session, staff, assessment_id, data)


def _read_file(session: Session, staff: StaffCaller, assessment_id: str, data: bytes) -> PeopleFile:
    return people_file.read(session, access.find(session, staff, assessment_id).id, data)


@router.post(
    "/assessments/{assessment_id}/invitations/remind",
    operation_id="remind_all_candidates",
    responses=raises(NotFound, NoMail),
)
def remind_all_candidates(
    assessment_id: str, staff: RecruiterUser, session: WriteSession, now: Now, settings: InForce
) -> Reminded:
    """Write to all who have not started, but those to whom an e-mail is on its way already."""
    assessment = access.find(session, staff, assessment_id)
    people = changing.remind_all(session, assessment, by=staff, settings=settings, now=now)
    return Reminded(people=people)


@router.get(
    "/assessments/{assessment_id}/invitations",
    operation_id="list_invitations",
    responses=raises(NotFound),
)
def list_invitations(
    assessment_id: str,
    staff: RecruiterUser,
    session: ReadSession,
    now: Now,
    state: InvitationState | None = None,
    search: Annotated[str | None, Query(max_length=200, description="Part of a name or an address.")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[InvitationRow]:
    """List an assessment's invitations, the newest first, with where each stands and its last e-mail."""
    assessment = access.find(session, staff, assessment_id)
    return listing.page(session, assessment, state=state, search=search, cursor=cursor, limit=limit, now=now)


@router.patch(
    "/invitations/{invitation_id}",
    operation_id="change_invitation",
    responses=raises(NotFound, InvitationRevoked, AlreadyStarted),
)
def change_invitation(
    invitation_id: str, sent: InvitationChange, staff: RecruiterUser, session: WriteSession, now: Now
) -> InvitationRow:
    """Change until when it may be started, how much time it gives, or the language of its e-mails."""
    invitation = changing.find(session, staff, invitation_id)
    changing.change(session, invitation, sent, by=staff, now=now)
    return _row(session, invitation, now=now)


@router.post(
    "/invitations/{invitation_id}/link",
    status_code=201,
    operation_id="make_invitation_link",
    responses=raises(NotFound, InvitationRevoked),
)
def make_invitation_link(
    invitation_id: str, sent: LinkIn, staff: RecruiterUser, session: WriteSession, now: Now, settings: InForce
) -> LinkOut:
    """Make one more link, since none can be shown twice; with `replace`, earlier ones open nothing."""
    invitation = changing.find(session, staff, invitation_id)
    token = changing.new_link(session, invitation, replace=sent.replace, by=staff, now=now)
    return LinkOut(link=links.address(token, settings))


@router.post(
    "/invitations/{invitation_id}/remind",
    operation_id="remind_candidate",
    responses=raises(NotFound, NoMail, NoNeed),
)
def remind_candidate(
    invitation_id: str, staff: RecruiterUser, session: WriteSession, now: Now, settings: InForce
) -> InvitationRow:
    """Write to a candidate who has not started, with one more link; the earlier ones go on to work."""
    invitation = changing.find(session, staff, invitation_id)
    changing.remind(session, invitation, by=staff, settings=settings, now=now)
    return _row(session, invitation, now=now)


@router.post(
    "/invitations/{invitation_id}/revoke", operation_id="revoke_invitation", responses=raises(NotFound)
)
def revoke_invitation(
    invitation_id: str, staff: RecruiterUser, session: WriteSession, now: Now
) -> InvitationRow:
    """Withdraw an invitation: its links open nothing from now on. Repeating it is harmless."""
    invitation = changing.find(session, staff, invitation_id)
    changing.revoke(session, invitation, by=staff, now=now)
    return _row(session, invitation, now=now)


def _row(session: Session, invitation: Invitation, *, now: datetime) -> InvitationRow:
    session.flush()
    return listing.read(session, invitation, now=now)


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

"""Signing in and out."""

from datetime import datetime, timedelta
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from app.auth import STAFF_COOKIE, SignedIn, StaffCaller, check_origin
from app.clock import Now
from app.config import Settings
from app.db import Database, WriteSession
from app.http import InForce
from app.models import Staff, StaffSession
from app.problems import ForeignOrigin, NotAllowed, NotSignedIn, raises
from app.staff import accounts, throttle
from app.staff.schemas import Me, SignIn
from app.tokens import SESSION, new_token, token_hash

router = APIRouter(tags=["session"])


def _look_up(database: Database, email: str, address: str, now: datetime) -> Staff | None:
    with database.read() as session:
        throttle.check(session, email, address, now=now)
        found: Staff | None = session.scalar(
            select(Staff).where(Staff.email == email, Staff.disabled_at.is_(None))
        )
        return found


def _open(session: Session, *, staff: Staff, token: str, now: datetime, hours: int) -> None:
    session.execute(delete(StaffSession).where(StaffSession.expires_at <= now))
    session.add(
        StaffSession(
            token_hash=token_hash(token),
            staff_id=staff.id,
            created_at=now,
            expires_at=now + timedelta(hours=hours),
        )
    )


@router.post(
    "/session",
    operation_id="sign_in",
    responses=raises(NotSignedIn, ForeignOrigin, throttle.TooManySignIns),
    dependencies=[Depends(check_origin)],
)
async def sign_in(body: SignIn, request: Request, response: Response, now: Now) -> Me:
    """Sign in with e-mail and password; the answer sets a cookie."""
    database: Database = request.app.state.database
    settings: Settings = request.app.state.settings
    email = body.email.strip().lower()
    address = throttle.source(request.client.host if request.client else "?")
    # Argon2 takes 64 MiB and its time on purpose: it runs between the transactions, and a few at once, so
    # that no flood of guesses takes the memory and the threads from who sits a test. Guesses are counted
    # inside the same gate: sent all at once, they are no more than sent one after the other.
    async with request.app.state.password_gate:
        staff = await run_in_threadpool(_look_up, database, email, address, now)
        password_hash = staff.password_hash if staff else None
        matches = await run_in_threadpool(accounts.password_matches, password_hash, body.password)
        if not matches or staff is None:
            await database.in_write(partial(throttle.note_failure, email=email, address=address, now=now))
            raise NotSignedIn("E-mail and password do not match an account; check both and try again.")
    token = new_token(SESSION)
    await database.in_write(partial(_open, staff=staff, token=token, now=now, hours=settings.session_hours))
    response.set_cookie(
        STAFF_COOKIE,
        token,
        max_age=settings.session_hours * 3600,
        httponly=True,
        secure=settings.cookies_need_tls,
        samesite="strict",
    )
    return _me(staff, settings)


def _me(staff: Staff | StaffCaller, settings: Settings) -> Me:
    return Me(
        id=staff.id,
        email=staff.email,
        name=staff.name,
        role=staff.role,
        sends_mail=settings.smtp_host is not None,
    )


@router.delete("/session", status_code=204, operation_id="sign_out", responses=raises(ForeignOrigin))
def sign_out(
    request: Request, session: WriteSession, origin: Annotated[None, Depends(check_origin)]
) -> Response:
    """End this browser's sign-in; harmless when there is none."""
    token = request.cookies.get(STAFF_COOKIE)
    if token:
        session.execute(delete(StaffSession).where(StaffSession.token_hash == token_hash(token)))
    response = Response(status_code=204)
    response.delete_cookie(STAFF_COOKIE)
    return response


@router.get("/me", operation_id="who_am_i", responses=raises(NotSignedIn, NotAllowed))
def who_am_i(staff: SignedIn, settings: InForce) -> Me:
    """Return who is signed in."""
    return _me(staff, settings)

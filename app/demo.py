"""A demonstration: a published assessment, a recruiter and a fresh invitation."""

import secrets
from datetime import datetime

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments import lifecycle
from app.config import Settings
from app.invitations import invite
from app.invitations.schemas import InvitationIn
from app.models import Assessment, AssessmentState, Role, Staff
from app.staff import accounts
from question_bank.blueprint import Blueprint

EMAIL = "recruiter@demo.example"
KEY_NAME = "demo"


class DemoRefused(Exception):
    """A demonstration hands out secrets, so it is for development only."""


class Demo(BaseModel):
    """Where to go, and with what."""

    base_url: str
    candidate_url: str
    candidate_token: str
    recruiter_email: str
    recruiter_password: str
    recruiter_key: str


def prepare(session: Session, blueprint: Blueprint, *, settings: Settings, now: datetime) -> Demo:
    """Find or make the demo; the password, the key and the invitation are fresh at each call."""
    if settings.environment != "development":
        raise DemoRefused(
            "The demo prints passwords and keys: it runs with BN_ASSESS_ENVIRONMENT=development only."
        )
    password = secrets.token_urlsafe(12)
    recruiter = session.scalar(select(Staff).where(Staff.email == EMAIL))
    if recruiter is None:
        recruiter = accounts.add(
            session,
            email=EMAIL,
            name="Demo recruiter",
            role=Role.RECRUITER,
            password=password,
            now=now,
            by=None,
        )
    else:
        accounts.set_password(session, recruiter, password, now=now, by=None)
    accounts.revoke_keys(session, recruiter, KEY_NAME, now=now, by=None)
    key = accounts.create_key(session, recruiter, KEY_NAME, now=now, by=None)
    assessment = _assessment(session, recruiter, blueprint, now=now)
    person = InvitationIn(name="Demo candidate", email="candidate@demo.example")
    _, token = invite.invite(session, assessment, person, by=recruiter.id, now=now, settings=settings)
    base = settings.base_url.rstrip("/")
    return Demo(
        base_url=base,
        candidate_url=f"{base}/take/{token}",
        candidate_token=token,
        recruiter_email=EMAIL,
        recruiter_password=password,
        recruiter_key=key,
    )


def _assessment(session: Session, recruiter: Staff, blueprint: Blueprint, *, now: datetime) -> Assessment:
    existing = session.scalar(
        select(Assessment)
        .where(
            Assessment.owner_id == recruiter.id,
            Assessment.state == AssessmentState.PUBLISHED,
            Assessment.title == blueprint.title,
        )
        .order_by(Assessment.created_at.desc())
        .limit(1)
    )
    if existing is not None:
        return existing
    assessment = lifecycle.create(session, blueprint, owner=recruiter.id, now=now)
    session.flush()
    lifecycle.publish(session, assessment, by=recruiter.id, now=now)
    return assessment

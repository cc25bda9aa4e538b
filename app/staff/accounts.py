"""Staff accounts, their passwords and their API keys."""

import uuid
from datetime import datetime
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app import audit
from app.models import ApiKey, Role, Staff, StaffSession
from app.problems import Conflict, NotFound
from app.staff import throttle
from app.tokens import API_KEY, new_token, token_hash

_hasher = PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("nobody's password")


def password_matches(password_hash: str | None, password: str) -> bool:
    """Return whether `password` is the one behind the Argon2 hash; None never matches, as slowly."""
    try:
        # An unknown e-mail costs the same time, so that no answer tells who has an account.
        _hasher.verify(password_hash or _nobodys_hash(), password)
    except VerificationError:
        return False
    return password_hash is not None


def add(
    session: Session, *, email: str, name: str, role: Role, password: str, now: datetime, by: uuid.UUID | None
) -> Staff:
    """Make an account; e-mail addresses are compared without case."""
    email = email.strip().lower()
    if session.scalar(select(func.count()).where(Staff.email == email)):
        raise Conflict(f"{email} has an account already.")
    staff = Staff(
        id=uuid.uuid4(),
        email=email,
        name=name,
        role=role,
        password_hash=_hasher.hash(password),
        created_at=now,
    )
    session.add(staff)
    session.flush()
    audit.record(session, "staff.add", "staff", staff.id, by=by, now=now, role=role)
    return staff


def find(session: Session, email: str) -> Staff:
    """Return the account of `email`."""
    staff = session.scalar(select(Staff).where(Staff.email == email.strip().lower()))
    if staff is None:
        raise NotFound(f"No staff account has the e-mail {email}; bn-assess staff list shows all.")
    return staff


def set_password(
    session: Session, staff: Staff, password: str, *, now: datetime, by: uuid.UUID | None
) -> None:
    """Change the password and end every sign-in made with the old one."""
    staff.password_hash = _hasher.hash(password)
    for signed_in in session.scalars(select(StaffSession).where(StaffSession.staff_id == staff.id)):
        session.delete(signed_in)
    throttle.forget_failures(session, staff.email)
    audit.record(session, "staff.password", "staff", staff.id, by=by, now=now)


def disable(session: Session, staff: Staff, *, now: datetime, by: uuid.UUID | None) -> None:
    """Shut the account; what it did stays in the audit trail."""
    staff.disabled_at = now
    audit.record(session, "staff.disable", "staff", staff.id, by=by, now=now)


def create_key(session: Session, staff: Staff, name: str, *, now: datetime, by: uuid.UUID | None) -> str:
    """Return a fresh API key; only its hash is stored, so this is the one time it can be read."""
    key = new_token(API_KEY)
    row = ApiKey(id=uuid.uuid4(), staff_id=staff.id, name=name, key_hash=token_hash(key), created_at=now)
    session.add(row)
    audit.record(session, "key.create", "key", row.id, by=by, now=now, name=name)
    return key


def revoke_keys(session: Session, staff: Staff, name: str, *, now: datetime, by: uuid.UUID | None) -> int:
    """Withdraw the account's keys of that name and return how many there were."""
    revoked = session.execute(
        update(ApiKey)
        .where(ApiKey.staff_id == staff.id, ApiKey.name == name, ApiKey.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(ApiKey.id)
    ).all()
    for (key_id,) in revoked:
        audit.record(session, "key.revoke", "key", key_id, by=by, now=now, name=name)
    return len(revoked)

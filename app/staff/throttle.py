"""Slowing down who guesses passwords, without letting any one address lock a colleague out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from typing import ClassVar

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from app.models import SignInFailure
from app.problems import Problem
from app.tokens import token_hash

WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Allowance:
    """How many failures a quarter of an hour forgives."""

    from_one_address_for_one_account: int = 5
    from_one_address: int = 30
    for_one_account: int = 100


class TooManySignIns(Problem):
    """Too many sign-ins have failed."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    headers: ClassVar = {"Retry-After": str(int(WINDOW.total_seconds()))}


def source(address: str) -> str:
    """Return what failures from `address` are counted under: of IPv6 its /64, which is one customer's own."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    return str(parsed.ipv4_mapped or ip_network((parsed.packed, 64), strict=False))


def check(
    session: Session, email: str, address: str, *, now: datetime, allowance: Allowance | None = None
) -> None:
    """Refuse before the password is looked at, so that a refused guess learns nothing."""
    allowance = allowance or Allowance()
    account, here = SignInFailure.email_hash == token_hash(email), SignInFailure.address == address
    limits: tuple[tuple[int, tuple[ColumnElement[bool], ...]], ...] = (
        (allowance.from_one_address_for_one_account, (account, here)),
        (allowance.from_one_address, (here,)),
        (allowance.for_one_account, (account,)),
    )
    for limit, conditions in limits:
        failures = session.scalar(
            select(func.count())
            .select_from(SignInFailure)
            .where(*conditions, SignInFailure.at > now - WINDOW)
        )
        if (failures or 0) >= limit:
            raise TooManySignIns(
                "Wait a quarter of an hour, then try again; an admin can set a new password."
            )


def note_failure(session: Session, email: str, address: str, *, now: datetime) -> None:
    """Remember a failure for as long as it counts."""
    session.execute(delete(SignInFailure).where(SignInFailure.at <= now - WINDOW))
    session.add(SignInFailure(email_hash=token_hash(email), address=address, at=now))


def forget_failures(session: Session, email: str) -> None:
    """Let the account be signed in to again at once: its password is a new one, so old guesses are void."""
    session.execute(delete(SignInFailure).where(SignInFailure.email_hash == token_hash(email)))

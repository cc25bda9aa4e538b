"""Saving an answer: asked for more often than all else, so it costs two statements and one thread."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from app.attempts import answers, sitting
from app.attempts.schemas import ResponseIn, ResponseOut
from app.auth import OPENED, CandidateCaller, find_invitation
from app.db import Database
from app.models import Attempt, AttemptStatus, FormItem, ItemVersion, Response
from app.problems import Conflict, Problem
from app.tokens import token_hash
from app.values import parse_id

# Statements are built once: that takes longer than running them.
_PLACE = (
    select(
        Attempt.id,
        Attempt.status,
        Attempt.closes_at,
        Attempt.finished_at,
        ItemVersion.type,
        FormItem.option_order,
    )
    .join(FormItem, FormItem.attempt_id == Attempt.id)
    .join(ItemVersion, ItemVersion.id == FormItem.item_version_id)
    .where(Attempt.invitation_id.in_(OPENED), FormItem.id == bindparam("item_id"))
    .with_for_update(of=Attempt)
)
_STORED = select(Response.revision, Response.answer, Response.saved_at).where(
    Response.form_item_id == bindparam("item_id")
)


def _keep(insert: postgresql.Insert | sqlite.Insert) -> ReturningInsert[int]:
    """Return the statement that keeps an answer unless one of the same or a higher revision is stored."""
    new = insert.excluded
    return insert.on_conflict_do_update(
        index_elements=["form_item_id"],
        set_={"revision": new.revision, "answer": new.answer, "saved_at": new.saved_at},
        where=new.revision > Response.revision,
    ).returning(Response.revision)


_KEEP: Mapping[str, ReturningInsert[int]] = MappingProxyType(
    {
        "postgresql": _keep(postgresql.insert(Response)),
        "sqlite": _keep(sqlite.insert(Response)),
    }
)


def save(database: Database, token: str, item_id: str, sent: ResponseIn, *, now: datetime) -> ResponseOut:
    """Keep an answer if its revision is newer than the stored one; return what is stored."""
    place_id = parse_id(item_id)
    with database.write_statements() as connection:
        place = connection.execute(_PLACE, {"token_hash": token_hash(token), "item_id": place_id}).first()
        if place is None:
            raise _why_not(database, token, item_id, now=now)
        if place.status is AttemptStatus.PAUSED:
            _end_pause(connection, token, now=now)
        else:
            sitting.check_open(place.status, place.closes_at, place.finished_at, now=now)
        answer = answers.stored(place.type, place.option_order, sent.answer)
        row = {
            "form_item_id": place_id,
            "attempt_id": place.id,
            "revision": sent.revision,
            "answer": answer,
            "saved_at": now,
        }
        kept = connection.execute(_KEEP[connection.dialect.name], row).first()
        if kept is not None:
            return ResponseOut(revision=sent.revision, answer=sent.answer, saved_at=now)
        newer = connection.execute(_STORED, {"item_id": place_id}).one()
        return ResponseOut(revision=newer.revision, answer=newer.answer, saved_at=newer.saved_at)


def _end_pause(connection: Connection, token: str, *, now: datetime) -> None:
    """Let a paused attempt go on whose pause is over by now; refuse to write to any other."""
    with Session(connection, expire_on_commit=False) as session:
        found = session.scalars(OPENED, {"token_hash": token_hash(token)}).one()
        sitting.own_open(session, CandidateCaller(found), now=now)
        session.commit()  # into the transaction of the connection, which goes on


def _why_not(database: Database, token: str, item_id: str, *, now: datetime) -> Problem:
    """Return why nothing can be saved there, found step by step."""
    candidate = find_invitation(database, token)
    with database.read() as session:
        sitting.own_place(session, sitting.own_open(session, candidate, now=now), item_id)
    return Conflict("The attempt began just now; send it again.")

"""Attempts: one timed sitting, its form, and what the candidate left in it."""

import enum
import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Computed, Double, ForeignKey, Index, Integer, UniqueConstraint
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql.functions import FunctionElement

from app.models.base import Base, Folded, Identified
from app.models.invitation import Invitation
from app.models.item import ItemVersion


class AttemptStatus(enum.StrEnum):
    """Where a sitting stands."""

    STARTED = "started"
    PAUSED = "paused"
    FINISHED = "finished"


class FinishReason(enum.StrEnum):
    """Who ended the attempt."""

    CANDIDATE = "candidate"
    DEADLINE = "deadline"
    ERASURE = "erasure"


LAST = "\U0010ffff"
"""The `name_key` of somebody without a name: it sorts after every other."""


class _Share(FunctionElement[float]):
    """The part of the points possible that was earned, as a generated column says it."""

    inherit_cache = True


@compiles(_Share)
def _share(_element: _Share, _compiler: Any, **_: Any) -> str:
    return "CAST(score AS DOUBLE PRECISION) / nullif(possible, 0)"


class _TimeUsed(FunctionElement[int]):
    """Whole seconds from start to finish without those it stood still, as a generated column says it."""

    inherit_cache = True


@compiles(_TimeUsed, "sqlite")
def _of_sqlite(_element: _TimeUsed, _compiler: Any, **_: Any) -> str:
    return "CAST(round((julianday(finished_at) - julianday(started_at)) * 86400) AS INTEGER) - away_s"


@compiles(_TimeUsed)
def _of_postgresql(_element: _TimeUsed, _compiler: Any, **_: Any) -> str:
    return "CAST(round(EXTRACT(epoch FROM finished_at - started_at)) AS INTEGER) - away_s"


class Attempt(Identified, Base):
    """One sitting. The base limit and the person's factor are kept apart; `closes_at` is what counts.

    `score` is null while anything is pending; `auto_score` is what is scored so far. `pause_limit_s` is what
    the invitation granted and `paused_s` what was taken of it; `pause_ends_at` is set while the candidate
    pauses, and says when the rest of it is used up. `away_s` are the seconds of pauses and those between an
    end and a reopening, which nobody could use. `share`, `time_used_s` and `name_key` are there to list by;
    the last is the person's folded name, and theirs: it goes when they are erased.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        Index("ix_attempt_assessment_id_score_auto_score_id", "assessment_id", "score", "auto_score", "id"),
        Index("ix_attempt_assessment_id_started_at_id", "assessment_id", "started_at", "id"),
        Index("ix_attempt_assessment_id_finished_at_id", "assessment_id", "finished_at", "id"),
        Index("ix_attempt_assessment_id_share_id", "assessment_id", "share", "id"),
        Index("ix_attempt_assessment_id_time_used_s_id", "assessment_id", "time_used_s", "id"),
        Index("ix_attempt_assessment_id_name_key_id", "assessment_id", "name_key", "id"),
        Index("ix_attempt_status_closes_at", "status", "closes_at"),
    )

    invitation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("invitation.id"), unique=True)
    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    status: Mapped[AttemptStatus] = mapped_column(default=AttemptStatus.STARTED)
    form_seed: Mapped[int] = mapped_column(BigInteger)
    time_limit_s: Mapped[int]
    time_factor: Mapped[Decimal]
    started_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    pause_limit_s: Mapped[int] = mapped_column(default=0, server_default="0")
    paused_s: Mapped[int] = mapped_column(default=0, server_default="0")
    pause_ends_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    finish_reason: Mapped[FinishReason | None]
    score: Mapped[Decimal | None]
    auto_score: Mapped[Decimal] = mapped_column(default=Decimal(0))
    possible: Mapped[Decimal]
    review_pending: Mapped[int] = mapped_column(default=0)
    grading_pending: Mapped[int] = mapped_column(default=0)
    away_s: Mapped[int] = mapped_column(default=0, server_default="0")
    share: Mapped[float | None] = mapped_column(Double, Computed(_Share()))
    time_used_s: Mapped[int | None] = mapped_column(Integer, Computed(_TimeUsed()))
    name_key: Mapped[str] = mapped_column(Folded, default=LAST, server_default=LAST)
    invitation: Mapped[Invitation] = relationship(lazy="raise")


class SearchKey(Base):
    """What an attempt is found by: the folded name from each of its words on, and the e-mail address.

    It is the person's own, and is deleted when they are erased.
    """

    __tablename__ = "search_key"
    __table_args__ = (
        Index("ix_search_key_assessment_id_key_attempt_id", "assessment_id", "key", "attempt_id"),
    )

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    key: Mapped[str] = mapped_column(Folded, primary_key=True)
    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))


class FormItem(Identified, Base):
    """One place in a candidate's form: the exact version, variant and option order they see."""

    __tablename__ = "form_item"
    __table_args__ = (UniqueConstraint("attempt_id", "section", "position"),)

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"))
    section: Mapped[int]
    position: Mapped[int]
    item_version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("item_version.id"), index=True)
    variant_index: Mapped[int | None]
    option_order: Mapped[list[Any] | None]
    points: Mapped[Decimal]
    item_version: Mapped[ItemVersion] = relationship(lazy="raise")


class Response(Base):
    """The current answer to one item; a higher revision replaces it."""

    __tablename__ = "response"

    form_item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("form_item.id"), primary_key=True)
    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), index=True)
    revision: Mapped[int]
    answer: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class IntegrityEvent(Identified, Base):
    """Something the browser noticed: it informs a reader and never changes a score.

    Of typing, `size` characters came to the code of `form_item_id` in the seconds before `at`, which then had
    `length`. What was typed is not kept.
    """

    __tablename__ = "integrity_event"

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), index=True)
    kind: Mapped[str]
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    size: Mapped[int | None]
    form_item_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("form_item.id"))
    length: Mapped[int | None]


class RemarkState(enum.StrEnum):
    """What became of a remark: answered says why all stays as it is, mended that the item was put right."""

    OPEN = "open"
    ANSWERED = "answered"
    MENDED = "mended"


class Comment(Identified, Base):
    """A candidate's remark on an item, allowed after the attempt too, and what staff answered."""

    __tablename__ = "comment"
    __table_args__ = (Index("ix_comment_state_created_at_id", "state", "created_at", "id"),)

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), index=True)
    form_item_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("form_item.id"))
    text: Mapped[str]
    created_at: Mapped[datetime]
    state: Mapped[RemarkState] = mapped_column(default=RemarkState.OPEN, server_default=RemarkState.OPEN)
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.id"))

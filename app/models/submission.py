"""Submissions: code handed in, immutable, with the verdict it got."""

import enum
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Identified
from grader.verdict import Verdict


class SubmissionKind(enum.StrEnum):
    """A run uses the visible samples only; the last submit before the deadline counts."""

    RUN = "run"
    SUBMIT = "submit"


class SubmissionStatus(enum.StrEnum):
    """Where grading stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"


class Submission(Identified, Base):
    """`number` counts an item's submissions; `seed` is drawn at hand-in: a retry uses the same probes.

    `tries` counts how often it was claimed; `graders_lost` how often who had claimed it ended without a word.
    `early_checks` are the outcomes on the visible samples, while the rest is still graded.
    """

    __tablename__ = "submission"
    __table_args__ = (
        Index("ix_submission_status_created_at", "status", "created_at"),
        UniqueConstraint("form_item_id", "number"),
    )

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), index=True)
    form_item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("form_item.id"))
    number: Mapped[int]
    kind: Mapped[SubmissionKind]
    source: Mapped[str]
    by_server: Mapped[bool] = mapped_column(default=False)
    status: Mapped[SubmissionStatus] = mapped_column(default=SubmissionStatus.QUEUED)
    seed: Mapped[int] = mapped_column(BigInteger)
    tries: Mapped[int] = mapped_column(default=0)
    graders_lost: Mapped[int] = mapped_column(default=0, server_default="0")
    verdict: Mapped[Verdict | None]
    report: Mapped[dict[str, Any] | None]
    early_checks: Mapped[list[Any] | None]
    created_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]

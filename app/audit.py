"""The audit trail's one entrance: every staff act goes through `record`."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.models import AuditEntry


def record(
    session: Session,
    act: str,
    subject: str,
    subject_id: object,
    *,
    by: uuid.UUID | None,
    now: datetime,
    **detail: Any,
) -> None:
    """Write that `by` did `act`; it is stored with the act or not at all.

    None is the command line, or the candidate where `detail` says so.
    """
    session.add(
        AuditEntry(at=now, staff_id=by, act=act, subject=subject, subject_id=str(subject_id), detail=detail)
    )

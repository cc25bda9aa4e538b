"""A few attempts of one assessment side by side."""

from typing import Final

from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.auth import StaffCaller
from app.models import Assessment
from app.problems import NotFound
from app.reports import attempt as attempts
from app.reports.beliefs import Belief
from app.reports.schemas import AttemptReport, AttemptSummary, PartScore
from app.reports.shortlist import ShortlistOut
from grader.verdict import Verdict

MOST: Final = 5


class ComparedCode(BaseModel):
    """How a coding item ended: the verdict of the submission that counts, null where none does."""

    title: str
    verdict: Verdict | None


class ComparedAttempt(AttemptSummary):
    """One column of a comparison."""

    sections: list[PartScore]
    subtopics: list[PartScore]
    applications: list[PartScore]
    beliefs: list[Belief]
    beliefs_withheld: str | None
    code: list[ComparedCode]
    shortlist: ShortlistOut


def read(
    session: Session, staff: StaffCaller, assessment: Assessment, attempt_ids: list[str]
) -> list[ComparedAttempt]:
    """Return the attempts in the order of their ids, each once."""
    found = []
    for attempt_id in dict.fromkeys(attempt_ids):
        attempt, its = attempts.find(session, staff, attempt_id)
        if its.id != assessment.id:
            raise NotFound("The attempts to compare belong to one assessment; this one has another's.")
        found.append(_column(attempts.read(session, staff, attempt, its)))
    return found


def _column(report: AttemptReport) -> ComparedAttempt:
    code = [
        ComparedCode(
            title=item.title,
            verdict=next((one.verdict for one in reversed(item.submissions) if one.kind == "submit"), None),
        )
        for item in report.items
        if item.type == "coding"
    ]
    return ComparedAttempt(
        **report.model_dump(include=set(ComparedAttempt.model_fields) - {"code"}), code=code
    )

"""What recruiters read."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.assessments import access
from app.attempts import sitting
from app.auth import RecruiterUser
from app.bank import images
from app.clock import Now
from app.db import ReadSession, WriteSession
from app.pagination import Cursor, Limit
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.reports import attempt as attempts
from app.reports import compare, item_statistics, listing, reference, summary
from app.reports.compare import ComparedAttempt
from app.reports.filters import FilterQuery
from app.reports.item_statistics import ItemStatistics
from app.reports.order import Sort
from app.reports.reference import ReferenceSetOut
from app.reports.schemas import AttemptPage, AttemptReport
from app.reports.summary import AssessmentSummaryOut

router = APIRouter(tags=["results"], responses=raises(NotSignedIn, NotAllowed, NotFound))


@router.get("/assessments/{assessment_id}/attempts", operation_id="list_attempts")
def list_attempts(
    assessment_id: str,
    staff: RecruiterUser,
    session: ReadSession,
    filters: FilterQuery,
    sort: Sort = "-score",
    cursor: Cursor = None,
    limit: Limit = 50,
) -> AttemptPage:
    """List an assessment's attempts: those that pass all filters, in an order, page by page."""
    assessment = access.find(session, staff, assessment_id)
    return listing.page(session, assessment, sort=sort, cursor=cursor, limit=limit, filters=filters)


@router.get("/assessments/{assessment_id}/compare", operation_id="compare_attempts")
def compare_attempts(
    assessment_id: str,
    staff: RecruiterUser,
    session: ReadSession,
    attempt: Annotated[
        list[str],
        Query(min_length=2, max_length=compare.MOST, description="The ids of two to five attempts."),
    ],
) -> list[ComparedAttempt]:
    """Put two to five attempts of one assessment side by side, in the order asked for."""
    assessment = access.find(session, staff, assessment_id)
    return compare.read(session, staff, assessment, attempt)


@router.get("/assessments/{assessment_id}/summary", operation_id="get_assessment_summary")
def get_assessment_summary(
    assessment_id: str,
    staff: RecruiterUser,
    session: ReadSession,
    cut: Annotated[float | None, Query(ge=0, le=1, description="A share of the points, as 0.7.")] = None,
) -> AssessmentSummaryOut:
    """Count an assessment's attempts and describe their totals; figures are withheld below what they need."""
    return summary.read(session, access.find(session, staff, assessment_id), cut=cut)


@router.get("/assessments/{assessment_id}/reference-sets", operation_id="list_reference_sets")
def list_reference_sets(
    assessment_id: str, staff: RecruiterUser, session: ReadSession
) -> list[ReferenceSetOut]:
    """List the frozen sets of totals, the newest first; percentiles are read against that."""
    assessment = access.find(session, staff, assessment_id)
    return [reference.out(frozen) for frozen in reference.listed(session, assessment)]


@router.post(
    "/assessments/{assessment_id}/reference-sets",
    status_code=201,
    operation_id="freeze_reference_set",
    responses=raises(reference.TooFewScores),
)
def freeze_reference_set(
    assessment_id: str, staff: RecruiterUser, session: WriteSession, now: Now
) -> ReferenceSetOut:
    """Freeze the totals scored so far, so that percentiles are read against them from now on."""
    assessment = access.find(session, staff, assessment_id)
    return reference.out(reference.freeze(session, assessment, by=staff.id, now=now))


@router.get("/assessments/{assessment_id}/item-statistics", operation_id="list_item_statistics")
def list_item_statistics(
    assessment_id: str, staff: RecruiterUser, session: ReadSession
) -> list[ItemStatistics]:
    """Describe each item by the attempts that were given it, and flag what an author should look at."""
    return item_statistics.read(session, access.find(session, staff, assessment_id))


@router.get("/attempts/{attempt_id}", operation_id="get_attempt_report")
def get_attempt_report(attempt_id: str, staff: RecruiterUser, session: ReadSession) -> AttemptReport:
    """Return one attempt in full: scores by section, subtopic and item, code, prose, timeline, receipts."""
    return attempts.read(session, staff, *attempts.find(session, staff, attempt_id))


@router.get(
    "/attempts/{attempt_id}/items/{item_id}/images/{file}",
    operation_id="get_attempt_image",
    response_class=Response,
    responses=images.RESPONSES,
)
def get_attempt_image(
    attempt_id: str, item_id: str, file: str, staff: RecruiterUser, session: ReadSession
) -> Response:
    """Return an image that the prompt of one item of an attempt shows."""
    sat, _ = attempts.find(session, staff, attempt_id)
    return images.serve(sitting.own_place(session, sat, item_id).item_version, file)

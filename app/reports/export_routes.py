"""An assessment's attempts as a file, and one attempt's report as a PDF."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from app import audit
from app.assessments import access
from app.auth import RecruiterUser
from app.clock import Now
from app.db import WriteSession
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.reports import attempt as attempts
from app.reports import export, pdf
from app.reports.filters import FilterQuery
from app.reports.order import Sort

router = APIRouter(tags=["results"], responses=raises(NotSignedIn, NotAllowed, NotFound))


@router.get(
    "/assessments/{assessment_id}/export",
    operation_id="export_attempts",
    response_class=StreamingResponse,
    responses={
        200: {"content": {kind.partition(";")[0]: {} for kind in export.MEDIA_TYPES.values()}},
        **raises(export.TooLargeForXlsx),
    },
)
def export_attempts(
    assessment_id: str,
    staff: RecruiterUser,
    session: WriteSession,
    request: Request,
    now: Now,
    filters: FilterQuery,
    form: Annotated[export.Format, Query(alias="format")] = "csv",
    sort: Sort = "-score",
) -> StreamingResponse:
    """Return the attempts that pass the filters, all of them, as CSV, JSON or XLSX. The act is audited.

    CSV and JSON have a row a line and are sent while they are read. What a list withholds is empty here.
    """
    assessment = access.find(session, staff, assessment_id)
    wanted = export.Wanted(assessment, sort, filters)
    if form == "xlsx":
        export.check_size(session, wanted)
    audit.record(session, "assessment.export", "assessment", assessment.id, by=staff.id, now=now, format=form)
    return StreamingResponse(
        export.stream(request.app.state.database, wanted, form),
        media_type=export.MEDIA_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="attempts-{now:%Y-%m-%d}.{form}"'},
    )


@router.get(
    "/attempts/{attempt_id}/report.pdf",
    operation_id="print_attempt_report",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}}},
)
async def print_attempt_report(attempt_id: str, staff: RecruiterUser, request: Request) -> Response:
    """Return one attempt's report as a PDF, keys left out until the assessment is closed."""
    report = await request.app.state.database.in_read(
        lambda session: attempts.read(session, staff, *attempts.find(session, staff, attempt_id))
    )
    async with request.app.state.print_gate:
        made = await run_in_threadpool(pdf.make, report)
    headers = {"Content-Disposition": f'attachment; filename="attempt-{report.id}.pdf"'}
    return Response(made, media_type="application/pdf", headers=headers)

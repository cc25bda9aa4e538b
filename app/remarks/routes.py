"""Candidates' remarks: the queue of those who wrote the test, and the answers their candidates read."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.attempts import sitting
from app.auth import CandidateUser, RecruiterUser
from app.clock import Now
from app.db import ReadSession, WriteSession
from app.models import RemarkState
from app.pagination import Cursor, Limit, Page
from app.problems import NotAllowed, NotFound, NotSignedIn, raises
from app.remarks import answering
from app.remarks.schemas import OwnRemark, RemarkAnswer, RemarkOut

router = APIRouter(tags=["remarks"], responses=raises(NotSignedIn, NotAllowed))


@router.get("/remarks", operation_id="list_remarks")
def list_remarks(
    staff: RecruiterUser,
    session: ReadSession,
    state: RemarkState = RemarkState.OPEN,
    item: Annotated[str | None, Query(max_length=200, description="Remarks on one item alone.")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[RemarkOut]:
    """List candidates' remarks on items of your assessments, the oldest first, without names."""
    return answering.page(session, staff, state=state, item=item, cursor=cursor, limit=limit)


@router.get("/remarks/{remark_id}", operation_id="get_remark", responses=raises(NotFound))
def get_remark(remark_id: str, staff: RecruiterUser, session: ReadSession) -> RemarkOut:
    """Return one remark with the item it is on."""
    return answering.find(session, staff, remark_id)


@router.put("/remarks/{remark_id}", operation_id="answer_remark", responses=raises(NotFound))
def answer_remark(
    remark_id: str, sent: RemarkAnswer, staff: RecruiterUser, session: WriteSession, now: Now
) -> RemarkOut:
    """Answer a remark; its candidate reads the answer on the page after the test. The act is audited."""
    return answering.answer(session, staff, remark_id, sent, now=now)


@router.get(
    "/attempt/comments",
    operation_id="list_own_comments",
    tags=["attempt"],
    responses=raises(sitting.NotStarted),
)
def list_own_comments(candidate: CandidateUser, session: ReadSession) -> list[OwnRemark]:
    """List the remarks you made, and what was answered."""
    return answering.own(session, sitting.own(session, candidate))

"""A practice item: code is run as in the test, and neither the code nor what came of it is stored."""

from functools import partial
from http import HTTPStatus
from typing import Any, ClassVar

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request

from app.auth import CandidateUser
from app.practice.schemas import PracticeRunIn, PracticeRunOut, PracticeTask
from app.problems import NotAllowed, NotSignedIn, Problem, raises
from app.submissions.availability import CodingUnavailable, check_graders
from grader.grading import grade
from grader.results import GradeReport, to_json
from grader.sandbox.outcome import SandboxFailed
from grader.tasks.practice import PRACTICE

router = APIRouter(tags=["practice"], prefix="/practice", responses=raises(NotSignedIn, NotAllowed))

WAIT_S = 10.0
NO_SEED = 0  # a run uses the visible samples alone, which are always the same


class NoPractice(Problem):
    """Code cannot be tried before this test."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


class PracticeBusy(Problem):
    """Too many people are practising at this moment."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    headers: ClassVar = {"Retry-After": "5"}


@router.get("", operation_id="get_practice_task")
def get_practice_task(_candidate: CandidateUser) -> PracticeTask:
    """Return the coding item one may practise on."""
    return PracticeTask(
        starter_code=PRACTICE.starter_code,
        entry_point=PRACTICE.entry_point,
        samples=[dict(sample) for sample in PRACTICE.samples],
    )


@router.post(
    "/runs", operation_id="run_practice_code", responses=raises(CodingUnavailable, NoPractice, PracticeBusy)
)
async def run_practice_code(
    code: PracticeRunIn, _candidate: CandidateUser, request: Request
) -> PracticeRunOut:
    """Run code on the practice item's samples and answer with what came of it; nothing is stored."""
    check_graders(request)
    state = request.app.state
    if state.sandbox is None:
        raise NoPractice("It is graded on other machines. The editor works here as it will in the test.")
    # One at a time in this process: practice takes at most one grader's place from those in their test.
    try:
        with anyio.fail_after(WAIT_S):
            await state.practice_gate.acquire()
    except TimeoutError:
        raise PracticeBusy("Try again in a few seconds; the test itself does not wait for this.") from None
    try:
        run = partial(grade, PRACTICE, code.source, seed=NO_SEED, sandbox=state.sandbox, kind="run")
        report: GradeReport = await anyio.to_thread.run_sync(run)
    except SandboxFailed:
        raise PracticeBusy("The run did not end as it should; try again in a few seconds.") from None
    finally:
        state.practice_gate.release()
    told: dict[str, Any] = to_json(report)
    return PracticeRunOut(
        verdict=report.verdict,
        checks=told["checks"],
        output=told.get("output"),
        message=told.get("message"),
    )

"""What a candidate may tell of themselves after the end, if they like."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from app.attempts import sitting
from app.auth import CandidateUser
from app.db import ReadSession, WriteSession
from app.demographics import voluntary
from app.demographics.questions import ANSWERS
from app.problems import InvalidRequest, NotAllowed, NotSignedIn, raises

router = APIRouter(tags=["attempt"], prefix="/attempt", responses=raises(NotSignedIn, NotAllowed))


class DemographicQuestion(BaseModel):
    """A question and the answers to choose from."""

    id: str = Field(examples=["gender"])
    answers: list[str] = Field(examples=[["woman", "man", "non-binary", "other"]])


class DemographicQuestions(BaseModel):
    """What this installation asks. Answers given are never sent back, not to the candidate either."""

    questions: list[DemographicQuestion]
    answered: bool = Field(description="Whether anything was told.")


class DemographicAnswers(BaseModel):
    """Answers by question; what is left out is not told. None at all takes earlier ones back."""

    model_config = ConfigDict(extra="forbid")

    answers: dict[str, str] = Field(max_length=10, examples=[{"gender": "woman"}])


@router.get("/demographics", operation_id="get_demographic_questions", responses=raises(sitting.NotStarted))
def get_demographic_questions(
    candidate: CandidateUser, session: ReadSession, request: Request
) -> DemographicQuestions:
    """Return what the candidate may tell of themselves, after the end."""
    attempt = sitting.own(session, candidate)
    asked: list[Any] = request.app.state.settings.demographics
    return DemographicQuestions(
        questions=[DemographicQuestion(id=name, answers=list(ANSWERS[name])) for name in asked],
        answered=voluntary.is_told(session, attempt),
    )


@router.put(
    "/demographics",
    status_code=204,
    operation_id="tell_demographics",
    responses=raises(sitting.NotStarted, voluntary.NotOver, InvalidRequest),
)
def tell_demographics(
    told: DemographicAnswers, candidate: CandidateUser, session: WriteSession, request: Request
) -> None:
    """Keep what the candidate tells of themselves, apart from their name, answers and score."""
    attempt = sitting.own(session, candidate, lock=True)
    voluntary.tell(session, attempt, told.answers, asked=request.app.state.settings.demographics)

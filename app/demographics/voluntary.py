"""Keeping what candidates tell of themselves: under a random id, away from everything else about them."""

import uuid
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.config import Question
from app.demographics.questions import ANSWERS
from app.models import Attempt, AttemptStatus, Candidate, Demographics, Invitation
from app.problems import InvalidRequest, Problem


class NotOver(Problem):
    """The attempt is not over."""

    status = HTTPStatus.CONFLICT


def tell(
    session: Session, attempt: Attempt, answers: Mapping[str, str], *, asked: Sequence[Question]
) -> None:
    """Keep the answers in place of any earlier ones; no answers take them back."""
    if attempt.status is not AttemptStatus.FINISHED:
        raise NotOver("Nobody is asked about themselves while the test runs; this comes after its end.")
    choices: dict[str, Sequence[str]] = {question: ANSWERS[question] for question in asked}
    for question, answer in answers.items():
        if answer not in choices.get(question, ()):
            known = ", ".join(choices.get(question, ())) or "this is not asked here"
            raise InvalidRequest(f"{question}: {known}.")
    person = _candidate(session, attempt)
    if person.erased_at is not None:
        return
    if person.demographics_id is not None:
        earlier, person.demographics_id = person.demographics_id, None
        session.execute(delete(Demographics).where(Demographics.id == earlier))
    if answers:
        told = Demographics(id=uuid.uuid4(), answers=dict(answers))
        session.add(told)
        person.demographics_id = told.id


def is_told(session: Session, attempt: Attempt) -> bool:
    """Return whether the attempt's candidate told anything."""
    return _candidate(session, attempt).demographics_id is not None


def _candidate(session: Session, attempt: Attempt) -> Candidate:
    return session.scalars(
        select(Candidate)
        .join(Invitation, Invitation.candidate_id == Candidate.id)
        .where(Invitation.id == attempt.invitation_id)
    ).one()

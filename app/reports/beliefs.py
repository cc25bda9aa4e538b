"""What a candidate believes wrongly, by their choices and their code together, with the evidence."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from pydantic import BaseModel, Field

from app.measurement import beliefs
from app.models import FormItem, Response, Submission, SubmissionKind
from app.scores.answers import shown_ids
from grader.misconceptions import CATALOGUE
from grader.tasks import TASKS
from grader.verdict import Verdict
from question_bank.findings import Finding
from question_bank.item import Coding, Item, MultipleChoice, SingleChoice
from question_bank.load import PACKAGED
from question_bank.misconception import Misconception, read_misconceptions

WITHHELD: Final = (
    "What choices say of beliefs is shown once the assessment is closed: it would give keys away before. "
    "Until then there is what the code shows."
)


class Evidence(BaseModel):
    """One answer that speaks for a belief, or against it."""

    item_id: uuid.UUID
    title: str
    kind: Literal["choice", "code"]
    shows: bool = Field(description="Whether it speaks for the belief.")


class Belief(BaseModel):
    """A misconception, how likely it is held, and why."""

    id: str = Field(examples=["I01"])
    title: str
    explanation: str
    severity: str = Field(description="H a wrong concept, M a wrong result in common use, L a convention.")
    probability: float = Field(description="That it is held, by Bayes' rule over the evidence.")
    named: bool = Field(description=f"Whether the probability is {beliefs.NAMED} or more.")
    in_concepts: bool = Field(description="Whether a choice shows it.")
    in_code: bool = Field(description="Whether code shows it.")
    evidence: list[Evidence]


@dataclass(frozen=True)
class Answered:
    """One place of a form with what came of it. `right` are the options that are, by their own ids."""

    place: FormItem
    item: Item
    response: Response | None
    submissions: list[Submission]
    right: frozenset[str] | None


def read(answered: Iterable[Answered]) -> list[Belief]:
    """Return what is named, and what code alone shows, the most probable first.

    A choice is evidence only where `right` is given, so that no key is told before its time.
    """
    pieces: dict[str, list[tuple[Evidence, beliefs.Choice | beliefs.Code]]] = defaultdict(list)
    for one in answered:
        for name, shows, piece in _evidence(one):
            kind: Literal["choice", "code"] = "choice" if isinstance(piece, beliefs.Choice) else "code"
            told = Evidence(item_id=one.place.id, title=one.item.title, kind=kind, shows=shows)
            pieces[name].append((told, piece))
    found = [_belief(name, found) for name, found in pieces.items()]
    # Shown too where code and choices contradict each other: that is what an interview is for.
    worth = [one for one in found if one.named or one.in_code or _contradicted(one)]
    return sorted(worth, key=lambda one: (-one.probability, one.id))


def _contradicted(belief: Belief) -> bool:
    return belief.in_concepts and any(one.kind == "code" and not one.shows for one in belief.evidence)


def _belief(name: str, found: list[tuple[Evidence, beliefs.Choice | beliefs.Code]]) -> Belief:
    probability = beliefs.posterior(piece for _, piece in found)
    evidence = [told for told, _ in found]
    code, concept = CATALOGUE.get(name), _concepts().get(name)
    return Belief(
        id=name,
        title=code.title if code else concept.definition if concept else name,
        explanation=code.explanation if code else "",
        severity=str(code.severity) if code else concept.severity if concept else "M",
        probability=round(probability, 4),
        named=probability >= beliefs.NAMED,
        in_concepts=any(one.kind == "choice" and one.shows for one in evidence),
        in_code=any(one.kind == "code" and one.shows for one in evidence),
        evidence=evidence,
    )


def _evidence(one: Answered) -> Iterator[tuple[str, bool, beliefs.Choice | beliefs.Code]]:
    match one.item:
        case SingleChoice() | MultipleChoice() if one.response is not None and one.right is not None:
            yield from _of_choice(one, one.item, one.response, one.right)
        case Coding():
            yield from _of_code(one, one.item)


def _of_choice(
    one: Answered, item: SingleChoice | MultipleChoice, response: Response, right: frozenset[str]
) -> Iterator[tuple[str, bool, beliefs.Choice]]:
    own = shown_ids(one.place)
    answer = response.answer
    ticked = answer.get("choices") or [choice for choice in [answer.get("choice")] if choice is not None]
    chosen = {own[shown] for shown in ticked if shown in own}
    if not chosen:
        return  # nothing was answered, so nothing was believed
    single = isinstance(item, SingleChoice)
    offered: dict[str, list[str]] = defaultdict(list)
    for option in item.options:
        if option.misconception is not None and option.id not in right:
            offered[option.misconception].append(option.id)
    for name, options in offered.items():
        took = not chosen.isdisjoint(options)
        # Each option of several choices is a statement of its own, taken or not.
        count, knew = (len(item.options), chosen <= right) if single else (2, not took)
        yield name, took, beliefs.Choice(chosen=took, options=count, right=knew)


def _of_code(one: Answered, item: Coding) -> Iterator[tuple[str, bool, beliefs.Code]]:
    counting = [sub for sub in one.submissions if sub.kind is SubmissionKind.SUBMIT]
    report = counting[-1].report if counting else None
    task = TASKS.get(item.task)
    if not report or task is None:
        return
    # Kernels that no output of this task can tell apart are one belief here, under the first one's id.
    named = {one["id"] for one in report.get("diagnosis", ())}
    for name in sorted(named):
        yield name, True, beliefs.Code(diagnosed=True)
    if counting[-1].verdict is Verdict.ACCEPTED:
        for name in task.known_wrong:
            if name not in named:
                yield name, False, beliefs.Code(diagnosed=False)


@cache
def _concepts() -> dict[str, Misconception]:
    findings: list[Finding] = []
    return read_misconceptions(PACKAGED, PACKAGED / "misconceptions", findings)

"""Questions for an interview, made of what a candidate's answers show. Their words are in interview.yaml."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, Field

from app.reports.beliefs import Belief, Evidence

Kind = Literal["writes_otherwise", "says_otherwise", "believes", "writes"]


class InterviewQuestion(BaseModel):
    """A question to ask, and what was seen that makes it worth asking."""

    misconception: str = Field(examples=["I01"])
    kind: Kind
    why: str = Field(
        examples=["Right on “A query of one”, but the code for “Inference mode” does otherwise."]
    )
    question: str


class Catalogue(BaseModel):
    """The file: a sentence for each kind, and a question for each misconception."""

    class Group(BaseModel):
        """One question, and the misconceptions that it is about."""

        ids: list[str] = Field(alias="for")
        ask: str

    why: dict[Kind, str]
    ask: list[Group]


@cache
def catalogue() -> tuple[dict[Kind, str], dict[str, str]]:
    """Return the sentences by kind, and the questions by misconception."""
    text = files("app.reports").joinpath("interview.yaml").read_text(encoding="utf-8")
    read = Catalogue.model_validate(yaml.safe_load(text))
    return read.why, {name: group.ask for group in read.ask for name in group.ids}


def questions(beliefs: Iterable[Belief]) -> list[InterviewQuestion]:
    """Return one question for each belief that the catalogue knows, contradictions first."""
    found: list[InterviewQuestion] = []
    why, ask = catalogue()
    for belief in beliefs:
        kind = _kind(belief)
        if kind is None or belief.id not in ask or any(ask[belief.id] == one.question for one in found):
            continue
        found.append(
            InterviewQuestion(
                misconception=belief.id,
                kind=kind,
                why=why[kind].format(
                    concept=_titles(belief.evidence, "choice", against=kind == "writes_otherwise"),
                    code=_titles(belief.evidence, "code", against=kind == "says_otherwise"),
                ),
                question=ask[belief.id],
            )
        )
    return sorted(found, key=lambda one: not one.kind.endswith("otherwise"))


def _kind(belief: Belief) -> Kind | None:
    def seen(kind: str, shows: bool) -> bool:
        return any(one.kind == kind and one.shows == shows for one in belief.evidence)

    if seen("code", True):
        if seen("choice", False) and not seen("choice", True):
            return "writes_otherwise"
        return "believes" if belief.named else "writes"
    if seen("choice", True):
        if seen("code", False):
            return "says_otherwise"
        return "believes" if belief.named else None
    return None


def _titles(evidence: Iterable[Evidence], kind: str, *, against: bool) -> str:
    return "”, “".join(
        dict.fromkeys(one.title for one in evidence if one.kind == kind and one.shows != against)
    )

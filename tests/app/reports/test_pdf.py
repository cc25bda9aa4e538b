import io
import socket
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.models import AttemptStatus, FinishReason, SubmissionKind, SubmissionStatus
from app.reports import pdf
from app.reports.schemas import (
    AttemptReport,
    CandidateOut,
    ItemReport,
    PartScore,
    ScoreOut,
    SubmissionReport,
    TimelineEntry,
)
from app.reports.shortlist import NoteOut, ShortlistOut
from grader.verdict import Verdict
from tests.app.attempts.test_scoring import answer_all, attempt_of, wait_until_graded
from tests.service import Service

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0": *',
    "*bold* _soft_ $x^2$ `raw` <label> @label ~ --- https://evil.example",
    '"); #panic("out',
    '#image("secret.png") \\ \\u{41} // gone /* gone */',
    "]] #eval(sys.inputs.data)",
]


def report(text: str, *, source: str = "x", keys: bool = False) -> AttemptReport:
    """A report in which a candidate's words stand wherever they can."""
    code = SubmissionReport(
        id=uuid.UUID(int=5),
        number=1,
        kind=SubmissionKind.SUBMIT,
        by_server=False,
        status=SubmissionStatus.DONE,
        verdict=Verdict.WRONG_ANSWER,
        source=source,
        report={
            "message": text,
            "diagnosis": [],
            "counterexample": {"detail": text, "inputs": {"x": [1]}, "expected": None, "got": text},
        },
        created_at=AT,
    )
    fields: dict[str, Any] = {
        "item_version": 1,
        "subtopic": "batch-statistics",
        "applications": ["accuracy"],
        "difficulty": 1,
        "section": 0,
        "options": None,
        "saved_at": AT,
        "possible": 2,
        "submissions": [],
        "review": None,
    }
    written = ItemReport(
        id=uuid.UUID(int=2),
        item="w",
        title="W",
        type="written",
        prompt="Why?",
        answer={"text": text},
        score=None,
        **fields,
    )
    coding = ItemReport(
        id=uuid.UUID(int=3),
        item="c",
        title="C",
        type="coding",
        prompt="Write it.",
        answer=None,
        score=ScoreOut(earned=1, possible=2, reason="code", receipt={}, at=AT),
        **{**fields, "submissions": [code]},
    )
    part = PartScore(
        title="batch-statistics", earned=1, possible=4, pending=1, items=2, share=None, low=None, high=None
    )
    return AttemptReport(
        id=uuid.UUID(int=1),
        candidate=CandidateOut(id=uuid.UUID(int=9), name=text, email="ada@example.org"),
        status=AttemptStatus.FINISHED,
        score=None,
        auto_score=1,
        possible=4,
        started_at=AT,
        finished_at=AT,
        time_used_s=0,
        review_pending=1,
        grading_pending=0,
        integrity_notes=0,
        notes_count=1,
        shortlisted=False,
        assessment_id=uuid.UUID(int=4),
        assessment_title=text,
        time_limit_s=600,
        time_factor=1,
        pause_limit_s=0,
        paused_s=0,
        closes_at=AT,
        finish_reason=FinishReason.CANDIDATE,
        sections=[part],
        subtopics=[part.model_copy(update={"share": 0.5, "low": 0.2, "high": 0.8})],
        applications=[part],
        beliefs=[],
        beliefs_withheld=None if keys else "Withheld.",
        interview=[],
        items=[written, coding],
        timeline=[TimelineEntry(at=AT, what=text, detail={"item": text})],
        typing=[],
        comments=[{"item_id": None, "text": text, "at": AT}],
        shortlist=ShortlistOut(own=False, by=[]),
        notes=[
            NoteOut(
                id=uuid.UUID(int=8),
                author="R",
                own=True,
                text="a recruiter's own",
                created_at=AT,
                changed_at=None,
            )
        ],
        form_seed=1,
        receipt="AAAA",
    )


def words(made: bytes) -> str:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_candidate_wrote_is_printed_as_it_is(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a report needs no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    made = words(pdf.make(report(text, source=text)))
    told = "".join(text.split())
    # The name, the title, the prose, the code, its message, the counterexample twice, an event, a remark.
    assert made.count(told) >= 8, made
    assert "root:" not in made
    assert "recruiter'sown" not in made  # a report on paper may come into the candidate's hands


def test_the_same_report_gives_the_same_bytes_and_another_does_not() -> None:
    assert pdf.make(report("Ada")) == pdf.make(report("Ada"))
    assert pdf.make(report("Ada")) != pdf.make(report("Bob"))


def test_no_text_is_too_long_or_too_strange_to_print() -> None:
    strange = "x" * 30_000 + "\x07\u202e\u0000\U0001f600 王小明\n" * 50
    made = words(pdf.make(report(strange, source=strange)))
    assert "Cuthere." in made
    assert len(PdfReader(io.BytesIO(pdf.make(report("", source="")))).pages) <= 2


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_pdf_holds_no_more_than_the_report_and_no_key_before_the_end(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    answer_all(service, ada)
    ada.post("/attempt/finish")
    attempt = attempt_of(recruiter)
    wait_until_graded(recruiter, attempt)
    path = f"/attempts/{attempt}/report.pdf"
    before = recruiter.get(path)
    assert (before.status_code, before.headers["content-type"]) == (200, "application/pdf")
    assert "AdaLovelace" in words(before.content)
    assert ": right" not in str(pdf.content(AttemptReport(**recruiter.get(f"/attempts/{attempt}").json())))
    assert "Keysareshownonce" in words(before.content)
    recruiter.post(f"/assessments/{recruiter.get('/assessments').json()['items'][0]['id']}/close")
    after = words(recruiter.get(path).content)
    assert "Keysareshownonce" not in after
    assert "right" in after
    assert service.staff(email="stranger@example.org").get(path).status_code == 404


def test_a_timeline_that_is_cut_says_so() -> None:
    long = report("x").model_copy(update={"timeline": report("x").timeline * (pdf.MAX_EVENTS + 1)})
    assert pdf.content(long)["timeline"][-1][1] == pdf.CUT
    assert len(pdf.content(report("x"))["timeline"]) == 1


def test_the_layout_reads_no_file() -> None:
    layout = (Path(pdf.__file__).parent / "report.typ").read_text()
    for word in ("read(", "image(", "#import", "#include", "eval(", "plugin("):
        assert word not in layout

"""A candidate's report as a PDF: the same report gives the same bytes.

The page's layout is in report.typ. What people wrote goes there as data, which Typst never reads as markup;
it is given no file but the layout, no packages and no fonts but those it brings with it.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

import typst

from app.reports.schemas import AttemptReport, ItemReport, PartScore, SubmissionReport

MAX_TEXT: Final = 20_000  # characters of one text that go on paper
MAX_VALUES: Final = 600  # characters of the arrays of a counterexample
MAX_EVENTS: Final = 500
LINE: Final = 100  # characters of code that fit a line
TYPES: Final = {
    "single_choice": "one choice",
    "multiple_choice": "several choices",
    "numeric": "a number",
    "written": "written answer",
    "coding": "coding",
}
CUT: Final = "[Cut here. The report on the screen has all of it.]"
_LONG = re.compile(r"(\S{40})(?=\S)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

Passage = dict[str, Any]


def make(report: AttemptReport) -> bytes:
    """Return the report as a PDF."""
    data = json.dumps(content(report), ensure_ascii=False)
    made: bytes = typst.compile(
        _layout(), ignore_system_fonts=True, font_paths=[], sys_inputs={"data": data}, format="pdf"
    )
    return made


@cache
def _layout() -> bytes:
    return files("app.reports").joinpath("report.typ").read_bytes()


def content(report: AttemptReport) -> dict[str, Any]:
    """Return the words of the report, as the layout takes them."""
    name = report.candidate.name or "Erased"
    profile = {
        "By subtopic": report.subtopics,
        "By application": report.applications,
        "By section": report.sections,
    }
    return {
        "title": _line(f"{name}: {report.assessment_title}"),
        "name": _line(name),
        "email": _line(report.candidate.email or ""),
        "assessment": _line(report.assessment_title),
        "facts": [[label, _line(text)] for label, text in _facts(report)],
        "profile": [
            {"title": title, "parts": [_part(part) for part in parts]} for title, parts in profile.items()
        ],
        "beliefs_withheld": report.beliefs_withheld or "",
        "beliefs": [_belief(belief) for belief in report.beliefs],
        "interview": [{"question": _line(one.question), "why": _line(one.why)} for one in report.interview],
        "keys_withheld": "Keys are shown once the assessment is closed." if report.beliefs_withheld else "",
        "items": [_item(number, item) for number, item in enumerate(report.items, 1)],
        "remarks": [_prose("", str(one["text"])) for one in report.comments],
        "timeline": _timeline(report),
        "footer": _line(f"bn-assess · attempt {report.id}"),
    }


def _facts(report: AttemptReport) -> Iterator[tuple[str, str]]:
    score = report.auto_score if report.score is None else report.score
    error = f" ± {report.error:g}" if report.error is not None else ""
    waits = "" if report.score is not None else " so far"
    yield "Score", f"{score:g} of {report.possible:g}{error}{waits}"
    yield "Percentile", "-" if report.percentile is None else f"{report.percentile:g}"
    yield "Started", _when(report.started_at)
    yield "Finished", "-" if report.finished_at is None else _when(report.finished_at)
    yield "Time allowed", f"{report.time_limit_s * report.time_factor / 60:g} min"
    yield "Time used", "-" if report.time_used_s is None else f"{report.time_used_s / 60:.1f} min"
    yield "Integrity notes", str(report.integrity_notes)
    yield "Receipt", report.receipt or "-"


def _part(part: PartScore) -> dict[str, Any]:
    told = f"not enough evidence: {part.items} item{'s' if part.items != 1 else ''}"
    if part.share is not None and part.low is not None and part.high is not None:
        told = f"{part.share:.0%} ({part.low:.0%} to {part.high:.0%})"
    pending = f", {part.pending} pending" if part.pending else ""
    return {
        "title": _line(part.title.replace("-", " ").capitalize()),
        "share": part.share,
        "low": part.low,
        "high": part.high,
        "told": told,
        "points": f"{part.earned:g} / {part.possible:g}{pending}",
    }


def _belief(belief: Any) -> dict[str, Any]:
    standing = "named" if belief.named else "not certain"
    return {
        "title": _line(f"{belief.title} ({belief.id})"),
        "told": f"{standing}, probability {belief.probability:.0%}",
        "explanation": _line(belief.explanation),
        "evidence": [
            _line(f"{one.title}: {one.kind} {'shows it' if one.shows else 'speaks against it'}")
            for one in belief.evidence
        ],
    }


def _item(number: int, item: ItemReport) -> dict[str, Any]:
    earned = f"{item.score.earned:g}" if item.score else "pending"
    return {
        "title": _line(f"{number}. {item.title}"),
        "told": f"{TYPES.get(item.type, item.type)} · {earned} of {item.possible:g} points",
        "passages": [_prose("Asked", item.prompt), *_answer(item), *_review(item), *_code(item)],
    }


def _answer(item: ItemReport) -> Iterator[Passage]:
    answer, key = item.answer or {}, item.key if isinstance(item.key, dict) else {}
    if item.options:
        chosen = {answer.get("choice"), *answer.get("choices", ())}
        right = {key.get("choice"), *key.get("choices", ())}
        for option in item.options:
            marks = [mark for mark, ids in (("chosen", chosen), ("right", right)) if option["id"] in ids]
            yield _prose(f"Option{': ' if marks else ''}{', '.join(marks)}", str(option["text"]))
    elif item.type == "written":
        yield _prose("Answered", str(answer.get("text", "")) or "Nothing.")
    elif item.type == "numeric":
        yield _prose("Answered", str(answer.get("value", "Nothing.")))
        if "value" in key:
            yield _prose("Right", str(key["value"]))


def _review(item: ItemReport) -> Iterator[Passage]:
    if not item.review:
        return
    levels = item.review.get("levels") or {}
    if levels:
        yield _prose("Rubric", "\n".join(f"{name}: level {level}" for name, level in levels.items()))
    if item.review.get("comment"):
        yield _prose("Reviewer's comment", str(item.review["comment"]))


def _code(item: ItemReport) -> Iterator[Passage]:
    counting: SubmissionReport | None = next(
        (one for one in reversed(item.submissions) if one.kind == "submit"), None
    )
    if counting is None:
        return
    report = counting.report or {}
    verdict = (counting.verdict or counting.status).replace("_", " ")
    yield _prose("Verdict", verdict)
    if report.get("message"):
        yield _prose("Message", str(report["message"]))
    for found in report.get("diagnosis") or ():
        yield _prose("Diagnosis", f"{found['title']}. {found.get('explanation', '')}")
    shown = report.get("counterexample")
    if shown:
        yield _prose("A small input that shows it", str(shown["detail"]))
        values = {name: shown[name] for name in ("inputs", "expected", "got")}
        text = "\n".join(f"{name}: {json.dumps(value)[:MAX_VALUES]}" for name, value in values.items())
        yield _mono("", text)
    yield _mono("Source code", counting.source or "Erased.")


def _prose(label: str, text: str) -> Passage:
    return {"label": label, "text": _LONG.sub("\\1\u200b", _cut(text)), "mono": False}


def _mono(label: str, text: str) -> Passage:
    lines = (
        line[at : at + LINE] for line in _cut(text).split("\n") for at in range(0, max(1, len(line)), LINE)
    )
    return {"label": label, "text": "\n".join(lines), "mono": True}


def _cut(text: str) -> str:
    text = _CONTROL.sub("", text.replace("\r\n", "\n").expandtabs(4))
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}\n{CUT}"


def _line(text: str) -> str:
    return _LONG.sub("\\1\u200b", " ".join(_CONTROL.sub("", text).split()))


def _timeline(report: AttemptReport) -> list[list[str]]:
    shown = [
        [_when(entry.at), _line(entry.what), _line(_details(entry.detail))]
        for entry in report.timeline[:MAX_EVENTS]
    ]
    return shown if len(report.timeline) <= MAX_EVENTS else [*shown, ["", CUT, ""]]


def _details(detail: dict[str, Any]) -> str:
    return ", ".join(str(value).replace("_", " ") for value in detail.values() if value is not None)


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"

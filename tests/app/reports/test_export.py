import csv
import io
import json
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from httpx2 import Response
from sqlalchemy import select

from app.models import AuditEntry
from app.reports import export
from app.reports.export import inert
from tests.app.attempts.test_scoring import answer_all, attempt_of, wait_until_graded
from tests.app.reports.test_reports import counted_queries, finished
from tests.service import Caller, Service

FORMULA = '=HYPERLINK("https://evil.example","Ada")'
CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def asked(recruiter: Caller, assessment: str, form: str, **params: Any) -> Response:
    answer = recruiter.get(f"/assessments/{assessment}/export", params={"format": form, **params})
    assert answer.status_code == 200, answer.text
    return answer


def sheet(content: bytes) -> list[list[tuple[str, str]]]:
    """The rows of an XLSX file as (type, text) cells; text is shared or inline."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert not any("externalLink" in name for name in file.namelist())
        root = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
    assert root.findall(f".//{CELL}f") == []  # no formula
    return [
        [(cell.get("t", "n"), "".join(cell.itertext())) for cell in row] for row in root.iter(f"{CELL}row")
    ]


def test_all_formats_say_the_same_and_no_name_becomes_a_formula(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter, name=FORMULA)
    answer_all(service, ada)
    ada.post("/attempt/finish")
    report = wait_until_graded(recruiter, attempt_of(recruiter))
    assessment = report["assessment_id"]
    (row,) = json.loads(asked(recruiter, assessment, "json").text)
    answer = asked(recruiter, assessment, "csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="attempts-2026-03-01.csv"'
    (line,) = csv.DictReader(io.StringIO(answer.text))
    head, cells = sheet(asked(recruiter, assessment, "xlsx").content)
    assert row["name"] == FORMULA
    assert line["name"] == "'" + FORMULA
    assert [text for _, text in head] == list(line)
    by_name = dict(zip(line, cells, strict=False))
    assert by_name["name"] == ("inlineStr", FORMULA)
    assert line["started_at"] == row["started_at"] == "2026-03-01T09:00:00Z"
    assert float(line["score_so_far"]) == row["score_so_far"] == report["auto_score"]
    parts = {f"section {n}: {part['title']}": part["earned"] for n, part in enumerate(report["sections"], 1)}
    parts |= {f"subtopic: {part['title']}": part["earned"] for part in report["subtopics"]}
    assert {name: row[name] or 0 for name in parts} == parts  # nothing is earned where prose waits
    assert line["percentile"] == line["score"] == ""
    assert row["percentile"] is None
    with service.database.read() as session:
        audited = session.scalars(select(AuditEntry).where(AuditEntry.act == "assessment.export")).all()
    assert sorted(entry.detail["format"] for entry in audited) == ["csv", "json", "xlsx"]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1", "\t=1", "\rx", "\n=1"])
def test_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe(start: str) -> None:
    assert inert(start) == f"'{start}"


def test_what_is_no_formula_is_left_alone() -> None:
    assert [inert(cell) for cell in ("Ada", "a=b", "O'Neil", "", None, -1.5, True)] == [
        *("Ada", "a=b", "O'Neil", "", None),
        *(-1.5, True),
    ]


def test_an_export_goes_on_page_by_page_in_the_order_and_under_the_filters_asked_for(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "BATCH", 2)
    recruiter = service.staff()
    assessment = service.published(recruiter)
    finished(service, recruiter, assessment, 5)
    rows = json.loads(asked(recruiter, assessment, "json", sort="-name", score_from=1).text)
    assert [row["name"] for row in rows] == ["Candidate 4", "Candidate 3", "Candidate 2"]
    with counted_queries(service) as statements:
        assert len(list(csv.reader(io.StringIO(asked(recruiter, assessment, "csv").text)))) == 6
    per_batch = 4  # the page, its reference set, what lies beside, and the points by part
    assert len(statements) <= 3 * per_batch + 4
    assert json.loads(asked(recruiter, assessment, "json", q="nobody").text) == []


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_too_many_rows_for_xlsx_are_refused_before_any_is_read(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MAX_XLSX_ROWS", 2)
    recruiter = service.staff()
    assessment = service.published(recruiter)
    finished(service, recruiter, assessment, 3)
    path = f"/assessments/{assessment}/export"
    refused = recruiter.get(path, params={"format": "xlsx"})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:too-large-for-xlsx")
    assert len(sheet(asked(recruiter, assessment, "xlsx", score_to=0).content)) == 3
    assert asked(recruiter, assessment, "csv").text.count("\n") == 4

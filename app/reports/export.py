"""An assessment's attempts as a file: CSV and JSON as they are read, XLSX when all of it is made."""

import csv
import io
import json
import tempfile
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from http import HTTPStatus
from typing import Any, Final, Literal, TypeAlias, get_args

import xlsxwriter
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from app.db import Database
from app.models import Assessment, Attempt, FormItem, ItemVersion, Score
from app.problems import Problem
from app.reports.filters import Filters, conditions
from app.reports.listing import page, shown
from app.reports.order import Sort
from app.reports.schemas import AttemptSummary
from question_bank.blueprint import Blueprint
from question_bank.tags import Subtopic

Format = Literal["csv", "json", "xlsx"]
Cell: TypeAlias = str | float | int | bool | None
Row: TypeAlias = dict[str, Cell]

MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BATCH = 1_000
MAX_XLSX_ROWS = 100_000  # some ten seconds' work, before which its first byte cannot be sent
CHUNK_BYTES = 1 << 18
FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # the wide ones are formulas too


class TooLargeForXlsx(Problem):
    """There are more attempts than an XLSX file is made of here."""

    status = HTTPStatus.CONFLICT


@dataclass(frozen=True)
class Wanted:
    """Which attempts, in which order."""

    assessment: Assessment
    sort: Sort
    filters: Filters


def check_size(session: Session, wanted: Wanted) -> None:
    """Refuse what is too large for XLSX, before any of it is read."""
    found = select(Attempt.id).where(
        Attempt.assessment_id == wanted.assessment.id, *conditions(wanted.assessment, wanted.filters)
    )
    some = found.limit(MAX_XLSX_ROWS + 1).subquery()
    if (session.scalar(select(func.count()).select_from(some)) or 0) > MAX_XLSX_ROWS:
        raise TooLargeForXlsx(
            f"More than {MAX_XLSX_ROWS:,} attempts pass the filters. Ask for csv or json, which have no "
            "limit, or narrow the filters."
        )


def stream(database: Database, wanted: Wanted, form: Format) -> AsyncIterator[bytes]:
    """Return the file piece by piece. No transaction is open between two batches of rows.

    An attempt that is scored meanwhile may so be read at its old place and its new one, or at neither.
    """
    batches = _batches(database, wanted)
    if form == "xlsx":
        return _xlsx(batches, columns(wanted.assessment))
    return _csv(batches, columns(wanted.assessment)) if form == "csv" else _json(batches)


def columns(assessment: Assessment) -> list[str]:
    """Return the names of a row's cells in their order."""
    sections = Blueprint.model_validate(assessment.blueprint).sections
    return [
        *("attempt", "name", "email", "status", "score", "score_so_far", "possible", "standard_error"),
        *("percentile", "started_at", "finished_at", "time_used_s", "review_pending", "grading_pending"),
        *("integrity_notes", "notes", "shortlisted"),
        *(_section(number, section.title) for number, section in enumerate(sections)),
        *(_subtopic(name) for name in get_args(Subtopic)),
    ]


def _section(number: int, title: str) -> str:
    return f"section {number + 1}: {title}"


def _subtopic(name: str) -> str:
    return f"subtopic: {name}"


async def _batches(database: Database, wanted: Wanted) -> AsyncIterator[list[Row]]:
    cursor: str | None = None
    while True:

        def read(session: Session, after: str | None = cursor) -> tuple[list[Row], str | None]:
            found = page(
                session,
                wanted.assessment,
                sort=wanted.sort,
                cursor=after,
                limit=BATCH,
                filters=wanted.filters,
            )
            return _rows(session, wanted.assessment, found.items), found.next_cursor

        rows, cursor = await database.in_read(read)
        yield rows
        if cursor is None:
            return


def _rows(session: Session, assessment: Assessment, attempts: list[AttemptSummary]) -> list[Row]:
    parts = _points_by_part(session, assessment, [attempt.id for attempt in attempts])
    empty: Row = dict.fromkeys(columns(assessment))
    return [
        empty
        | {
            "attempt": str(one.id),
            "name": one.candidate.name,
            "email": one.candidate.email,
            "status": one.status,
            "score": one.score,
            "score_so_far": one.auto_score,
            "possible": one.possible,
            "standard_error": one.error,
            "percentile": one.percentile,
            "started_at": _iso(one.started_at),
            "finished_at": _iso(one.finished_at),
            "time_used_s": one.time_used_s,
            "review_pending": one.review_pending,
            "grading_pending": one.grading_pending,
            "integrity_notes": one.integrity_notes,
            "notes": one.notes_count,
            "shortlisted": one.shortlisted,
            **{name: shown(points) for name, points in parts[one.id].items()},
        }
        for one in attempts
    ]


def _points_by_part(
    session: Session, assessment: Assessment, attempt_ids: list[uuid.UUID]
) -> dict[uuid.UUID, dict[str, Decimal]]:
    """Return what each attempt earned so far by section and by subtopic, in one query."""
    titles = [section.title for section in Blueprint.model_validate(assessment.blueprint).sections]
    found: dict[uuid.UUID, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    query = (
        select(FormItem.attempt_id, FormItem.section, ItemVersion.subtopic, func.sum(Score.value))
        .join(Score, Score.form_item_id == FormItem.id)
        .join(ItemVersion, ItemVersion.id == FormItem.item_version_id)
        .where(FormItem.attempt_id.in_(attempt_ids), Score.superseded_by.is_(None))
        .group_by(FormItem.attempt_id, FormItem.section, ItemVersion.subtopic)
    )
    for attempt_id, section, subtopic, points in session.execute(query):
        found[attempt_id][_section(section, titles[section])] += points
        found[attempt_id][_subtopic(subtopic)] += points
    return found


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat().replace("+00:00", "Z")


def inert(cell: Cell) -> Cell:
    """Return a cell of CSV that no spreadsheet takes for a formula: it then begins with an apostrophe."""
    if not isinstance(cell, str):
        return cell
    # A spreadsheet drops blanks before it looks; a tab or line break at the start may end the cell before.
    dangerous = cell.lstrip().startswith(FORMULA_STARTS) or cell.startswith(("\t", "\r", "\n"))
    return f"'{cell}" if dangerous else cell


def _csv_line(cells: list[Cell]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([inert(cell) for cell in cells])
    return line.getvalue()


async def _csv(batches: AsyncIterator[list[Row]], names: list[str]) -> AsyncIterator[bytes]:
    yield _csv_line(list(names)).encode()
    async for rows in batches:
        yield "".join(_csv_line([row.get(name) for name in names]) for row in rows).encode()


async def _json(batches: AsyncIterator[list[Row]]) -> AsyncIterator[bytes]:
    yield b"[\n"
    first = True
    async for rows in batches:
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        if lines:
            yield (b"" if first else b",\n") + ",\n".join(lines).encode()
            first = False
    yield b"\n]\n"


async def _xlsx(batches: AsyncIterator[list[Row]], names: list[str]) -> AsyncIterator[bytes]:
    with tempfile.TemporaryFile() as file:
        # Rows go to a file as they come. Text is written as text: nothing is read as a formula or a link.
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_urls": False})
        sheet = book.add_worksheet("Attempts")
        sheet.freeze_panes(1, 0)
        _write(sheet, 0, [list(names)])
        written = 1
        async for rows in batches:
            cells = [[row.get(name) for name in names] for row in rows]
            await run_in_threadpool(_write, sheet, written, cells)
            written += len(rows)
        await run_in_threadpool(book.close)
        for chunk in _chunks(file):
            yield chunk


def _chunks(file: Any) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK_BYTES):
        yield chunk


def _write(sheet: Any, start: int, rows: list[list[Cell]]) -> None:
    for at, row in enumerate(rows, start):
        for column, cell in enumerate(row):
            match cell:
                case None:
                    pass
                case bool():
                    sheet.write_boolean(at, column, cell)
                case str():
                    sheet.write_string(at, column, cell)
                case _:
                    sheet.write_number(at, column, cell)

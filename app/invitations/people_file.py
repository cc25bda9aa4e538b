"""People to invite, from a CSV file as spreadsheets write it, with what is wrong said line by line.

The file is read and nothing is stored: what it holds is shown to who sent it, and the people it names are
invited by the same call as anybody, all of them or none.
"""

import codecs
import csv
import io
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field, ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.invitations.schemas import InvitationIn
from app.models import Candidate, Invitation
from app.problems import InvalidRequest

MAX_PEOPLE = 1000
COLUMNS: Mapping[str, str] = {
    "name": "name",
    "email": "email",
    "e-mail": "email",
    "mail": "email",
    "e-mail-adresse": "email",
    "time_factor": "time_factor",
    "time factor": "time_factor",
    "zeitfaktor": "time_factor",
    "language": "language",
    "sprache": "language",
    "expires_at": "expires_at",
    "expires": "expires_at",
}
"""Which field a heading means, written in small letters."""
FORMULA = ("=", "+", "-", "@")
LOOK_LIKE = "It begins as a formula does; leave out the sign at its beginning."


class PersonLine(BaseModel):
    """One line of the file: whom to invite, or what to mend."""

    line: int = Field(description="Its number in the file, the heading being line 1.", examples=[2])
    person: InvitationIn | None = Field(description="What POST .../invitations takes; null with a problem.")
    cells: dict[str, str] = Field(description="What the file says, by field.")
    problems: list[str] = Field(description="What is wrong, and what to do.")
    invited_at: datetime | None = Field(
        None, description="When this address was last invited to this assessment, if it was."
    )


class PeopleFile(BaseModel):
    """What a file says. Nobody was invited."""

    lines: list[PersonLine]
    ignored_columns: list[str] = Field(description="Headings that mean nothing here.")
    wrong: int = Field(description="How many lines have a problem.")


@dataclass
class _Seen:
    """Which line first named an address."""

    lines: dict[str, int] = field(default_factory=dict)

    def before(self, email: str, line: int) -> int | None:
        first = self.lines.setdefault(email.lower(), line)
        return None if first == line else first


def read(session: Session, assessment_id: uuid.UUID, data: bytes) -> PeopleFile:
    """Return what the file `data` says; raise InvalidRequest where it is no such file at all."""
    rows = _rows(_text(data))
    try:
        heading = next(rows)[1]
    except StopIteration:
        raise InvalidRequest("The file is empty; its first line names the columns: name,email") from None
    fields, ignored = _columns(heading)
    seen = _Seen()
    lines: list[PersonLine] = []
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(lines) == MAX_PEOPLE:
            raise InvalidRequest(f"It names more than {MAX_PEOPLE} people; divide it into several files.")
        lines.append(_person(line, row, fields, width=len(heading), seen=seen))
    if not lines:
        raise InvalidRequest("It names nobody: put one person on each line below the heading.")
    _note_invited(session, assessment_id, lines)
    return PeopleFile(lines=lines, ignored_columns=ignored, wrong=sum(bool(line.problems) for line in lines))


def _text(data: bytes) -> str:
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"  # what spreadsheets call Unicode text
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        # Guessing would misspell people's names: a byte of another encoding is nearly always a letter.
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidRequest(
            f"Line {line} is not UTF-8; save the file as CSV UTF-8, then try again."
        ) from error
    if "\0" in text:
        raise InvalidRequest("It is no text file; save the table as CSV, then try again.")
    return text


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the number of the line it begins on; the separator is the heading's."""
    heading = text.partition("\n")[0]
    separator = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for row in reader:
            yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        raise InvalidRequest(
            f"Line {begins} cannot be read ({error}); a quotation mark there is not closed, or not doubled."
        ) from error


def _columns(heading: list[str]) -> tuple[dict[str, int], list[str]]:
    fields: dict[str, int] = {}
    ignored = []
    for place, title in enumerate(heading):
        name = COLUMNS.get(title.strip().lower())
        if name is None:
            ignored.append(title.strip()[:60])
        elif name in fields:
            raise InvalidRequest(f"Two columns mean {name}; leave one out.")
        else:
            fields[name] = place
    if missing := {"name", "email"} - fields.keys():
        raise InvalidRequest(
            f"The first line names no column {' and no column '.join(sorted(missing))}; "
            "it reads, for example: name,email,time_factor,language"
        )
    return fields, [title for title in ignored if title]


def _person(line: int, row: list[str], fields: Mapping[str, int], *, width: int, seen: _Seen) -> PersonLine:
    cells = {name: row[place].strip()[:300] if place < len(row) else "" for name, place in fields.items()}
    problems = []
    if len(row) > width:
        problems.append(
            f"It has {len(row)} cells under {width} headings; put quotes around a cell with commas."
        )
    problems += [f"{name}: {LOOK_LIKE}" for name in ("name", "email") if cells[name].startswith(FORMULA)]
    values: dict[str, Any] = {name: cell for name, cell in cells.items() if cell}
    if "time_factor" in values:
        values["time_factor"] = values["time_factor"].replace(",", ".")
    if "language" in values:
        values["language"] = values["language"].lower()
    person = None
    try:
        person = InvitationIn.model_validate(values)
    except ValidationError as error:
        problems += [_told(fault["loc"], fault["msg"], fault["type"]) for fault in error.errors()]
    first = seen.before(cells["email"], line) if cells["email"] else None
    if first is not None:
        problems.append(f"email: line {first} has the same; leave one of them out.")
    return PersonLine(line=line, person=None if problems else person, cells=cells, problems=problems)


def _told(place: tuple[int | str, ...], message: str, kind: str) -> str:
    name = str(place[0]) if place else "line"
    advice = {
        "missing": "it is empty; fill it in, or take the line out.",
        "string_pattern_mismatch": "it is no e-mail address; write one like ada@example.org.",
        "enum": "it is none of those known; write en or de.",
    }
    return f"{name}: {advice.get(kind, message)}"


def _note_invited(session: Session, assessment_id: uuid.UUID, lines: list[PersonLine]) -> None:
    address = func.lower(Candidate.email)
    invited = session.execute(
        select(address, func.max(Invitation.created_at))
        .join(Invitation, Invitation.candidate_id == Candidate.id)
        .where(
            Invitation.assessment_id == assessment_id,
            Invitation.revoked_at.is_(None),
            address.in_([line.cells["email"].lower() for line in lines]),
        )
        .group_by(address)
    )
    last = {row[0]: row[1] for row in invited}
    for line in lines:
        line.invited_at = last.get(line.cells["email"].lower())

"""A CSV of people is read as an attack: what it says is shown, what is wrong is told by line."""

import codecs
from typing import Any

import pytest

from tests.service import Caller, Service


@pytest.fixture
def database_kind() -> str:
    return "sqlite"  # reading a file asks one query of the database, which the list's tests ask on both


@pytest.fixture
def recruiter(service: Service) -> Caller:
    return service.staff()


@pytest.fixture
def assessment(service: Service, recruiter: Caller) -> str:
    return service.published(recruiter)


def read(recruiter: Caller, assessment: str, file: str | bytes) -> dict[str, Any]:
    data = file.encode() if isinstance(file, str) else file
    path = f"/assessments/{assessment}/invitations/people-file"
    answer = recruiter.request("POST", path, content=data, headers={"Content-Type": "text/csv"})
    found: dict[str, Any] = answer.json()
    assert answer.status_code in (200, 422), answer.text
    return found


GOOD = "Name;E-Mail;Zeitfaktor;Sprache;Notiz\nZoë Müller;zoe@example.org;1,25;DE;x\n"


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode(),
        codecs.BOM_UTF8 + GOOD.replace(";", ",").replace("1,25", '"1,25"').encode(),
        GOOD.replace(";", "\t").encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
    ],
    ids=["semicolons", "bom and commas", "utf-16 and tabs", "crlf"],
)
def test_what_spreadsheets_write_is_read(recruiter: Caller, assessment: str, data: bytes) -> None:
    found = read(recruiter, assessment, data)
    (line,) = found["lines"]
    assert (found["wrong"], found["ignored_columns"]) == (0, ["Notiz"])
    person = line["person"]
    assert (person["name"], person["email"]) == ("Zoë Müller", "zoe@example.org")
    assert (float(person["time_factor"]), person["language"]) == (1.25, "de")


def test_what_was_read_is_what_inviting_takes(recruiter: Caller, assessment: str) -> None:
    found = read(recruiter, assessment, GOOD)
    people = [line["person"] for line in found["lines"]]
    assert recruiter.post(f"/assessments/{assessment}/invitations", people).status_code == 201
    again = read(recruiter, assessment, GOOD.replace("zoe@", "ZOE@"))
    assert again["lines"][0]["invited_at"] == "2026-03-01T09:00:00Z"
    assert again["wrong"] == 0


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("=cmd|' /C calc'!A0,eve@example.org", "begins as a formula"),
        ("Eve,@SUM(1)@example.org", "begins as a formula"),
        ("Eve,eve.example.org", "no e-mail address"),
        (",eve@example.org", "name: it is empty"),
        ("Eve,", "email: it is empty"),
        ('"Eve\nBcc: all@example.org",eve@example.org', "one line"),
        ("Eve\u202egpj,eve@example.org", "one line"),
        ("Eve,eve@example.org,0.5", "greater than or equal to 1"),
        ("Eve,eve@example.org,much", "valid decimal"),
        ("Eve,eve@example.org,1,fr", "write en or de"),
        ("Eve,eve@example.org,1,en,2026-02-30", "expires_at"),
        ("Eve, the first,eve@example.org,1,en,,", "quotes around a cell"),
        ("Eve,first@example.org", "line 2 has the same"),
        (f"{'E' * 301},eve@example.org", "at most 200"),
    ],
)
def test_a_bad_line_is_told_with_what_to_do_and_the_others_stand(
    recruiter: Caller, assessment: str, row: str, told: str
) -> None:
    heading = "name,email,time_factor,language,expires_at\n"
    found = read(recruiter, assessment, f"{heading}First,First@example.org\n{row}\nLast,last@example.org\n")
    good, bad, last = found["lines"]
    assert (good["problems"], last["problems"], found["wrong"]) == ([], [], 1)
    assert bad["line"] == 3
    assert told in " ".join(bad["problems"])
    assert bad["person"] is None
    assert last["line"] == 4 + row.count("\n")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"name,email\n", "names nobody"),
        (b"who,where\nAda,ada@example.org\n", "no column email"),
        (b"name,email,mail\nAda,a@example.org,b@example.org\n", "Two columns"),
        ("name,email\nZoë,zoe@example.org\n".encode("latin-1"), "Line 2 is not UTF-8"),
        (b"name,email\nAda,a@example.org\0\n", "no text file"),
        (b'name,email\nAda,a@example.org\n"Bob,b@example.org\n', "Line 3 cannot be read"),
        (b"name,email\n" + b"Ada,a@example.org\n" * 1001, "more than 1000"),
        (b"name,email\n" + b"x" * 200_000 + b",a@example.org\n", "cannot be read"),
        (codecs.BOM_UTF16_LE + b"n\0a", "not UTF-8"),
    ],
)
def test_a_file_that_is_none_is_refused_with_what_to_do(
    recruiter: Caller, assessment: str, data: bytes, told: str
) -> None:
    assert told in str(read(recruiter, assessment, data)["detail"])

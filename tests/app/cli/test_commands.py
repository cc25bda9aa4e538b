"""The commands as an operator types them: real processes, exit codes, one line on what is wrong."""

import os
import subprocess
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from app.db import BUSY_TIMEOUT_MS, Database, open_engine
from app.models import (
    Attempt,
    AuditEntry,
    Candidate,
    Comment,
    Demographics,
    Response,
    Review,
    Score,
    Submission,
)
from tests.app.attempts.test_scoring import answer_all, attempt_of, wait_until_graded
from tests.live import BN_ASSESS
from tests.mail_server import MailServer
from tests.service import Service, items_by_type


def bn_assess(
    url: str, *arguments: str, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command against the database at `url`."""
    return subprocess.run(
        [BN_ASSESS, *arguments],
        env={**os.environ, "BN_ASSESS_DATABASE_URL": url, **environment},
        input=stdin,
        capture_output=True,
        text=True,
    )


def url_of(service: Service) -> str:
    """The URL of the service's database."""
    url: str = service.app.state.settings.database_url.get_secret_value()
    return url


def test_staff_are_added_with_a_password_that_never_stands_on_the_command_line(database_url: str) -> None:
    added = bn_assess(
        database_url,
        *("staff", "add", "admin@example.org", "--role", "admin", "--name", "Ada", "--password-stdin"),
        stdin="correct horse battery staple\n",
    )
    assert added.returncode == 0, added.stderr
    assert "admin@example.org" in bn_assess(database_url, "staff", "list").stdout
    key = bn_assess(database_url, "key", "create", "admin@example.org", "script")
    assert key.stdout.startswith("bnk_")
    assert bn_assess(database_url, "key", "revoke", "admin@example.org", "script").returncode == 0
    assert bn_assess(database_url, "key", "revoke", "admin@example.org", "script").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("key", "create", "nobody@example.org", "x"), "No staff account"),
        (("staff", "add", "a@b", "--role", "admin", "--name", "A", "--password-stdin"), "at least 10"),
        (("candidate", "erase", "nobody@example.org", "--yes"), "No candidate"),
        (("demo",), "development only"),
    ],
)
def test_a_command_that_cannot_be_done_says_why_in_one_line(
    database_url: str, arguments: tuple[str, ...], said: str
) -> None:
    done = bn_assess(database_url, *arguments, stdin="short\n")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("staff", "list"), ("serve",)])
def test_an_unmigrated_database_is_named_with_what_to_do(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = bn_assess(f"sqlite:///{tmp_path}/new.sqlite3", *arguments)
    assert done.returncode == 1
    assert "bn-assess migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_migrating_twice_is_harmless(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.sqlite3"
    assert [bn_assess(url, "migrate").returncode for _ in range(2)] == [0, 0]
    assert bn_assess(url, "staff", "list").returncode == 0


@pytest.mark.parametrize("arguments", [(), ("serve",), ("staff", "add"), ("candidate", "erase"), ("key",)])
def test_every_command_teaches_itself(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = bn_assess(f"sqlite:///{tmp_path}/x", *arguments, "--help")
    assert done.returncode == 0
    assert "Usage" in done.stdout


def test_an_unsafe_setting_refuses_to_start(database_url: str) -> None:
    done = bn_assess(database_url, "serve", BN_ASSESS_SECURE_COOKIES="false")
    assert done.returncode == 1
    assert "SECURE_COOKIES" in done.stderr


def test_erasing_a_person_blanks_what_is_theirs_and_keeps_anonymous_scores(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter, email="ada@analytical.example")
    items = answer_all(service, ada)
    ada.post("/attempt/comments", {"item_id": items["written"]["id"], "text": "a remark of mine"})
    ada.post("/attempt/finish")
    before = wait_until_graded(recruiter, attempt_of(recruiter))
    with service.database.write() as session:
        person = session.scalars(select(Candidate)).one()
        demographics = Demographics(answers={"age": "30-39"})
        session.add(demographics)
        session.flush()
        person.demographics_id = demographics.id

    done = bn_assess(url_of(service), "candidate", "erase", "ada@analytical.example", "--yes")
    assert done.returncode == 0, done.stderr

    database = Database(open_engine(url_of(service)))
    with database.read() as session:
        everything = repr(
            [
                [
                    {name: value for name, value in vars(row).items() if not name.startswith("_")}
                    for row in session.scalars(select(table))
                ]
                for table in (Candidate, Attempt, Response, Submission, Review, Score, Comment, AuditEntry)
            ]
        )
        assert session.scalars(select(Demographics)).all() == []
        scores = session.scalars(select(Score)).all()
    database.engine.dispose()
    for word in ("Lovelace", "analytical", "a remark of mine", "Prose.", "def batch_norm"):
        assert word not in everything
    assert len(scores) == len([item for item in before["items"] if item["score"]])
    after = recruiter.get(f"/attempts/{before['id']}").json()
    assert after["candidate"]["name"] is None
    assert after["auto_score"] == before["auto_score"]
    code = next(item for item in after["items"] if item["type"] == "coding")
    assert code["score"]["receipt"] == {"erased": True}
    assert ada.get("/invitation").status_code == 401


def test_erasing_waits_for_its_answer_without_keeping_candidates_from_saving(service: Service) -> None:
    ada = service.candidate(email="Ada@Analytical.example")
    item = items_by_type(ada.post("/attempt").json())["written"]["id"]
    erasing = subprocess.Popen(
        [BN_ASSESS, "candidate", "erase", "ada@analytical.EXAMPLE"],
        env={**os.environ, "BN_ASSESS_DATABASE_URL": url_of(service)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert erasing.stdin is not None
    assert erasing.stdout is not None
    assert b"Erase 1 invitation" in erasing.stdout.read(20)
    began = time.monotonic()
    saved = ada.put(f"/attempt/responses/{item}", {"revision": 1, "answer": {"text": "mine"}})
    waited_s = time.monotonic() - began
    erasing.communicate(b"y\n", timeout=30)
    assert (saved.status_code, erasing.returncode) == (200, 0)
    assert waited_s < BUSY_TIMEOUT_MS / 1000
    assert ada.get("/invitation").status_code == 401


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_is_erased_is_in_no_file_of_the_database(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter, email="ada@analytical.example")
    item = items_by_type(ada.post("/attempt").json())["written"]["id"]
    ada.put(f"/attempt/responses/{item}", {"revision": 1, "answer": {"text": "a word of mine"}})
    ada.post("/attempt/finish")
    file = Path(url_of(service).removeprefix("sqlite:///"))
    words = (b"analytical.example", b"a word of mine")

    def held() -> bytes:
        return b"".join(path.read_bytes() for path in file.parent.glob(file.name + "*"))

    assert all(word in held() for word in words)
    done = bn_assess(url_of(service), "candidate", "erase", "ada@analytical.example", "--yes")
    assert done.stdout == "Erased: 1.\n"
    assert not any(word in held() for word in words)


def test_a_sample_is_sent_and_what_keeps_it_back_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/none.sqlite3"
    test = ("mail", "test", "you@example.org", "--language", "de")
    unset = bn_assess(url, *test)
    assert (unset.returncode, "BN_ASSESS_SMTP_HOST" in unset.stderr) == (1, True)
    with MailServer() as server:
        settings = {f"BN_ASSESS_{name.upper()}": value for name, value in server.environment.items()}
        sent = bn_assess(url, *test, **settings)
        assert sent.returncode == 0, sent.stderr
        (letter,) = server.box.letters
        assert letter["To"] == "Ada Lovelace <you@example.org>"
        server.box.answers.append("550 Not from you")
        refused = bn_assess(url, *test, **settings)
    assert refused.returncode == 1
    assert refused.stderr.endswith("did not take it: 550 Not from you\n")
    assert refused.stderr.count("\n") == 1


def test_a_text_of_an_e_mail_that_would_go_wrong_keeps_the_service_from_starting(tmp_path: Path) -> None:
    (tmp_path / "reminder.de.txt").write_text("Subject: Hallo\n\nkein Link\n")
    done = bn_assess(f"sqlite:///{tmp_path}/none.sqlite3", "serve", BN_ASSESS_MAIL_TEXTS=str(tmp_path))
    assert done.returncode == 1
    assert "reminder.de.txt: it lacks $link" in done.stderr
    assert "Traceback" not in done.stderr

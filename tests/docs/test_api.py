"""docs/api.md: what it shows is run, and its table is that of the service."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from app.openapi import document
from tests.docs.api_page import PAGE, Told, examples, with_table
from tests.live import LiveServer

PAGE_TEXT = PAGE.read_text()
REVIEWER, PASSWORD = "reviewer@example.org", "correct horse battery staple"


@pytest.fixture
def server(stocked_url: str, tmp_path: Path) -> Iterator[LiveServer]:
    server = LiveServer(stocked_url, tmp_path, calibration_agreement="0")
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_every_example_answers_as_it_says(server: LiveServer) -> None:
    arguments = ("--role", "reviewer", "--name", "Rae", "--password-stdin")
    server.command("staff", "add", REVIEWER, *arguments, stdin=f"{PASSWORD}\n")
    keys = {"recruiter": server.demo()["recruiter_key"]}
    keys["reviewer"] = server.command("key", "create", REVIEWER, "examples").strip()
    told, run = Told(), 0
    for example in examples(PAGE_TEXT):
        key = told.names["CANDIDATE"] if example.who == "candidate" else keys[example.who]
        kind = "application/json" if example.body.startswith(("{", "[")) else "text/csv"
        answer = httpx2.request(
            example.method,
            f"{server.base_url}/api/v1{told.filled(example.path)}",
            content=told.filled(example.body),
            headers={"Authorization": f"Bearer {key}", "Content-Type": kind},
            timeout=30,
        )
        told.check(example, answer)
        run += 1
    assert run == PAGE_TEXT.count("```http") > 15


def test_the_table_of_calls_is_that_of_the_service() -> None:
    told = "write it anew: python -m tests.docs.api_page"
    assert with_table(PAGE_TEXT, document()) == PAGE_TEXT, told

"""A live server and a real Chromium. A page that breaks the rules every page keeps fails its test."""

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright

from tests.browser import chromium
from tests.conftest import Templates
from tests.live import LiveServer
from tests.mail_server import MailServer

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Chromium writes one for every answer that is not 2xx and every request made offline; the tests look at what
# the page does about those.
EXPECTED_IN_CONSOLE = (
    "Failed to load resource",
    "An unknown error occurred when fetching the script",  # a newer service worker, asked for in vain
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # Not for the session: while Playwright runs, no other test of this process can run an event loop.
    path = chromium.find()
    if path is None:
        message = "NO BROWSER: run python -m tests.browser.install"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp("browser")
    with MailServer() as mail:
        server = LiveServer(templates.copy("sqlite", folder, stocked=True), folder, **mail.environment)
        server.start()
        yield server
        server.stop()


@dataclass
class Visitor:
    """Somebody's browser. What it must never do is noted and asked for at the end."""

    context: BrowserContext
    origin: str
    broken_rules: list[str] = field(default_factory=list)

    def page(self) -> Page:
        """A new tab."""
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.broken_rules.append(f"uncaught: {error}"))
        page.on("response", self._response)
        return page

    def _console(self, message: ConsoleMessage) -> None:
        # A Content-Security-Policy violation arrives here as an error.
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED_IN_CONSOLE):
            self.broken_rules.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if not response.url.startswith(self.origin):
            self.broken_rules.append(f"third party: {response.url}")
        if response.status in (404, 422) or response.status >= 500:
            self.broken_rules.append(f"{response.status}: {response.url}")


@pytest.fixture
def visitors(browser: Browser, server: LiveServer) -> Iterator[list[Visitor]]:
    visitors: list[Visitor] = []
    yield visitors
    for visitor in visitors:
        visitor.context.close()
    assert [rule for visitor in visitors for rule in visitor.broken_rules] == []


def arrive(visitors: list[Visitor], browser: Browser, server: LiveServer, **options: Any) -> Visitor:
    visitor = Visitor(browser.new_context(**{"locale": "en-GB", **options}), server.base_url)
    visitors.append(visitor)
    return visitor


@pytest.fixture
def candidate(visitors: list[Visitor], browser: Browser, server: LiveServer) -> Visitor:
    """A candidate's browser."""
    return arrive(visitors, browser, server)


@pytest.fixture
def staff(visitors: list[Visitor], browser: Browser, server: LiveServer) -> Visitor:
    """A staff member's browser."""
    return arrive(visitors, browser, server)


@dataclass
class Recruiter:
    """The demo's recruiter, through the API: prepares what a test needs."""

    server: LiveServer
    email: str
    password: str
    key: str

    def publish(self, blueprint: dict[str, Any], **settings: str) -> str:
        """Return the id of a new published assessment."""
        with self.server.client(self.key) as client:
            made = client.post("assessments", json=blueprint)
            assert made.status_code == 201, made.text
            assessment_id: str = made.json()["id"]
            assert client.patch(f"assessments/{assessment_id}", json=settings).status_code == 200
            assert client.post(f"assessments/{assessment_id}/publish").status_code == 200
            return assessment_id

    def invite(self, assessment_id: str, name: str = "Ada Lovelace", **person: str | int) -> str:
        """Return a fresh invitation link."""
        with self.server.client(self.key) as client:
            people = [{"name": name, "email": "ada@example.org", **person}]
            made = client.post(f"assessments/{assessment_id}/invitations", json=people)
            assert made.status_code == 201, made.text
            link: str = made.json()[0]["link"]
            return link

    def close(self, assessment_id: str) -> None:
        """Take no more starts."""
        with self.server.client(self.key) as client:
            assert client.post(f"assessments/{assessment_id}/close").status_code == 200

    def score_prose(self) -> None:
        """Let a reviewer give everything that waits its best levels."""
        email = f"{uuid.uuid4()}@example.org"
        self.server.command(
            "staff",
            "add",
            email,
            "--role",
            "reviewer",
            "--name",
            "Rae",
            "--password-stdin",
            stdin="only a key is used\n",
        )
        key = self.server.command("key", "create", email, "test").strip()
        with self.server.client(key) as client:
            for row in client.get("reviews").json()["items"]:
                criteria = client.get(f"reviews/{row['id']}").json()["criteria"]
                levels = {criterion["id"]: len(criterion["levels"]) - 1 for criterion in criteria}
                assert client.put(f"reviews/{row['id']}", json={"levels": levels}).status_code == 200

    def report(self, assessment_id: str) -> dict[str, Any]:
        """Return the report of the assessment's one attempt."""
        with self.server.client(self.key) as client:
            (row,) = client.get(f"assessments/{assessment_id}/attempts").json()["items"]
            report: dict[str, Any] = client.get(f"attempts/{row['id']}").json()
            return report

    def answer(self, assessment_id: str, kind: str) -> dict[str, Any] | None:
        """Return what the server holds as the answer to the attempt's one item of a kind."""
        (item,) = [item for item in self.report(assessment_id)["items"] if item["type"] == kind]
        answer: dict[str, Any] | None = item["answer"]
        return answer


@pytest.fixture(scope="package")
def recruiter(server: LiveServer) -> Recruiter:
    demo = server.demo()
    return Recruiter(server, demo["recruiter_email"], demo["recruiter_password"], demo["recruiter_key"])


@pytest.fixture(scope="package")
def reviewer(server: LiveServer) -> tuple[str, str]:
    """E-mail and password of a reviewer."""
    email, password = "reviewer@example.org", "correct horse battery staple"
    arguments = ("staff", "add", email, "--role", "reviewer", "--name", "Rae", "--password-stdin")
    server.command(*arguments, stdin=f"{password}\n")
    return email, password

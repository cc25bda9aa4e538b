"""A service for tests of the app."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from app.clock import HeldClock
from app.config import Settings
from app.main import create_app
from grader.sandbox import open_sandbox
from grader.sandbox.outcome import Run, Sandbox
from grader.sandbox.program import Limits, Probe
from tests.service import Service


class KeptSandbox:
    """A real sandbox that outlives each service, since starting one costs more than most tests."""

    def __init__(self) -> None:
        self._sandbox: Sandbox = open_sandbox(1)

    def run(self, source: str, names: Sequence[str], probes: Sequence[Probe], limits: Limits) -> Run:
        """Run in the sandbox."""
        return self._sandbox.run(source, names, probes, limits)

    def close(self) -> None:
        """Keep it open."""

    def end(self) -> None:
        """Close it in earnest."""
        self._sandbox.close()


@pytest.fixture(scope="session")
def kept_sandbox() -> Iterator[KeptSandbox]:
    sandbox = KeptSandbox()
    yield sandbox
    sandbox.end()


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(datetime(2026, 3, 1, 9, 0, tzinfo=UTC))


@pytest.fixture
def settings(stocked_url: str) -> Settings:
    return Settings(
        environment="development",
        database_url=SecretStr(stocked_url),
        graders=1,
        calibration_agreement=0,  # reviewers may begin at once
    )


@pytest.fixture
def service(settings: Settings, clock: HeldClock, kept_sandbox: KeptSandbox) -> Iterator[Service]:
    """The whole service with the bank loaded, on both databases, graders and sandbox included."""
    app = create_app(settings, clock=clock, open_sandbox=lambda _size: kept_sandbox)
    with TestClient(app, base_url=settings.base_url) as client:
        yield Service(app, client, clock)

from collections.abc import Iterator

import pytest

from grader.sandbox import open_sandbox
from grader.sandbox.outcome import Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """The sandbox that ships, one process of it."""
    sandbox = open_sandbox(1)
    yield sandbox
    sandbox.close()

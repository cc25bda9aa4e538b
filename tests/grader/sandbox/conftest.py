from collections.abc import Iterator

import pytest

from grader.sandbox import open_sandbox
from grader.sandbox.outcome import Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One pool for all tests, as one serves all candidates."""
    pool = open_sandbox(1)
    yield pool
    pool.close()

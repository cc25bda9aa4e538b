"""A live server with the bank loaded, on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live import LiveServer


@pytest.fixture
def server(stocked_url: str, tmp_path: Path) -> Iterator[LiveServer]:
    server = LiveServer(stocked_url, tmp_path)
    server.start()
    yield server
    server.stop()

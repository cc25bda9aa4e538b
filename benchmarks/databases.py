"""Both databases, new and migrated, one after the other; DATABASES=postgresql gives that alone."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.db import Database, open_engine
from app.schema import migrate
from tests.live import free_port
from tests.live_postgresql import LivePostgresql


def both() -> Iterator[tuple[str, Database]]:
    """Yield each with its name; it is gone after its turn."""
    with tempfile.TemporaryDirectory() as folder:
        postgresql = LivePostgresql(Path(folder), host="127.0.0.1", port=free_port())
        postgresql.start()
        try:
            postgresql.await_ready()
            urls = {"sqlite": f"sqlite:///{folder}/b.sqlite3", "postgresql": postgresql.url}
            for name in os.environ.get("DATABASES", "sqlite postgresql").split():
                engine = open_engine(urls[name])
                migrate(engine)
                yield name, Database(engine)
                engine.dispose()
        finally:
            postgresql.stop()

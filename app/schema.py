"""The database's schema: migrate it, and say where it stands."""

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine


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
    """Bring the schema up to date; all of it or nothing."""
    if is_current(engine):
        return
    with engine.execution_options(may_write=True).begin() as connection:
        command.upgrade(alembic_config(connection), "head")


@cache
def wanted_heads() -> frozenset[str]:
    """Return the revisions this program was written for; they cannot change while it runs."""
    return frozenset(ScriptDirectory.from_config(_config()).get_heads())


def is_current(engine: Engine) -> bool:
    """Return whether the schema is the one this program was written for."""
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == wanted_heads()

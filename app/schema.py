"""The database's schema: migrate it, and say where it stands."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's configuration on an open connection; the migrations are found as a package."""
    config = Config()
    config.set_main_option("script_location", "migrations:")
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to `revision`; all of it or nothing."""
    with engine.execution_options(may_write=True).begin() as connection:
        command.upgrade(alembic_config(connection), revision)


def is_current(engine: Engine) -> bool:
    """Return whether the schema is the one this program was written for."""
    with engine.connect() as connection:
        wanted = ScriptDirectory.from_config(alembic_config(connection)).get_heads()
        return set(MigrationContext.configure(connection).get_current_heads()) == set(wanted)

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from app.models import Base
from app.schema import alembic_config, is_current


def test_the_models_and_the_migrations_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_down_to_nothing_and_up_again_gives_the_same_tables(engine: Engine) -> None:
    tables = set(inspect(engine).get_table_names())
    with engine.execution_options(may_write=True).begin() as connection:
        command.downgrade(alembic_config(connection), "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    assert not is_current(engine)
    with engine.execution_options(may_write=True).begin() as connection:
        command.upgrade(alembic_config(connection), "head")
    assert set(inspect(engine).get_table_names()) == tables
    assert is_current(engine)

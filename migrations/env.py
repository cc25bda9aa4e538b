"""How Alembic reaches the database: through the connection it is handed."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from app.models import Base
from app.models.base import Points, UtcDateTime


def render_item(kind: str, value: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our types as what the database keeps, so that a migration never depends on today's models."""
    if kind != "type":
        return False
    match value:
        case UtcDateTime():
            return "sa.DateTime(timezone=True)"
        case Points():
            return "sa.BigInteger()"
        case sa.Enum():
            return f"sa.String(length={value.length})"
        case sa.JSON():
            return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()

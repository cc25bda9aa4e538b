"""Items and their immutable versions."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Identified


class Item(Base):
    """One question under its stable name; what it says is in its versions."""

    __tablename__ = "item"

    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class ItemVersion(Identified, Base):
    """What an item said from `created_at` on. Never changed: attempts keep the version they were given.

    Where its key was mended, `key_version_id` is the later version that asks the same and by whose key the
    answers to this one are scored.
    """

    __tablename__ = "item_version"
    __table_args__ = (
        UniqueConstraint("item_id", "number"),
        Index(
            "uq_item_version_current",
            "item_id",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
    )

    item_id: Mapped[str] = mapped_column(ForeignKey("item.id"))
    number: Mapped[int]
    current: Mapped[bool]
    status: Mapped[str]
    content_hash: Mapped[str]
    content: Mapped[dict[str, Any]]
    type: Mapped[str]
    subtopic: Mapped[str]
    difficulty: Mapped[int]
    points: Mapped[Decimal]
    created_at: Mapped[datetime]
    key_version_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("item_version.id"))


class ItemVariant(Base):
    """One draw of a numeric item: the numbers in its prompt, its key and its relative tolerance."""

    __tablename__ = "item_variant"

    item_version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("item_version.id"), primary_key=True)
    index: Mapped[int] = mapped_column(primary_key=True)
    seed: Mapped[int] = mapped_column(BigInteger)
    numbers: Mapped[dict[str, Any]]
    key: Mapped[float]
    tolerance: Mapped[float]

"""Keyset pages: the cursor names the last row seen, so a page costs the same wherever it lies."""

import base64
import binascii
import json
import math
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeAlias, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.problems import InvalidRequest

T = TypeVar("T")
Key: TypeAlias = ColumnElement[Any] | InstrumentedAttribute[Any]
KeyType: TypeAlias = type[datetime] | type[uuid.UUID] | type[Decimal] | type[float] | type[int] | type[str]


Cursor = Annotated[str | None, Query(max_length=500, description="`next_cursor` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many rows a page has at most.")]


class Page(BaseModel, Generic[T]):
    """One page of a list; `next_cursor` is null on the last one."""

    items: list[T]
    next_cursor: str | None = Field(None, examples=["WyIyMDI2LTExLTIyIl0="])


def _points(text: str) -> Decimal:
    points = Decimal(text)
    if not -(10**9) < points < 10**9:
        raise ValueError("no score is so large")
    return points


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("no key is infinite")
    return number


def _count(text: str) -> int:
    count = int(text)
    if not -(2**31) <= count < 2**31:
        raise ValueError("no count is so large")
    return count


def _words(text: str) -> str:
    if not isinstance(text, str) or "\x00" in text:
        raise ValueError("no key holds NUL")
    return text


READERS: Mapping[KeyType, Callable[[str], object]] = {
    datetime: lambda text: datetime.fromisoformat(text).astimezone(UTC),
    uuid.UUID: uuid.UUID,
    Decimal: _points,
    float: _number,
    int: _count,
    str: _words,
}


def _read_cursor(cursor: str, types: tuple[KeyType, ...]) -> list[Any]:
    try:
        texts = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return [READERS[kind](text) for kind, text in zip(types, texts, strict=True)]
    except (binascii.Error, ValueError, TypeError, ArithmeticError, AttributeError, RecursionError) as error:
        raise InvalidRequest("cursor: it is not one of this list; begin again without it.") from error


def _write_cursor(values: tuple[Any, ...]) -> str:
    texts = [value.isoformat() if isinstance(value, datetime) else str(value) for value in values]
    return base64.urlsafe_b64encode(json.dumps(texts, ensure_ascii=False).encode()).decode()


def fetch_page(
    session: Session,
    query: Select[*tuple[Any, ...]],
    keys: Mapping[Key, KeyType],
    *,
    cursor: str | None,
    limit: int,
    descending: bool,
    constant: Key | None = None,
) -> tuple[list[Any], str | None]:
    """Return one page of `query` in the order of `keys`, the last of which is unique, and the next cursor.

    `keys` maps each expression to the type of its values; their values are added to the end of each row.
    `constant` is a column that is null in all rows and comes before the keys in their index: PostgreSQL sees
    that the index has the order asked for only where the order names that column too.
    """
    if cursor is not None:
        values = _read_cursor(cursor, tuple(keys.values()))
        after = tuple_(*(literal(value, key.type) for key, value in zip(keys, values, strict=True)))
        query = query.where(tuple_(*keys) < after if descending else tuple_(*keys) > after)
    columns = keys if constant is None else [constant, *keys]
    order = [key.desc() if descending else key.asc() for key in columns]
    rows = session.execute(query.add_columns(*keys).order_by(*order).limit(limit + 1)).all()
    if len(rows) <= limit:
        return list(rows), None
    return list(rows[:limit]), _write_cursor(tuple(rows[limit - 1])[-len(keys) :])

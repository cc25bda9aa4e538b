"""The scores that statistics stand on: the current ones of finished and fully scored attempts."""

from typing import Any

from sqlalchemy import BigInteger, Double, Select, cast, type_coerce
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnElement

from app.models import Assessment, Attempt, FormItem, Score


def scored(query: Select[*tuple[Any, ...]], assessment: Assessment) -> Select[*tuple[Any, ...]]:
    """Join a query on the places of an assessment's forms to their scores and attempts."""
    return (
        query.select_from(FormItem)
        .join(Score, Score.form_item_id == FormItem.id)
        .join(Attempt, Attempt.id == FormItem.attempt_id)
        .where(Attempt.assessment_id == assessment.id)
        .where(Attempt.score.is_not(None), Score.superseded_by.is_(None))
    )


def millionths(points: InstrumentedAttribute[Any]) -> ColumnElement[float]:
    """Return a column of points as a float of millionths: exact, since they are whole and small."""
    return cast(type_coerce(points, BigInteger), Double)

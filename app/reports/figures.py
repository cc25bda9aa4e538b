"""A number with how many it stands on, withheld where that is too few."""

import math

from pydantic import BaseModel, Field


class Figure(BaseModel):
    """A number over `n`. `value` is null below `needs`, and where there is nothing to measure."""

    value: float | None = Field(examples=[0.62])
    n: int = Field(examples=[212])
    needs: int = Field(examples=[100])


def figure(value: float, n: int, needs: int) -> Figure:
    """Return the number, or nothing below `needs` and for NaN."""
    return Figure(value=None if n < needs or math.isnan(value) else round(value, 12), n=n, needs=needs)

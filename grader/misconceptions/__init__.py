"""The catalogue of misconceptions that code can show, by id."""

from collections.abc import Mapping

from grader.misconceptions.backward import BACKWARD
from grader.misconceptions.engineering import ENGINEERING
from grader.misconceptions.entry import Misconception
from grader.misconceptions.forward import FORWARD
from grader.misconceptions.parts import PARTS
from grader.misconceptions.running import RUNNING
from grader.misconceptions.statistics import STATISTICS

CATALOGUE: Mapping[str, Misconception] = {
    **STATISTICS,
    **FORWARD,
    **RUNNING,
    **BACKWARD,
    **ENGINEERING,
    **PARTS,
}

__all__ = ["CATALOGUE", "Misconception"]

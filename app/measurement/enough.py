"""How many it takes before a number is shown: below it, it would be believed and be wrong."""

from typing import Final

DIFFICULTY: Final = 30
"""Attempts before an item's difficulty and the choices of its options are shown."""

DISCRIMINATION: Final = 100
"""Attempts before a point-biserial correlation, a reliability, a standard error or a percentile is shown."""

MISCLASSIFICATION: Final = 200
"""Attempts before the probability of a wrong decision at the cut is shown."""

CALIBRATION_1PL: Final = 200
"""Responses to each item before difficulties are calibrated with one shared discrimination."""

CALIBRATION_2PL: Final = 500
"""Responses to each item before discriminations are calibrated too."""

DIF_GROUP: Final = 200
"""Attempts in each group before an item is searched for differential functioning."""

IMPACT_GROUP: Final = 30
"""People in each group before selection rates are compared."""

CELL: Final = 10
"""People in a cell of a table about groups before the cell is shown."""

AGREEMENT: Final = 30
"""Responses that two people scored before their agreement, or how strict one of them is, is shown."""

DRIFT: Final = 60
"""The same before a change over time is shown: as many in each of two halves."""

"""Values made JSON-ready: arrays as nested lists, numbers JSON has no word for as strings."""

import math
from collections.abc import Mapping
from enum import Enum
from typing import Any

import numpy as np

from grader.sandbox.program import Stream


def json_ready(value: Any) -> Any:
    """`value` in lists, dicts, numbers, strings, booleans and None; NaN and infinities as strings."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, np.ndarray | np.generic):
        return json_ready(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, Stream):
        return [json_ready(batch) for batch in value.values]
    if isinstance(value, Mapping):
        return {str(name): json_ready(entry) for name, entry in value.items()}
    if isinstance(value, list | tuple):
        return [json_ready(entry) for entry in value]
    return value

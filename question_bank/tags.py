"""The words every item is filed under."""

from typing import Annotated, Literal

from pydantic import StringConstraints

ItemType = Literal["single_choice", "multiple_choice", "numeric", "written", "coding"]
Status = Literal["draft", "reviewed", "published", "retired"]
Severity = Literal["H", "M", "L"]
Difficulty = Literal[1, 2, 3]  # 1 knows the words, 2 uses it rightly, 3 debugs and decides

Subtopic = Literal[
    "normalization-operation",
    "training-stability",
    "batch-statistics",
    "performance-impact",
    "regularization-effect",
]
Application = Literal["convergence", "accuracy", "stable-training", "robustness", "deeper-networks"]
Role = Literal[
    "data-scientist",
    "analytics-engineer",
    "deep-learning-engineer",
    "machine-learning-engineer",
]

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
MisconceptionId = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d\d$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

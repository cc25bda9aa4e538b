"""What may be asked of a candidate about themselves, and the answers to choose from."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.config import Question

ANSWERS: Final[Mapping[Question, Sequence[str]]] = {
    "gender": ("woman", "man", "non-binary", "other"),
    "age": ("under 25", "25-34", "35-44", "45-54", "55 and over"),
    # As the Equal Employment Opportunity Commission counts them (29 CFR 1602.7, EEO-1).
    "ethnicity": (
        "Hispanic or Latino",
        "White",
        "Black or African American",
        "Native Hawaiian or Pacific Islander",
        "Asian",
        "American Indian or Alaska Native",
        "two or more",
        "other",
    ),
    "disability": ("yes", "no"),
}

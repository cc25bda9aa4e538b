"""The outcome of a submission, in one word."""

from enum import StrEnum


class Verdict(StrEnum):
    """The outcome of one submission; only `accepted` means that every required check passed."""

    ACCEPTED = "accepted"
    WRONG_ANSWER = "wrong_answer"
    RUNTIME_ERROR = "runtime_error"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    INVALID_SUBMISSION = "invalid_submission"
    INTERNAL_ERROR = "internal_error"

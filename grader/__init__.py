"""The grader: code and answers in, verdicts out. It knows nothing of HTTP or databases."""

__version__ = "0.1.0"

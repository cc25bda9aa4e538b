"""Whether this service can grade code at all."""

from http import HTTPStatus
from typing import ClassVar

from fastapi import Request

from app.problems import Problem


class CodingUnavailable(Problem):
    """Code cannot be graded here now."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    headers: ClassVar = {"Retry-After": "60"}


def check_graders(request: Request) -> None:
    """Refuse code where no sandbox is to be had: untrusted code never runs unlocked."""
    missing: str | None = request.app.state.sandbox_missing
    if missing is not None:
        raise CodingUnavailable(f"The service has no sandbox ({missing}); your saved code is safe.")

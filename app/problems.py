"""Errors as RFC 9457 problem documents: which rule was broken, and what to do next."""

import logging
import re
from http import HTTPStatus
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"


class ProblemDocument(BaseModel):
    """The shape of every error answer."""

    type: str = Field(examples=["urn:bn-assess:attempt-closed"])
    title: str = Field(examples=["The attempt's time is over."])
    status: int = Field(examples=[409])
    detail: str = Field(examples=["It ended at 10:45 UTC; ask the recruiter to reopen it."])
    errors: list[dict[str, Any]] | None = Field(None, description="For 422: which fields, and why.")


class Problem(Exception):
    """Base of all errors a caller can see. A subclass's docstring is its title, its name its type."""

    status: ClassVar[HTTPStatus]
    headers: ClassVar[dict[str, str]] = {}

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail

    @classmethod
    def slug(cls) -> str:
        """Return the stable name of this kind of problem."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()


class NotFound(Problem):
    """There is nothing here for you."""

    status = HTTPStatus.NOT_FOUND


class NotSignedIn(Problem):
    """You are not signed in."""

    status = HTTPStatus.UNAUTHORIZED
    headers: ClassVar = {"WWW-Authenticate": "Bearer"}


class NotAllowed(Problem):
    """Your role does not allow this."""

    status = HTTPStatus.FORBIDDEN


class ForeignOrigin(Problem):
    """The request came from another site."""

    status = HTTPStatus.FORBIDDEN


class InvalidRequest(Problem):
    """The request does not have the expected shape."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class BodyTooLarge(Problem):
    """The request body is too large."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class DatabaseAway(Problem):
    """The database cannot answer now; nothing of this request was stored."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    headers: ClassVar = {"Retry-After": "2"}


class OutcomeUnknown(Problem):
    """The database went away while it stored this; it may have been stored."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    headers: ClassVar = {"Retry-After": "2"}


class Conflict(Problem):
    """Another request changed this at the same time."""

    status = HTTPStatus.CONFLICT


class InternalFault(Problem):
    """The service made a mistake; nothing of this request was stored."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR


def render(problem: Problem, errors: list[dict[str, Any]] | None = None) -> JSONResponse:
    """Return the problem document of `problem`."""
    document = ProblemDocument(
        type=f"urn:bn-assess:{problem.slug()}",
        title=(type(problem).__doc__ or "").splitlines()[0],
        status=problem.status,
        detail=problem.detail,
        errors=errors,
    )
    body = document.model_dump(exclude_none=True)
    return JSONResponse(body, problem.status, headers=problem.headers, media_type=MEDIA_TYPE)


def raises(*problems: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI `responses` of a route that raises `problems`; 422 and 503 always may be."""
    titles: dict[int, list[str]] = {}
    possible: tuple[type[Problem], ...] = (*problems, InvalidRequest, DatabaseAway)
    for problem in possible:
        titles.setdefault(int(problem.status), []).append((problem.__doc__ or "").splitlines()[0])
    return {
        status: {
            "description": " / ".join(lines),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}},
        }
        for status, lines in sorted(titles.items())
    }


def describe(app: FastAPI) -> None:
    """Put the shape of problem documents into the OpenAPI document, to which `raises` refers."""
    made = app.openapi

    def with_problems() -> dict[str, Any]:
        document = made()
        shape = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
        document["components"]["schemas"].setdefault("ProblemDocument", shape)
        return document

    app.openapi = with_problems  # type: ignore[method-assign]  # FastAPI's own way to extend it


def install(app: FastAPI) -> None:
    """Make every error that is foreseen a problem document; `RequestFrame` makes the others one."""

    @app.exception_handler(Problem)
    def known(_request: Request, problem: Problem) -> JSONResponse:
        return render(problem)

    @app.exception_handler(RequestValidationError)
    def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        # The input is not echoed: it may hold what no JSON answer can carry, or a secret.
        errors = [{"field": ".".join(map(str, e["loc"])), "rule": e["msg"]} for e in error.errors()[:20]]
        first = errors[0] if errors else {"field": "body", "rule": "is not readable"}
        return render(InvalidRequest(f"{first['field']}: {first['rule']}"), errors)

    @app.exception_handler(HTTPException)
    def framework(_request: Request, error: HTTPException) -> JSONResponse:
        status = HTTPStatus(error.status_code)
        document = ProblemDocument(
            type=f"urn:bn-assess:{status.phrase.lower().replace(' ', '-')}",
            title=f"{status.phrase}.",
            status=status,
            detail=str(error.detail),
        )
        body = document.model_dump(exclude_none=True)
        return JSONResponse(body, status, headers=dict(error.headers or {}), media_type=MEDIA_TYPE)

    @app.exception_handler(OperationalError)
    @app.exception_handler(PoolTimeout)
    def away(_request: Request, error: Exception) -> JSONResponse:
        log.warning("answered with 503, the database said: %s", _said(error))
        return render(DatabaseAway("Try again in a few seconds; what was stored before is safe."))

    @app.exception_handler(DataError)
    def unstorable(_request: Request, _error: Exception) -> JSONResponse:
        return render(InvalidRequest("It holds a character or a number that cannot be stored."))

    @app.exception_handler(IntegrityError)
    def collided(_request: Request, error: DBAPIError) -> JSONResponse:
        # The first line alone: PostgreSQL's next one is the row, and with it people's names.
        log.warning("two requests collided: %s", _said(error))
        return render(Conflict("Read the present state, then try again."))


def _said(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(cause).partition("\n")[0]

"""What every request passes through: a size limit, a request id, security headers, one log line."""

import logging
import re
import secrets
import time
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config import Settings
from app.logs import about
from app.metrics import Metrics
from app.problems import BodyTooLarge, InternalFault, render
from app.tokens import API_KEY, INVITATION, SESSION

log = logging.getLogger(__name__)
access_log = logging.getLogger("app.access")
REQUEST_ID = re.compile(r"^[A-Za-z0-9_.-]{1,64}$")
SECRET = re.compile(f"(?<=/take/).+|({INVITATION}|{API_KEY}|{SESSION}).+")


def _in_force(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


InForce = Annotated[Settings, Depends(_in_force)]
"""The settings that the service was started with."""


def loggable(path: str) -> str:
    """Return a path as one log line may hold it: no token, wherever it was typed, and no line of its own."""
    return quote(SECRET.sub("...", path))


class RequestFrame:
    """The outermost layer. Pure ASGI: streams pass through, and no task is added to a request's own."""

    def __init__(self, app: ASGIApp, *, max_body_bytes: int, metrics: Metrics) -> None:
        self._app, self._max_body_bytes, self._metrics = app, max_body_bytes, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Frame one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if REQUEST_ID.match(given) else secrets.token_hex(8)
        with about(request_id=request_id):
            await self._framed(scope, receive, send, request_id)

    async def _framed(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> None:
        began, status = time.perf_counter(), 0
        path = loggable(scope["path"])

        async def framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                route = getattr(scope.get("route"), "path_format", None)
                self._metrics.answered(scope["method"], route, status, time.perf_counter() - began)
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                headers["X-Content-Type-Options"] = "nosniff"
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await self._limited(scope, receive, framed)
        except Exception:
            log.exception("%s %s failed request_id=%s", scope["method"], path, request_id)
            if status:
                raise  # half an answer is out: breaking the connection off is what tells the caller
            detail = f"Try again; the operator finds the cause in the log, under {request_id}."
            await render(InternalFault(detail))(scope, receive, framed)
        finally:
            took_ms = (time.perf_counter() - began) * 1000
            fields = {"method": scope["method"], "path": path, "status": status, "took_ms": round(took_ms, 1)}
            access_log.info("%s %s %d %.1f ms", *fields.values(), extra=fields)

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def refuse() -> None:
            detail = f"At most {self._max_body_bytes} bytes are taken; nothing was stored."
            await render(BodyTooLarge(detail))(scope, receive, send)

        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdigit() and int(declared) > self._max_body_bytes:
            await refuse()
            return
        taken, answered = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._max_body_bytes:
                raise BodyTooLarge("A body sent in chunks tells its size only as it comes.")
            return message

        async def unless_refused(message: Message) -> None:
            # Whatever the application makes of the broken-off body, the caller hears of its size.
            nonlocal answered
            if taken <= self._max_body_bytes:
                await send(message)
            elif not answered:
                answered = True
                await refuse()

        await self._app(scope, counted, unless_refused)

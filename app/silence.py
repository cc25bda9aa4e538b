"""A PostgreSQL that takes connections to itself and says nothing: noticed, and not waited for.

A server whose machine hangs, whose disk stalls or whose processes are stopped still has its socket: the
kernel confirms every byte, and no time limit of TCP runs out. Who waits for long asks it something else, on a
connection of its own; where that is not answered either, everybody stops waiting at once.
"""

import threading
import time
from collections.abc import Callable
from typing import Any, Self, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.errors import ConnectionTimeout
from sqlalchemy import Engine, event

RV = TypeVar("RV")

SILENT_S = 3.0
ASK_S = 3
"""Seconds a server has for the question whether it is there; libpq takes whole ones, of at least two."""
ASK_AGAIN_S = 1.0
GIVEN_UP_WITHIN_S = SILENT_S + ASK_S + 2.0
"""How long a request waits at most for a server that says nothing; two seconds are for what is about it."""


class SilentServer(psycopg.OperationalError):
    """The database's server is connected and does not answer."""


class Silence:
    """What the connections of one engine know of their server."""

    def __init__(
        self,
        answers: Callable[[], bool],
        *,
        silent_s: float = SILENT_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._answers, self._silent_s, self._clock = answers, silent_s, clock
        self._asking = threading.Lock()
        self._silent, self._ask_again_at = False, 0.0

    def before(self) -> float:
        """Return the time from which an answer is waited for; raise SilentServer where none is to be had."""
        if self._silent:
            self._ask()
        return self._clock()

    def meanwhile(self, since: float) -> float:
        """Return from when to count on, `since` or now; raise SilentServer if nothing is to be waited for."""
        if self._silent or self._clock() - since >= self._silent_s:
            self._ask()
            return self._clock()
        return since

    def found(self) -> None:
        """Note that a connection was not answered."""
        self._silent, self._ask_again_at = True, self._clock() + ASK_AGAIN_S

    def _ask(self) -> None:
        """Ask the server, unless another does or just did."""
        if self._silent and self._clock() < self._ask_again_at:
            raise SilentServer("the server is connected and does not answer")
        if not self._asking.acquire(blocking=False):
            if self._silent:
                raise SilentServer("the server is connected and does not answer")
            return
        try:
            if self._answers():
                self._silent = False
                return
            self.found()
        finally:
            self._asking.release()
        raise SilentServer(f"the server has not answered for {self._silent_s + ASK_S:.0f} s")


class Listening(psycopg.Connection[Any]):
    """A connection that stops waiting for a silent server; it is closed then."""

    silence: Silence

    def wait(self, gen: PQGen[RV], *arguments: Any, **options: Any) -> RV:
        """Do what psycopg does, and every tenth of a second see whether it is worth going on."""
        try:
            return super().wait(self._watched(gen), *arguments, **options)
        except SilentServer:
            self.close()
            raise

    def _watched(self, gen: PQGen[RV]) -> PQGen[RV]:
        since = self.silence.before()
        try:
            state = next(gen)
            while True:
                ready = yield state
                if not ready:
                    since = self.silence.meanwhile(since)
                state = gen.send(ready)
        except StopIteration as end:
            value: RV = end.value
            return value

    @classmethod
    def made(cls, silence: Silence, *arguments: Any, **options: Any) -> Self:
        """Connect, if the server is not known to be silent."""
        silence.before()
        try:
            connection = cls.connect(*arguments, **options)
        except ConnectionTimeout:
            silence.found()
            raise
        connection.silence = silence
        return connection


def asking(conninfo: str) -> Callable[[], bool]:
    """Return the question: whether a new connection is answered, if only by a refusal."""

    def answers() -> bool:
        try:
            psycopg.connect(conninfo, connect_timeout=ASK_S).close()
        except ConnectionTimeout:
            return False
        except psycopg.OperationalError:
            return True  # whoever refuses is there; and where nobody is, the kernel tells those who wait
        return True

    return answers


def listen_for(engine: Engine, silence: Silence) -> None:
    """Have every connection of a PostgreSQL engine give up on a server that says nothing."""

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: object, _record: object, words: Any, options: Any) -> Listening:
        return Listening.made(silence, *words, **options)

"""The database: one engine, one session per request, and a commit before every answer."""

import asyncio
import select
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any, TypeVar

import anyio
from fastapi import Depends, Request
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection, QueuePool
from starlette.concurrency import run_in_threadpool

from app import outage, silence
from app.problems import OutcomeUnknown

T = TypeVar("T")

BUSY_TIMEOUT_MS = 15_000
SQLITE_WRITERS = 3  # one writes; the others stand ready, so that it waits for nobody when it is their turn
# A server that is cut off says nothing: without these a connection to it would be waited on for a quarter of
# an hour. Whoever writes them into the database's address has the last word. Of a server that is stopped, and
# whose kernel goes on confirming, they know nothing: `silence` does.
LIBPQ = {
    "connect_timeout": "3",
    "keepalives_idle": "10",
    "keepalives_interval": "3",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
AWAY = (OperationalError, PoolTimeout, OSError)
"""What says that the database cannot answer now, and nothing of what it was asked."""


def open_engine(url: str, *, pool_size: int = 20) -> Engine:
    """Return an engine for SQLite or PostgreSQL, set up so that both keep the same promises."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and not parsed.database.startswith(":"):
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            parsed,
            poolclass=QueuePool,
            pool_size=pool_size,
            max_overflow=0,
            hide_parameters=True,  # they hold people's words, and errors go to the log
            connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
        )
        turn = _WriteTurn()
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", turn.begin)
        event.listen(engine, "checkin", turn.end)
    else:
        engine = create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            pool_size=pool_size,
            max_overflow=0,
            hide_parameters=True,
            connect_args=_patience(parsed),
        )
        silence.listen_for(engine, silence.Silence(silence.asking(connection_string(engine))))
        event.listen(engine, "checkout", _refuse_closed)
    outage.watch(engine)
    return engine


def _patience(url: URL) -> dict[str, str]:
    return {name: value for name, value in LIBPQ.items() if name not in url.query}


def _prepare_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin below, not when the driver guesses
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",  # what is erased is overwritten; not every build does so unasked
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _refuse_closed(connection: Any, _record: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
    """Have a connection made anew that the server has closed, so that its restart costs no request.

    An idle connection has nothing to read but the news of its end: looking costs no round trip, a ping does.
    """
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    if waiting.poll(0):
        raise DisconnectionError("the server has closed this connection")


class _WriteTurn:
    """SQLite's one write lock, as a lock between threads: who waits goes on the moment it is free.

    SQLite's own way to wait is to sleep for 1 to 100 ms and try again, in no order.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def begin(self, connection: Connection) -> None:
        """Begin a transaction; one that may write, as soon as no other of this process does."""
        # A transaction that reads and later writes cannot be upgraded while another writes (SQLITE_BUSY at
        # once, whatever the timeout): those that may write take the write lock first.
        if connection.get_execution_options().get("may_write", False):
            connection.info["has_turn"] = self._lock.acquire(timeout=BUSY_TIMEOUT_MS / 1000)
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN DEFERRED")

    def end(self, _connection: Any, record: ConnectionPoolEntry) -> None:
        """Let the next one write: this transaction is over, in whichever way."""
        if record.info.pop("has_turn", False):
            self._lock.release()


def upsert(session: Session, table: type[DeclarativeBase]) -> postgresql.Insert | sqlite.Insert:
    """Return an insert that can say what happens where a row is there already."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(table)


def connection_string(engine: Engine) -> str:
    """Return how to reach the PostgreSQL of `engine` beside its pool. It holds the password."""
    _, arguments = engine.dialect.create_connect_args(engine.url)
    arguments.pop("context", None)  # how SQLAlchemy's own connections adapt types
    return make_conninfo(**arguments, **_patience(engine.url))


def overwrite_deleted(engine: Engine) -> bool:
    """Bring SQLite's file up to date and empty its log, where deleted words would stay; True if it could be.

    A reader who stays for longer than the busy timeout keeps it from it. PostgreSQL does this by itself.
    """
    if engine.dialect.name != "sqlite":
        return True
    with closing(engine.raw_connection()) as connection:
        (busy, *_) = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _commit(transaction: Session | Connection) -> None:
    try:
        transaction.commit()
    except OperationalError as error:
        if error.connection_invalidated:  # the server may have had the word, and its answer not have come
            raise OutcomeUnknown(
                "Look whether it is there in a few seconds, and try again where it is not."
            ) from error
        raise


async def _to_its_end(act: Callable[[], T]) -> T:
    """Run `act` in a thread, and wait for that even when cancelled: it goes on, and holds a connection."""
    running = asyncio.ensure_future(run_in_threadpool(act))
    try:
        return await asyncio.shield(running)
    finally:
        with anyio.CancelScope(shield=True):
            while not running.done():
                with suppress(asyncio.CancelledError):
                    await asyncio.wait({running})


class Database:
    """An engine with two doors: read and write, each with as many places as it can serve at once.

    A session spans several hops between threads (sign-in, route, commit). If requests waited for SQLite's
    write lock, or for a connection, inside a thread, they could hold every thread while the one they wait
    for needs one. They wait here instead, without a thread.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        assert isinstance(engine.pool, QueuePool)
        places = engine.pool.size()
        self._writing = engine.execution_options(may_write=True)
        # On PostgreSQL each statement sees what is committed as it begins, in a transaction or not: reading
        # without one saves the round trips of its beginning and its end.
        self._reading = engine if self.is_sqlite else engine.execution_options(isolation_level="AUTOCOMMIT")
        self._write_gate = anyio.Semaphore(SQLITE_WRITERS if self.is_sqlite else places // 2)
        self._read_gate = anyio.Semaphore(places // 4)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a transaction that may write, and commit it if the block ends well."""
        with Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def write_statements(self) -> Iterator[Connection]:
        """Open a transaction that may write, for statements alone: keeping objects costs as much again."""
        with self._writing.connect() as connection:
            yield connection
            _commit(connection)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that only reads."""
        with self._reader() as session:
            yield session

    def _reader(self) -> Session:
        # Without autoflush nothing that is changed in it can reach the database.
        return Session(self._reading, expire_on_commit=False, autoflush=False)

    async def in_write(self, act: Callable[[Session], T]) -> T:
        """Run `act` in one write transaction, in a thread, in turn with the requests."""

        def transaction() -> T:
            with self.write() as session:
                return act(session)

        return await self.in_turn_to_write(transaction)

    async def in_turn_to_write(self, act: Callable[[], T]) -> T:
        """Run `act`, which opens its transactions itself, in a thread, in turn with the requests."""
        async with self._write_gate:
            return await _to_its_end(act)

    async def in_read(self, act: Callable[[Session], T]) -> T:
        """Run `act` in one session that only reads, in a thread, in turn with the requests."""

        def transaction() -> T:
            with self.read() as session:
                return act(session)

        async with self._read_gate:
            return await _to_its_end(transaction)

    @asynccontextmanager
    async def write_async(self) -> AsyncIterator[Session]:
        """Open one write transaction across thread hops, committed before the caller goes on."""
        async with self._write_gate:
            session = Session(self._writing, expire_on_commit=False)
            try:
                yield session
                await run_in_threadpool(_commit, session)
            finally:
                if session.in_transaction():  # then it was not committed, and is rolled back
                    with anyio.CancelScope(shield=True):
                        await run_in_threadpool(session.close)
                else:
                    session.close()

    @asynccontextmanager
    async def read_async(self) -> AsyncIterator[Session]:
        """Open one session that only reads, across thread hops."""
        async with self._read_gate:
            session = self._reader()
            try:
                yield session
            finally:
                session.close()  # no thread: it gives the connection back, and asks the database for nothing


async def _write_session(request: Request) -> AsyncIterator[Session]:
    async with request.app.state.database.write_async() as session:
        yield session


async def _read_session(request: Request) -> AsyncIterator[Session]:
    async with request.app.state.database.read_async() as session:
        yield session


# scope="function": the commit runs after the route and before the answer is sent. A failed commit is a 503,
# never a 201.
WriteSession = Annotated[Session, Depends(_write_session, scope="function")]
ReadSession = Annotated[Session, Depends(_read_session, scope="function")]

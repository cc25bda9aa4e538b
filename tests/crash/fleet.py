"""The processes of one installation, under a supervisor that starts again whatever was killed."""

import contextlib
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from tests.live import LiveServer, LiveWorker, free_port, zygotes
from tests.live_postgresql import LivePostgresql

SETTLED_S = 0.7  # what is killed has been up for as long at least, so that there is something to lose


class Fleet:
    """An API and, on PostgreSQL, two workers and the database; on SQLite the API is all of it.

    The database's files are in `data`, if it is given.
    """

    def __init__(self, database: str, data: Path | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="bn-assess-crash-")
        folder = Path(self._folder.name)
        data = data or folder
        self.postgresql: LivePostgresql | None = None
        url = f"sqlite:///{data}/crash.sqlite3"
        if database == "postgresql":
            folder.chmod(0o755)
            self.postgresql = LivePostgresql(data, host="127.0.0.1", port=free_port())
            url = self.postgresql.url
        self.url = url
        (folder / "api").mkdir()
        self.api = LiveServer(url, folder / "api", graders="0" if self.postgresql else "1")
        self.workers: list[LiveWorker] = []
        for name in ("one", "two") if self.postgresql else ():
            (folder / name).mkdir()
            self.workers.append(LiveWorker(url, folder / name))
        self.killed: Counter[str] = Counter()
        self._up_since: dict[object, float] = {}
        self._over = threading.Event()
        self._turn = threading.Lock()
        self._supervisor = threading.Thread(target=self._supervise, daemon=True)

    def __enter__(self) -> Self:
        if self.postgresql:
            self.postgresql.start()
            self.postgresql.await_ready()
        self.api.command("migrate")
        self.api.command("bank", "load")
        for process in (self.api, *self.workers):
            process.start()
        self._supervisor.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._supervisor.join()
        for process in (self.api, *self.workers):
            process.stop()
        if self.postgresql:
            self.postgresql.stop()
        self._folder.cleanup()

    def _supervise(self) -> None:
        while not self._over.wait(0.2):
            with self._turn:
                if self.postgresql and not self.postgresql.runs:
                    self.postgresql.start()
                for process in (self.api, *self.workers):
                    if not process.runs:
                        process.begin()

    @contextlib.contextmanager
    def unsupervised(self) -> Iterator[None]:
        """Nothing is started again meanwhile."""
        with self._turn:
            yield

    def kill_one(self, rng: random.Random) -> str:
        """Kill a process, of those that are up and at work, and say of what kind it was."""
        while True:
            kind = rng.choice(
                ["api", "worker", "zygote", "postgresql"] if self.workers else ["api", "zygote"]
            )
            with self._turn:
                killed = self._kill(kind, rng)
            if killed:
                self.killed[kind] += 1
                return kind
            time.sleep(0.1)

    def _kill(self, kind: str, rng: random.Random) -> bool:
        if kind == "postgresql":
            assert self.postgresql is not None
            if not self._settled(self.postgresql):
                return False
            self.postgresql.kill()
            return True
        process = rng.choice(self.workers) if self.workers and kind != "api" else self.api
        if not self._settled(process):
            return False
        if kind == "zygote":
            family = zygotes(process.pid)
            if not family:
                return False
            with contextlib.suppress(psutil.NoSuchProcess):
                rng.choice(family).kill()
            return True
        process.kill()
        return True

    def _settled(self, process: LiveServer | LivePostgresql) -> bool:
        """Whether it is ready, and was when last asked, long enough ago."""
        if not process.is_ready():
            self._up_since.pop(process, None)
            return False
        since = self._up_since.setdefault(process, time.monotonic())
        if time.monotonic() - since < SETTLED_S:
            return False
        del self._up_since[process]
        return True

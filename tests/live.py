"""A live server: a real process that a test can kill."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx2
import psutil

BN_ASSESS = str(Path(sys.executable).parent / "bn-assess")
START_LIMIT_S = 60.0


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class LiveServer:
    """`bn-assess serve` on loopback. `kill` ends it as a power cut would. `within` goes before."""

    arguments = ("serve",)
    within: Sequence[str] = ()
    transport: Callable[[], httpx2.BaseTransport] | None = None  # what a client sends its requests by

    def __init__(self, database_url: str, folder: Path, **settings: str) -> None:
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.environment = {
            **os.environ,
            "BN_ASSESS_ENVIRONMENT": "development",
            "BN_ASSESS_DATABASE_URL": database_url,
            "BN_ASSESS_PORT": str(self.port),
            "BN_ASSESS_BASE_URL": self.base_url,
            "BN_ASSESS_GRADERS": "1",
            "BN_ASSESS_CALIBRATION_AGREEMENT": "0",  # reviewers may begin at once
            **{f"BN_ASSESS_{name.upper()}": value for name, value in settings.items()},
        }

    def start(self) -> None:
        """Start it and wait until it is ready."""
        self.begin()
        assert self._process is not None
        give_up_at = time.monotonic() + START_LIMIT_S
        while time.monotonic() < give_up_at:
            if self.is_ready():
                return
            time.sleep(0.05)
            if self._process.poll() is not None:
                break
        raise AssertionError(f"the server did not start:\n{self.log.read_text()}")

    def begin(self) -> None:
        """Start it, and wait for nothing."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self.within, BN_ASSESS, *self.arguments],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def is_ready(self) -> bool:
        """Whether it answers that it can take requests."""
        try:
            return httpx2.get(f"{self.base_url}/health/ready", timeout=5).status_code == 200
        except httpx2.TransportError:
            return False

    @property
    def pid(self) -> int:
        """The process id."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """SIGKILL: no clean-up, no goodbye. Its sandbox must end by itself."""
        killed = self._process  # a supervisor may put another in its place while this one is waited for
        assert killed is not None
        killed.send_signal(signal.SIGKILL)
        killed.wait()

    def signal(self, number: int) -> None:
        """Send a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    def await_end(self) -> None:
        """Wait until it has ended by itself."""
        assert self._process is not None
        self._process.wait(30)

    def stop(self) -> None:
        """SIGTERM: a graceful end."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(30)

    def command(self, *arguments: str, stdin: str = "") -> str:
        """Run a `bn-assess` command on the same database and return what it printed."""
        done = subprocess.run(
            [BN_ASSESS, *arguments], env=self.environment, input=stdin, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def demo(self) -> dict[str, Any]:
        """A fresh demo invitation and the demo recruiter's key."""
        made: dict[str, Any] = json.loads(self.command("demo", "--json"))
        return made

    @property
    def runs(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def client(self, token: str | None = None) -> httpx2.Client:
        """An HTTP client, with a bearer token or with nothing but its cookies."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        transport = self.transport() if self.transport else None
        return httpx2.Client(
            base_url=f"{self.base_url}/api/v1/", headers=headers, timeout=30, transport=transport
        )


class LiveWorker(LiveServer):
    """`bn-assess work`: a grader without an API."""

    arguments = ("work",)

    def start(self) -> None:
        """Start it and wait until it grades."""
        self.begin()
        give_up_at = time.monotonic() + START_LIMIT_S
        while time.monotonic() < give_up_at:
            if self.is_ready():
                return
            time.sleep(0.05)
        raise AssertionError(f"the worker did not start:\n{self.log.read_text()}")

    def is_ready(self) -> bool:
        """Whether it has its sandbox, after which it takes work at once."""
        return self.runs and bool(zygotes(self.pid))


def zygotes(pid: int) -> list[psutil.Process]:
    """The processes of the sandbox that `pid` started."""
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []

"""A live server: a real process that a test can kill."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx2

BN_ASSESS = str(Path(sys.executable).parent / "bn-assess")
START_LIMIT_S = 30.0


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class LiveServer:
    """`bn-assess serve` on loopback. `kill` ends it as a power cut would."""

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
            **{f"BN_ASSESS_{name.upper()}": value for name, value in settings.items()},
        }

    def start(self) -> None:
        """Start it and wait until it is ready."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [BN_ASSESS, "serve"], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        give_up_at = time.monotonic() + START_LIMIT_S
        while time.monotonic() < give_up_at:
            try:
                if httpx2.get(f"{self.base_url}/health/ready").status_code == 200:
                    return
            except httpx2.TransportError:
                time.sleep(0.05)
            if self._process.poll() is not None:
                break
        raise AssertionError(f"the server did not start:\n{self.log.read_text()}")

    @property
    def pid(self) -> int:
        """The process id."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """SIGKILL: no clean-up, no goodbye. Its sandbox must end by itself."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

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

    def client(self, token: str | None = None) -> httpx2.Client:
        """An HTTP client, with a bearer token or with nothing but its cookies."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx2.Client(base_url=f"{self.base_url}/api/v1/", headers=headers, timeout=30)

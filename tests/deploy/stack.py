"""The compose file as a test drives it: up, down, scaled, and spoken to."""

import os
import shlex
import subprocess
import time
from pathlib import Path

import httpx2

ROOT = Path(__file__).parents[2]
START_LIMIT_S = 180.0


class Stack:
    """One project of the compose file. `compose` is the command, `docker compose` or `podman-compose`."""

    def __init__(self, compose: str, settings: dict[str, str], port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._compose = [*shlex.split(compose), "--project-name", "bn-assess-test"]
        self._engine = "podman" if "podman" in self._compose[0] else "docker"
        self._environment = {**os.environ, **settings}

    def run(self, *words: str, stdin: str = "") -> str:
        """Run one compose command, and return what it printed."""
        done = subprocess.run(
            [*self._compose, *words],
            cwd=ROOT,
            env=self._environment,
            input=stdin,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise AssertionError(f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def up(self, *words: str, **settings: str) -> None:
        """Start everything, or what changed, and wait until the API is ready."""
        self._environment |= settings
        self.run("up", "--detach", *words)
        self.await_ready()

    def await_ready(self) -> None:
        """Wait until the API says that it is ready."""
        give_up_at = time.monotonic() + START_LIMIT_S
        while time.monotonic() < give_up_at:
            try:
                if httpx2.get(f"{self.url}/health/ready").status_code == 200:
                    return
            except httpx2.TransportError:
                pass
            time.sleep(0.5)
        raise AssertionError(f"not ready after {START_LIMIT_S:.0f} s:\n{self.run('logs', 'api')}")

    def command(self, *words: str, stdin: str = "") -> str:
        """Run a `bn-assess` command in the API's container."""
        return self.run("exec", "-T", "api", "bn-assess", *words, stdin=stdin)

    def stop_one(self, service: str) -> str:
        """Stop one of a service's containers, gracefully; return its name."""
        name = self._containers(service)[-1]
        subprocess.run([self._engine, "stop", "--time", "60", name], check=True, capture_output=True)
        return name

    def down(self, *words: str) -> None:
        """Stop and remove everything; with --volumes its data too."""
        # podman-compose forgets what it scaled.
        if workers := self._containers("worker"):
            subprocess.run([self._engine, "rm", "--force", *workers], check=True, capture_output=True)
        self.run("down", *words)

    def _containers(self, service: str) -> list[str]:
        named = ["--filter", f"name=bn-assess-test[-_]{service}", "--format", "{{.Names}}"]
        listed = [self._engine, "ps", "--all", *named]
        return subprocess.run(listed, capture_output=True, text=True, check=True).stdout.split()

    def client(self, token: str) -> httpx2.Client:
        """An HTTP client with a bearer token."""
        headers = {"Authorization": f"Bearer {token}"}
        return httpx2.Client(base_url=f"{self.url}/api/v1/", headers=headers, timeout=60)

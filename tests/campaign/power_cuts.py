"""SIGKILL the server again and again under load: what was acknowledged is there, all code is graded."""

import contextlib
import random
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import httpx2

from tests.journeys.test_over_http import RIGHT, items
from tests.live import LiveServer

KILLS = 30
CANDIDATES = 4


class Writer(threading.Thread):
    """A candidate who answers and hands code in without end, and remembers what was acknowledged."""

    def __init__(self, server: LiveServer, token: str) -> None:
        super().__init__(daemon=True)
        self.server, self.token = server, token
        self.over = threading.Event()
        self.answers: dict[str, int] = {}
        self.submissions: list[str] = []

    def run(self) -> None:
        """Write until told to stop; a server that is away is tried again, as a browser would."""
        revision = 0
        with self.server.client(self.token) as client:
            while not self.over.is_set():
                with contextlib.suppress(httpx2.TransportError, httpx2.HTTPStatusError):
                    attempt = client.post("attempt").raise_for_status().json()
                    while not self.over.is_set():
                        revision += 1
                        self.write(client, attempt, revision)
                time.sleep(0.05)

    def write(self, client: httpx2.Client, attempt: dict[str, Any], revision: int) -> None:
        """One round over all items."""
        for item in items(attempt):
            if item["type"] == "numeric":
                body = {"revision": revision, "answer": {"value": float(revision)}}
                client.put(f"attempt/responses/{item['id']}", json=body).raise_for_status()
                self.answers[item["id"]] = revision
            elif item["type"] == "coding" and revision % 10 == 0 and len(self.submissions) < 20:
                body = {"item_id": item["id"], "kind": "submit", "source": RIGHT[item["entry_point"]]}
                handed_in = client.post("attempt/submissions", json=body)
                if handed_in.status_code == 202:
                    self.submissions.append(handed_in.headers["location"])

    def check(self) -> None:
        """Raise unless everything acknowledged is there, and every submission accepted."""
        with self.server.client(self.token) as client:
            stored = {item["id"]: item["revision"] for item in items(client.get("attempt").json())}
            lost = {item: revision for item, revision in self.answers.items() if stored[item] < revision}
            assert not lost, f"lost: {lost}"
            give_up_at = time.monotonic() + 60
            for location in self.submissions:
                while True:
                    submission = client.get(self.server.base_url + location).json()
                    if submission["status"] == "done" or time.monotonic() > give_up_at:
                        break
                    time.sleep(0.1)
                assert submission["verdict"] == "accepted", submission


def run(size: float) -> str:
    """Kill an SQLite server KILLS * size times while candidates write."""
    kills = max(1, round(KILLS * size))
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        server = LiveServer(f"sqlite:///{folder}/campaign.sqlite3", Path(folder))
        server.command("migrate")
        server.command("bank", "load")
        server.start()
        writers = [Writer(server, server.demo()["candidate_token"]) for _ in range(CANDIDATES)]
        for writer in writers:
            writer.start()
        for _ in range(kills):
            time.sleep(rng.uniform(0.5, 2.0))
            server.kill()
            server.start()
        for writer in writers:
            writer.over.set()
        for writer in writers:
            writer.join()
            writer.check()
        server.stop()
    answers = sum(sum(writer.answers.values()) for writer in writers)
    submissions = sum(len(writer.submissions) for writer in writers)
    return f"{kills} kills, {answers} answers acknowledged and kept, {submissions} submissions accepted"

"""Candidates under whom everything is killed: they answer, hand code in, and note what was acknowledged."""

import contextlib
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import httpx2

from tests.app.attempts.test_scoring import RIGHT
from tests.live import LiveServer
from tests.service import ONE_OF_EACH, items_by_type

TIME_LIMIT_S = 60
SUBMITS_EACH = 15
BUSY = "\nimport time\n_until = time.perf_counter() + 0.15\nwhile time.perf_counter() < _until: pass\n"
SOURCES = {
    "right": RIGHT,
    "right and slow": RIGHT + BUSY,
    "wrong": RIGHT.replace("axis=0", "axis=None"),
    "raises": "def batch_norm(x, gamma, beta, eps):\n    raise ValueError('no')\n",
    "no code": "def batch_norm(:\n",
}


@dataclass
class Sat:
    """One attempt: what the service acknowledged of it."""

    id: str
    answers: dict[str, int] = field(default_factory=dict)
    submissions: dict[str, str] = field(default_factory=dict)
    finished: bool = False


class Sitter(threading.Thread):
    """Sits one attempt after the other: some are finished, the others are left to their deadline."""

    def __init__(self, server: LiveServer, recruiter_key: str, number: int, *, prose: str = "") -> None:
        super().__init__(daemon=True)
        self.over = threading.Event()
        self.sat: list[Sat] = []
        self._server, self._key, self._number = server, recruiter_key, number
        self._prose = prose  # follows the number of the revision in each written answer

    def run(self) -> None:
        """Sit until told to stop; a server that is away is tried again, as a browser would."""
        while not self.over.is_set():
            token = self._invited()
            with self._server.client(token) as client:
                self._sit(client)

    def _invited(self) -> str:
        person = {"name": f"Candidate {self._number}", "email": f"{self._number}@example.org"}
        with self._server.client(self._key) as staff:
            while True:
                with contextlib.suppress(httpx2.TransportError, httpx2.HTTPStatusError):
                    assessments = staff.get("assessments").raise_for_status().json()["items"]
                    open_one = next(a["id"] for a in assessments if a["title"] == ONE_OF_EACH["title"])
                    invited = staff.post(f"assessments/{open_one}/invitations", json=[person])
                    return str(invited.raise_for_status().json()[0]["link"].rsplit("/", 1)[1])
                time.sleep(0.1)

    def _sit(self, client: httpx2.Client) -> None:
        attempt: Sat | None = None
        revision = 0
        while not self.over.is_set():
            try:
                view = client.post("attempt").raise_for_status().json()
                attempt = attempt or self._begin(view["id"])
                if view["status"] == "finished":
                    return
                while not self.over.is_set():
                    revision += 1
                    self._write(client, attempt, items_by_type(view), revision)
                    if attempt.finished:
                        return
                    time.sleep(0.05)
            except httpx2.HTTPStatusError as refused:
                if refused.response.status_code == 409:
                    return  # the deadline
                time.sleep(0.1)
            except httpx2.TransportError:
                time.sleep(0.1)

    def _begin(self, attempt_id: str) -> Sat:
        self.sat.append(Sat(attempt_id))
        return self.sat[-1]

    def _write(
        self, client: httpx2.Client, attempt: Sat, items: dict[str, dict[str, Any]], revision: int
    ) -> None:
        answers: dict[str, Any] = {
            "numeric": {"value": float(revision)},
            "written": {"text": f"{revision}{self._prose}"},
        }
        for kind, answer in answers.items():
            body: dict[str, Any] = {"revision": revision, "answer": answer}
            client.put(f"attempt/responses/{items[kind]['id']}", json=body).raise_for_status()
            attempt.answers[items[kind]["id"]] = revision
        if revision % 5 == 0 and len(attempt.submissions) < SUBMITS_EACH:
            name = list(SOURCES)[(revision // 5) % len(SOURCES)]
            body = {"item_id": items["coding"]["id"], "kind": "submit", "source": SOURCES[name]}
            handed_in = client.post("attempt/submissions", json=body).raise_for_status()
            attempt.submissions[handed_in.headers["location"].rsplit("/", 1)[1]] = name
        elif len(attempt.submissions) == SUBMITS_EACH and self._number % 2:
            client.post("attempt/finish").raise_for_status()
            attempt.finished = True

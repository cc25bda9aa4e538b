"""A disk that is full, a database that is read-only, one that goes away and one that freezes: each for real.

Candidates answer and hand code in throughout. While it lasts, what cannot be stored is answered with 503 and
Retry-After, within a stated time and with no other error; afterwards nothing acknowledged is missing, and
everything handed in has its one verdict. Mounting the small disks needs root.
"""

import contextlib
import os
import random
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import httpx2

from app.db import BUSY_TIMEOUT_MS
from app.silence import GIVEN_UP_WITHIN_S
from tests.crash import promises
from tests.crash.campaign import prepare
from tests.crash.candidates import Sitter
from tests.crash.fleet import Fleet

CANDIDATES = 4
BEFORE_S, LASTS_S, AFTER_S = 4.0, 10.0, 6.0
UNTIL_FELT_S = 60.0  # a log has room for a while on a disk that is full
DISK_MIB = {"sqlite": 24, "postgresql": 256}
LIMIT_S = {"sqlite": BUSY_TIMEOUT_MS / 1000 + 2, "postgresql": GIVEN_UP_WITHIN_S}


class Answers:
    """Every answer, as the candidates' HTTP clients get it."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self.statuses: Counter[int] = Counter()
        self.kinds: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.longest_s = 0.0
        self.stored = 0

    def note(self, request: httpx2.Request, answer: httpx2.Response, took_s: float) -> None:
        """Count an answer, and keep what is wrong with it."""
        with self._turn:
            self.statuses[answer.status_code] += 1
            self.longest_s = max(self.longest_s, took_s)
            self.stored += answer.is_success and request.method == "PUT"
            if answer.status_code == 503:
                self._note_refusal(request, answer)
            elif answer.status_code >= 500:
                self.wrong.append(f"{request.method} {request.url.path}: {answer.status_code}")

    def _note_refusal(self, request: httpx2.Request, answer: httpx2.Response) -> None:
        kind = str(answer.json()["type"]).removeprefix("urn:bn-assess:")
        self.kinds[kind] += 1
        if not int(answer.headers.get("retry-after", "0")):
            self.wrong.append(f"{request.method} {request.url.path}: 503 without Retry-After")

    @contextmanager
    def without_connections(self) -> Iterator[None]:
        """Forgive requests that have no answer meanwhile."""
        kept = list(self.wrong)
        yield
        time.sleep(0.5)
        self.wrong = kept

    def lost(self, request: httpx2.Request, error: httpx2.TransportError) -> None:
        """Note a request that had no answer at all."""
        with self._turn:
            self.wrong.append(f"{request.method} {request.url.path}: {type(error).__name__}")


class Noting(httpx2.HTTPTransport):
    """Sends requests, and has their answers noted."""

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self._answers = answers

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one."""
        began = time.monotonic()
        try:
            answer = super().handle_request(request)
            answer.read()
        except httpx2.TransportError as error:
            self._answers.lost(request, error)
            raise
        self._answers.note(request, answer, time.monotonic() - began)
        return answer


Trouble = Callable[[Fleet, Path, Answers], AbstractContextManager[None]]


@contextmanager
def full_disk(fleet: Fleet, disk: Path, answers: Answers) -> Iterator[None]:
    """Somebody else's file takes all the room there is."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\0" * 65_536)
    yield
    ballast.unlink()


@contextmanager
def read_only_disk(fleet: Fleet, disk: Path, answers: Answers) -> Iterator[None]:
    """The machine came up again with a file system that can only be read, and later once more."""

    def come_up(option: str) -> None:
        with fleet.unsupervised(), answers.without_connections():
            fleet.api.kill()
            subprocess.run(["mount", "-o", f"remount,{option}", str(disk)], check=True)
            fleet.api.start()

    come_up("ro")
    yield
    come_up("rw")


@contextmanager
def standby(fleet: Fleet, disk: Path, answers: Answers) -> Iterator[None]:
    """The server is a standby, until it is promoted."""
    assert fleet.postgresql is not None
    with fleet.unsupervised():
        fleet.postgresql.stop()
        fleet.postgresql.become_standby()
    fleet.postgresql.await_ready()
    yield
    fleet.postgresql.promote()


@contextmanager
def stopped(fleet: Fleet, disk: Path, answers: Answers) -> Iterator[None]:
    """The server is stopped in order, and started again."""
    assert fleet.postgresql is not None
    with fleet.unsupervised():
        fleet.postgresql.stop()
        yield


@contextmanager
def frozen(fleet: Fleet, disk: Path, answers: Answers) -> Iterator[None]:
    """The server stands still with every connection to it, and goes on where it was."""
    assert fleet.postgresql is not None
    with fleet.unsupervised():
        fleet.postgresql.freeze()
        try:
            yield
        finally:
            fleet.postgresql.thaw()


TROUBLES: dict[str, tuple[str, Trouble]] = {
    "sqlite, full disk": ("sqlite", full_disk),
    "sqlite, read-only": ("sqlite", read_only_disk),
    "postgresql, full disk": ("postgresql", full_disk),
    "postgresql, read-only": ("postgresql", standby),
    "postgresql, stopped": ("postgresql", stopped),
    "postgresql, frozen": ("postgresql", frozen),
}


def run(size: float) -> str:
    """Cause each trouble once, whatever `size` is."""
    if os.geteuid() != 0:
        return "NOT RUN: mounting small disks needs root"
    return "\n  ".join(["", *(f"{name}: {_play(*trouble)}" for name, trouble in TROUBLES.items())])


@contextmanager
def small_disk(mib: int) -> Iterator[Path]:
    """A disk of so many MiB."""
    with tempfile.TemporaryDirectory(prefix="bn-assess-disk-") as name:
        Path(name).chmod(0o755)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mib}m,mode=755", "tmpfs", name], check=True)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


def _play(database: str, trouble: Trouble) -> str:
    answers = Answers()
    verdicts = promises.undisturbed_verdicts()
    with ExitStack() as stack:
        disk = stack.enter_context(small_disk(DISK_MIB[database]))
        fleet = stack.enter_context(Fleet(database, disk))
        key = prepare(fleet)
        fleet.api.transport = lambda: Noting(answers)
        prose = " " + random.Random(1).randbytes(6_000).hex()
        sitters = [Sitter(fleet.api, key, number, prose=prose) for number in range(CANDIDATES)]
        for sitter in sitters:
            sitter.start()
        time.sleep(BEFORE_S)
        assert not answers.kinds, f"refused before anything happened: {answers.kinds}"
        with trouble(fleet, disk, answers):
            read = _last(fleet, key, answers)
        back_s = _until_stored(answers)
        time.sleep(AFTER_S)
        for sitter in sitters:
            sitter.over.set()
        for sitter in sitters:
            sitter.join()
        assert not answers.wrong, f"answered wrongly: {Counter(answers.wrong)}"
        assert answers.kinds, "nothing was refused: the trouble was none"
        assert answers.longest_s <= LIMIT_S[database], f"an answer took {answers.longest_s:.1f} s"
        sat = [attempt for sitter in sitters for attempt in sitter.sat]
        counted = promises.check(fleet.url, sat, verdicts)
    refused = ", ".join(f"{count} {kind}" for kind, count in sorted(answers.kinds.items()))
    return (
        f"refused with 503 and Retry-After: {refused}; a page was read {read} times meanwhile; the longest "
        f"of {answers.statuses.total()} answers took {answers.longest_s:.1f} s; the first write was stored "
        f"{back_s:.1f} s after it was over; {counted}"
    )


def _last(fleet: Fleet, key: str, answers: Answers) -> int:
    """Have the trouble last for LASTS_S from when it is first felt; return how often a page could be read."""
    give_up_at = time.monotonic() + UNTIL_FELT_S
    while not answers.kinds and time.monotonic() < give_up_at:
        time.sleep(0.1)
    over_at, read = time.monotonic() + LASTS_S, 0
    with fleet.api.client(key) as recruiter:
        while time.monotonic() < over_at:
            live = httpx2.get(f"{fleet.api.base_url}/health/live", timeout=2)
            assert live.status_code == 200, live.status_code
            read += recruiter.get("assessments").is_success
            time.sleep(0.5)
    return read


def _until_stored(answers: Answers) -> float:
    """Seconds until an answer is stored again."""
    began, before = time.monotonic(), answers.stored
    while answers.stored == before:
        assert time.monotonic() - began < 60, f"nothing is stored a minute later: {answers.kinds}"
        time.sleep(0.05)
    return time.monotonic() - began

"""One crash test: candidates at work, and a SIGKILL to something every second or two."""

import random
import sys
import time

from tests.crash import promises
from tests.crash.candidates import TIME_LIMIT_S, Sitter
from tests.crash.fleet import Fleet
from tests.service import ONE_OF_EACH


def prepare(fleet: Fleet) -> str:
    """Publish what the candidates sit; return the key of the recruiter who invites them."""
    key = str(fleet.api.demo()["recruiter_key"])
    with fleet.api.client(key) as recruiter:
        blueprint = {**ONE_OF_EACH, "time_limit_s": TIME_LIMIT_S}
        made = recruiter.post("assessments", json=blueprint).raise_for_status().json()
        recruiter.post(f"assessments/{made['id']}/publish").raise_for_status()
    return key


def crash(database: str, *, kills: int, candidates: int, seed: int) -> str:
    """Return what was counted; AssertionError when a promise was broken."""
    rng = random.Random(seed)
    verdicts = promises.undisturbed_verdicts()
    with Fleet(database) as fleet:
        key = prepare(fleet)
        sitters = [Sitter(fleet.api, key, number) for number in range(candidates)]
        for sitter in sitters:
            sitter.start()
        began = time.monotonic()
        for number in range(1, kills + 1):
            time.sleep(rng.uniform(0.5, 1.5))
            fleet.kill_one(rng)
            if number % 10 == 0:
                print(f"{database}: {number} of {kills} kills", file=sys.stderr, flush=True)
        took_s = time.monotonic() - began
        for sitter in sitters:
            sitter.over.set()
        for sitter in sitters:
            sitter.join()
        if fleet.postgresql:
            fleet.postgresql.await_ready()  # it may have been the last that was killed
        sat = [attempt for sitter in sitters for attempt in sitter.sat]
        counted = promises.check(fleet.url, sat, verdicts)
    by_kind = ", ".join(f"{count} {kind}" for kind, count in sorted(fleet.killed.items()))
    return f"{database}: {kills} kills in {took_s:.0f} s ({by_kind}); {counted}"

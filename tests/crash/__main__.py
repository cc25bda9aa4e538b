"""The crash test as a command: `python -m tests.crash --help`."""

import argparse
import sys

from tests.crash.campaign import crash


def main() -> int:
    """Run it on the databases asked for; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.crash",
        description="Kill a random one of API, worker, zygote and PostgreSQL every second or two while "
        "candidates answer and hand code in. Then look: every answer and submission that was acknowledged is "
        "there, each submission has the one verdict it gets without crashes, and no attempt is stuck.",
    )
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--kills", type=int, default=100, help="how many, on each database (100)")
    parser.add_argument("--candidates", type=int, default=4, help="who sit tests at the same time (4)")
    parser.add_argument("--seed", type=int, default=1, help="what is killed when (1)")
    asked = parser.parse_args()
    databases = ["sqlite", "postgresql"] if asked.database == "both" else [asked.database]
    broken = 0
    for database in databases:
        try:
            print(
                crash(database, kills=asked.kills, candidates=asked.candidates, seed=asked.seed), flush=True
            )
        except AssertionError as promise:
            broken += 1
            print(f"{database}: BROKEN: {promise}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

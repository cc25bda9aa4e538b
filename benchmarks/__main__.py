"""Every claim about speed, measured: `python -m benchmarks [NAME ...]` runs all, or those named."""

import sys
from collections.abc import Callable, Mapping

from benchmarks import client, cost, dashboard, grade, item_statistics, kernels, queue, sandbox, save

BENCHMARKS: Mapping[str, Callable[[], None]] = {
    "client": client.main,
    "sandbox": sandbox.main,
    "grade": grade.main,
    "kernels": kernels.main,
    "save": save.main,
    "queue": queue.main,
    "dashboard": dashboard.main,
    "statistics": item_statistics.main,
    "cost": cost.main,
}


def main() -> None:
    """Run the benchmarks named on the command line, or all."""
    names = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"unknown benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    for name in names:
        print(f"{name}\n{'-' * len(name)}")
        BENCHMARKS[name]()


if __name__ == "__main__":
    main()

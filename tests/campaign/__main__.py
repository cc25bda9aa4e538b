"""Long campaigns: `make campaign`, or `python -m tests.campaign [NAME ...]` for some; SIZE=0.1 runs a tenth.

A campaign is a module with `run(size: float) -> str`: it raises AssertionError where a promise is broken, and
returns what it counted.
"""

import os
import sys
import time
import traceback
from importlib import import_module

CAMPAIGNS = {
    "load": "tests.load.campaign",
    "crashes": "tests.campaign.crashes",
    "outages": "tests.campaign.outages",
    "regrade": "tests.campaign.regrade",
    "two-machines": "tests.campaign.two_machines",
    "clock-leaps": "tests.campaign.clock_leaps",
    "protocol": "tests.campaign.protocol",
    "submissions": "tests.campaign.submissions",
    "false-answers": "tests.campaign.false_answers",
    "right-implementations": "tests.campaign.right_implementations",
    "counterexamples": "tests.campaign.counterexamples",
    "mutation": "tests.campaign.mutation",
    "diagnosis": "tests.campaign.diagnosis",
    "reviewers-hour": "tests.campaign.reviewers_hour",
    "cohort": "tests.campaign.cohort",
    "sitting": "tests.campaign.sitting",
}


def main(names: list[str]) -> int:
    """Run the named campaigns, or all; return how many broke a promise."""
    size = float(os.environ.get("SIZE", "1"))
    unknown = set(names) - CAMPAIGNS.keys()
    if unknown:
        sys.stderr.write(f"no campaign {', '.join(sorted(unknown))}; there are {', '.join(CAMPAIGNS)}\n")
        return 2
    broken = 0
    for name in names or CAMPAIGNS:
        began = time.monotonic()
        try:
            counted = import_module(CAMPAIGNS[name]).run(size)
        except AssertionError:
            broken += 1
            counted = traceback.format_exc()
        print(f"{name} ({time.monotonic() - began:.0f} s): {counted}", flush=True)
    print(f"{len(names or CAMPAIGNS) - broken} passed, {broken} failed")
    return broken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

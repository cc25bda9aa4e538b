"""Let every task judge answers that no one computed: the checks never fail on them, and never accept one."""

from collections import Counter

import numpy as np

from grader.grading import grade
from grader.tasks import TASKS
from grader.verdict import Verdict
from tests.campaign.liar import Liar

JUDGED = 300


def run(size: float) -> str:
    """Judge JUDGED * size submissions of noise, at least one a task."""
    liar = Liar(np.random.default_rng(0))
    tasks = list(TASKS.values())
    verdicts: Counter[str] = Counter()
    for number in range(max(len(tasks), round(JUDGED * size))):
        task = tasks[number % len(tasks)]
        report = grade(task, "", seed=number, sandbox=liar)
        assert report.verdict is not Verdict.ACCEPTED, (
            f"{task.id} accepted {[raw.hex() for raw in liar.told]}"
        )
        verdicts[report.verdict] += 1
    return f"{verdicts.total()} judged by {len(tasks)} tasks: " + ", ".join(
        f"{count} {verdict}" for verdict, count in sorted(verdicts.items())
    )

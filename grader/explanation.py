"""What is said about a failure: its diagnoses, and whether they explain all of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from grader.cases import Played
from grader.checks import VALUE_GROUPS, Group
from grader.diagnosis import diagnose_outputs, named
from grader.engineering import cancels, changed_in_place, failed_groups, in_float16, in_float32, promoted
from grader.results import CheckOutcome, Diagnosis
from grader.task import Task

NUMERIC = VALUE_GROUPS | {Group.STABILITY, Group.PRECISION}


@dataclass(frozen=True)
class Explanation:
    """Diagnoses, and the groups of checks whose failure they account for."""

    diagnoses: tuple[Diagnosis, ...] = ()
    groups: frozenset[str] = frozenset()

    def covers(self, checks: Sequence[CheckOutcome]) -> bool:
        """Whether every failed check is accounted for."""
        return bool(self.diagnoses) and failed_groups(checks) <= self.groups


def explain(task: Task, played: Sequence[Played], checks: Sequence[CheckOutcome]) -> Explanation:
    """Diagnose the outputs jointly where values fail; add what each of the other checks shows by itself."""
    failed = failed_groups(checks)
    by_id = {entry.case.id: entry for entry in played}
    found: list[Diagnosis] = []
    groups: set[str] = set()

    def tell(diagnosis: Diagnosis, *covered: str) -> None:
        found.append(diagnosis)
        groups.update(covered)

    if failed & VALUE_GROUPS:
        outputs = diagnose_outputs(task, played)
        for diagnosis in outputs.diagnoses:
            tell(diagnosis, *NUMERIC, *((Group.SHAPE,) if outputs.leaks_axes else ()))
        if not found and (probes := in_float16(task, by_id)):
            tell(named("P04", probes, probes), *NUMERIC, Group.DTYPE)
    elif Group.PRECISION in failed and (probes := in_float32(task, by_id)):
        tell(named("P03", probes, probes), Group.PRECISION, Group.DTYPE)
    if not failed & VALUE_GROUPS and Group.STABILITY in failed and cancels(task, by_id):
        tell(named("S12", 2, 2), Group.STABILITY)
    numbers_known = bool(found) or not failed & VALUE_GROUPS
    if Group.DTYPE in failed - groups and numbers_known and (probes := promoted(by_id)):
        tell(named("P05", probes, probes), Group.DTYPE)
    if Group.PURITY in failed:
        for name, probes in changed_in_place(by_id):
            tell(named(name, probes, probes), Group.PURITY)
    return Explanation(tuple(found), frozenset(groups))

from pathlib import Path

import pytest
import yaml

import question_bank
from grader.misconceptions import CATALOGUE
from grader.mutants.all import ALL
from grader.mutants.inference import RAISING
from grader.task import Task
from grader.tasks import TASKS

KERNELS = Path(question_bank.__file__).parent / "misconceptions" / "kernels.yaml"
RIGHT_AFTER_ALL = {"B23"}  # the term it keeps is zero: an item may ask about it, no code can show it
OF_CHECKS = {"P01", "P02", "P03", "P04", "P05"}  # seen by checks of their own, on any task


def speaking_for(task: Task, name: str) -> str:
    """The lowest id of the class that `name` is in on the task."""
    return next((members[0] for members in task.classes if name in members), name)


def test_the_bank_and_the_grader_know_the_same_misconceptions() -> None:
    bank = yaml.safe_load(KERNELS.read_text(encoding="utf-8"))
    known = {name: (entry["slug"], entry["severity"]) for name, entry in bank.items()}
    right = {name: known.pop(name) for name in RIGHT_AFTER_ALL & known.keys()}
    assert known == {name: (entry.slug, entry.severity) for name, entry in CATALOGUE.items()}
    assert right.keys() <= RIGHT_AFTER_ALL


def test_every_misconception_in_the_catalogue_can_be_diagnosed_on_some_task() -> None:
    diagnosed = {name for task in TASKS.values() for name in task.known_wrong}
    assert diagnosed | OF_CHECKS == set(CATALOGUE)


@pytest.mark.parametrize("task", TASKS.values(), ids=lambda task: task.id)
def test_every_known_wrong_kernel_of_a_task_is_written_out_as_a_submission(task: Task) -> None:
    wanted = {speaking_for(task, name) for name in task.known_wrong}
    alike = {other.id for other in TASKS.values() if other.families == task.families}
    shown = [mutant for mutant in (*ALL, *RAISING) if mutant.task in alike]
    assert wanted <= {speaking_for(task, name) for mutant in shown for name in mutant.ids}

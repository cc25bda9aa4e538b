"""The mutants of all tasks."""

from tests.grader.mutants import backward, forward, forward_nchw, inference, train_step
from tests.grader.mutants.template import Mutant

ALL: list[Mutant] = [
    mutant for module in (forward, train_step, inference, backward, forward_nchw) for mutant in module.MUTANTS
]

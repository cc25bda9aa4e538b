"""The mutants of all tasks."""

from tests.grader.mutants import (
    backward,
    combining,
    fold,
    forward,
    forward_nchw,
    ghost,
    inference,
    layer,
    masked,
    train_step,
)
from tests.grader.mutants.template import Mutant

MODULES = (forward, train_step, inference, backward, forward_nchw, fold, combining, ghost, masked, layer)

ALL: list[Mutant] = [mutant for module in MODULES for mutant in module.MUTANTS]

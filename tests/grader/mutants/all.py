"""The mutants of all tasks."""

from tests.grader.mutants import forward
from tests.grader.mutants.template import Mutant

ALL: list[Mutant] = [*forward.MUTANTS]

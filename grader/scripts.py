"""How a probe is put to a submission and its outputs are read back: as one call, for most tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from grader.answers import Answer, read_outputs
from grader.probes import Inputs
from grader.sandbox.outcome import Returned
from grader.sandbox.program import Step


@dataclass(frozen=True)
class Output:
    """One thing a probe gives back: `like_x` when it has the shape of x and so owes its dtype.

    `step` says where in a sequence it came, for what is played in several steps.
    """

    name: str
    like_x: bool = False
    step: str = ""

    @property
    def label(self) -> str:
        """The name in a message."""
        return f"{self.name} {self.step}".rstrip()


class Script(Protocol):
    """What is done with the inputs of a probe."""

    @property
    def entry_point(self) -> str:
        """The name a submission must define."""
        ...

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters of the entry point, for people."""
        ...

    @property
    def returns(self) -> tuple[str, ...]:
        """What is returned, for people."""
        ...

    def steps(self, inputs: Inputs) -> tuple[Step, ...]:
        """The acts of one probe."""
        ...

    def argument_names(self, inputs: Inputs) -> tuple[tuple[str, ...], ...]:
        """The names of the arguments of each act, empty for one that the submission may change."""
        ...

    def outputs(self, inputs: Inputs) -> tuple[Output, ...]:
        """What the acts give back, in order."""
        ...

    def answers(self, returned: Returned, inputs: Inputs) -> Sequence[Answer]:
        """What came back, one answer an output."""
        ...


@dataclass(frozen=True)
class OneCall:
    """The entry point is called once with the inputs in the order of its parameters."""

    entry_point: str
    parameters: tuple[str, ...]
    returned: tuple[Output, ...]

    @property
    def returns(self) -> tuple[str, ...]:
        """The names of what is returned."""
        return tuple(output.name for output in self.returned)

    def steps(self, inputs: Inputs) -> tuple[Step, ...]:
        """One call."""
        return (Step("call", self.entry_point, tuple(inputs[name] for name in self.parameters)),)

    def argument_names(self, inputs: Inputs) -> tuple[tuple[str, ...], ...]:
        """The parameters."""
        return (self.parameters,)

    def outputs(self, inputs: Inputs) -> tuple[Output, ...]:
        """What is returned."""
        return self.returned

    def answers(self, returned: Returned, inputs: Inputs) -> Sequence[Answer]:
        """The returned value, split into its outputs."""
        return read_outputs(returned.values[-1], self.returns)

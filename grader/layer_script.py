"""A layer replayed: constructed, given parameters, then a sequence of acts, each seen from outside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from grader.answers import Answer, read_array, read_outputs
from grader.kernels.channels import Array
from grader.probes import Inputs
from grader.sandbox.outcome import Returned
from grader.sandbox.program import Step, Value
from grader.scripts import Output

Act: TypeAlias = tuple[Value, ...]
GRADIENTS = ("dx", "dgamma", "dbeta")
MODES = {"train": "train", "eval": "eval"}


class Layer(Protocol):
    """What is replayed."""

    def train(self) -> None:
        """Enter training mode."""
        ...

    def eval(self) -> None:
        """Enter evaluation mode."""
        ...

    def __call__(self, x: Array) -> Array:
        """y."""
        ...

    def backward(self, dout: Array) -> tuple[Array, Array, Array]:
        """dx, dgamma, dbeta."""
        ...


def replay(layer: Layer, acts: Sequence[Act]) -> tuple[Array, ...]:
    """Every output of the acts on a layer, in order.

    An act is ("train",), ("eval",), ("set", name, array), ("get", name), ("call", x) or ("backward", dout).
    """
    seen: list[Array] = []
    for kind, *args in acts:
        if kind in MODES:
            getattr(layer, str(kind))()
        elif kind == "set":
            setattr(layer, str(args[0]), args[1])
        elif kind == "get":
            seen.append(getattr(layer, str(args[0])))
        elif kind == "call":
            seen.append(layer(of_array(args[0])))
        else:
            seen.extend(layer.backward(of_array(args[0])))
    return tuple(seen)


def of_array(value: Any) -> Array:
    """The array an act carries."""
    array: Array = value
    return array


@dataclass(frozen=True)
class LayerScript:
    """The inputs are `construct`, the constructor's arguments, and `acts`."""

    entry_point: str
    parameters: tuple[str, ...]

    @property
    def returns(self) -> tuple[str, ...]:
        """What a sequence gives back, for people."""
        return ("y", *GRADIENTS, "running_mean", "running_var")

    def steps(self, inputs: Inputs) -> tuple[Step, ...]:
        """The constructor, then one step an act."""
        construct = inputs["construct"]
        assert isinstance(construct, tuple)
        return (Step("new", self.entry_point, construct), *(step_of(act) for act in acts_of(inputs)))

    def argument_names(self, inputs: Inputs) -> tuple[tuple[str, ...], ...]:
        """x and dout; arrays that were assigned to a layer are its own to change."""
        construct = inputs["construct"]
        assert isinstance(construct, tuple)
        named = {"call": ("x",), "backward": ("dout",), "set": ("",)}
        return (("",) * len(construct), *(named.get(str(act[0]), ()) for act in acts_of(inputs)))

    def outputs(self, inputs: Inputs) -> tuple[Output, ...]:
        """One output a call and a read, three a backward; named by the mode of the call they belong to."""
        return tuple(output for _, outputs in self.by_step(inputs) for output in outputs)

    def by_step(self, inputs: Inputs) -> Iterator[tuple[int, tuple[Output, ...]]]:
        """The outputs of each step, counted as the sandbox does: the constructor is step 0."""
        mode, called = "train", "train"
        for number, act in enumerate(acts_of(inputs), start=1):
            kind = str(act[0])
            mode = MODES.get(kind, mode)
            called = mode if kind == "call" else called
            at = f"in act {number}"
            if kind == "get":
                yield number, (Output(str(act[1]), step=at),)
            elif kind == "call":
                yield number, (Output(f"{mode} y", like_x=True, step=at),)
            elif kind == "backward":
                yield number, tuple(Output(f"{called} {name}", name == "dx", at) for name in GRADIENTS)

    def answers(self, returned: Returned, inputs: Inputs) -> Sequence[Answer]:
        """What came back of every act."""
        answers: list[Answer] = []
        for number, outputs in self.by_step(inputs):
            value = returned.values[number]
            if len(outputs) == 1:
                answers.append(read_array(value, outputs[0].label))
            else:
                answers.extend(read_outputs(value, [output.label for output in outputs]))
        return answers


def acts_of(inputs: Inputs) -> tuple[Act, ...]:
    """The acts, as tuples."""
    acts = inputs["acts"]
    assert isinstance(acts, tuple)
    assert all(isinstance(act, tuple) for act in acts)
    return tuple(act for act in acts if isinstance(act, tuple))


def step_of(act: Act) -> Step:
    """One act as the sandbox plays it."""
    kind = str(act[0])
    if kind in ("set", "get"):
        return Step("set" if kind == "set" else "get", str(act[1]), act[2:])
    return Step("invoke", "__call__" if kind == "call" else kind, act[1:])

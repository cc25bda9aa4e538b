"""Code from bank files (`variant.py`, `verify.py`), run behind the sandbox's lock and nowhere else."""

import inspect
import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from grader.kernels.backward import batch_norm_backward
from grader.kernels.channels import as_rows, elements_per_channel, from_rows, per_channel, reduced_axes
from grader.kernels.forward import batch_moments, batch_norm, normalise, scale_and_shift
from grader.kernels.inference import batch_norm_inference
from grader.sandbox.outcome import Raised, Returned, Run, Sandbox, Stopped
from grader.sandbox.program import Limits, Probe, Step, Value

# A proof may simulate a deep network; what it takes is spent when the bank is checked, never in an attempt.
LIMITS = Limits(cpu_time_s=20.0, wall_time_s=60.0)

KERNELS = (
    reduced_axes,
    per_channel,
    elements_per_channel,
    as_rows,
    from_rows,
    batch_moments,
    normalise,
    scale_and_shift,
    batch_norm,
    batch_norm_inference,
    batch_norm_backward,
)

# Appended, so that the lines of the author's file keep their numbers in error messages.
_ANSWER = """

def bank_answer(*args):
    import json

    return json.dumps({call}, default=lambda value: value.tolist())
"""


class SnippetFailed(Exception):
    """The author's code did not answer; the message says why, with its line."""


def draw(sandbox: Sandbox, variant: str, rngs: Sequence[Value]) -> list[Any]:
    """Return what `variant(rng)` gives for each generator, as JSON values."""
    source = variant + _ANSWER.format(call="variant(*args)")
    return _answers(sandbox, source, "variant", [(rng,) for rng in rngs])


def prove(sandbox: Sandbox, verify: str, draws: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Return what `verify(kernels, numbers)` gives for each draw, or `verify(kernels)` alone."""
    source = verify + _kernel_source() + _ANSWER.format(call="verify(bank_kernels(), *args)")
    arguments: list[tuple[Value, ...]] = [(_argument(numbers),) for numbers in draws]
    return _answers(sandbox, source, "verify", arguments or [()])


def _kernel_source() -> str:
    """Return the text of the reference kernels as one function: a submission can import nothing of ours."""
    texts = "\n".join(inspect.getsource(kernel) for kernel in KERNELS)
    names = ", ".join(kernel.__name__ for kernel in KERNELS)
    return (
        "\n\n\ndef bank_kernels():\n    import numpy as np\n    from types import SimpleNamespace\n"
        f"    Array = object\n{textwrap.indent(texts, '    ')}\n"
        f"    return SimpleNamespace(**{{kernel.__name__: kernel for kernel in ({names})}})\n"
    )


def _argument(numbers: Mapping[str, Any]) -> Value:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in numbers.items()}


def _answers(sandbox: Sandbox, source: str, name: str, calls: Sequence[tuple[Value, ...]]) -> list[Any]:
    probes = [
        Probe(str(number), (Step("call", "bank_answer", arguments),))
        for number, arguments in enumerate(calls)
    ]
    run = sandbox.run(source, [name, "bank_answer"], probes, LIMITS)
    return [_answer(run, number) for number in range(len(probes))]


def _answer(run: Run, number: int) -> Any:
    if run.invalid is not None:
        raise SnippetFailed(run.invalid)
    match run.results[number]:
        case Returned(values=(str() as text,)):
            return json.loads(text)
        case Raised(error=error, traceback=traceback):
            raise SnippetFailed(f"call {number} raised {error}\n{traceback}".rstrip())
        case Stopped(message=message):
            raise SnippetFailed(f"call {number} was stopped: {message}")
        case other:
            raise SnippetFailed(f"call {number} returned {other.values}")

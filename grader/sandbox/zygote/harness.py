"""What runs in the locked child: put the probes to the submission and write down what came back.

From its first line on the submission may do what it likes with this process; nothing said here is trusted.
"""

import gc
import os
import sys
from typing import Any, Final

from . import wire
from .arguments import Argument, Request, Step
from .control import Terms
from .errors import OWN_CALLS, one_line, own_lines
from .load import Invalid, load, unload
from .printed import Output, PrintedTooMuch
from .returned import Answer, TooLarge

_SMALL: Final = 65_536


def run(request: Request, terms: Terms, output: Output, answers: int) -> None:
    """Load the submission and answer each probe from `terms.first_probe` on, to the descriptor `answers`."""
    gc.enable()
    output.room = terms.output_bytes
    sys.setrecursionlimit(terms.recursion + OWN_CALLS)
    try:
        space = load(request)
        output.stream.flush()
    except Invalid as error:
        output.stream.flush()
        return _say(answers, wire.INVALID, 0, wire.short_text_bytes(str(error)))
    except MemoryError:
        return _say(answers, wire.MEMORY, 0)
    except PrintedTooMuch:
        return _say(answers, wire.PRINTED, 0)
    _say(answers, wire.LOADED, 0)
    left = terms.result_bytes
    for number in range(terms.first_probe, len(request.probes)):
        kind, parts = _probe(space, request.probes[number], left, output)
        if kind == wire.ANSWER:
            left -= sum(map(len, parts))
        _say(answers, kind, number, *parts)
    return None


def _say(answers: int, kind: int, number: int, *parts: bytes) -> None:
    size = sum(map(len, parts))
    head = wire.FRAME.pack(kind, number, size)
    # One write while it is small; a large array is not copied together with the rest.
    for part in (b"".join((head, *parts)),) if size < _SMALL else (head, *parts):
        view = memoryview(part)
        while view:
            view = view[os.write(answers, view) :]


def _probe(
    space: dict[str, Any], steps: tuple[Step, ...], limit: int, output: Output
) -> tuple[int, list[bytes]]:
    """Run one probe; return the kind of its frame, and the frame's parts."""
    output.refused = False
    place = 0
    try:
        answer = Answer(limit)
        given: list[Argument] = []
        subject: Any = None
        for step in steps:
            args = [Argument(raw) for raw in step.args]
            given += args
            subject, value = _act(space, subject, step, [arg.live for arg in args])
            answer.value(value)
            place += 1
        for arg in given:
            if arg.unchanged():
                answer.add(wire.UNCHANGED)
            else:
                answer.value(arg.kept)
        output.stream.flush()
    except MemoryError:
        return wire.MEMORY, []
    except TooLarge as error:
        return wire.TOO_LARGE, [wire.U64.pack(error.size)]
    except BaseException as error:  # noqa: BLE001 - a submission's SystemExit must be answered too
        if not output.refused:
            told = one_line(error), own_lines(error)
            return wire.RAISED, [wire.U32.pack(min(place, len(steps) - 1)), *map(wire.short_text_bytes, told)]
    return (wire.PRINTED, []) if output.refused else (wire.ANSWER, answer.parts)


def _act(space: dict[str, Any], subject: Any, step: Step, args: list[Any]) -> tuple[Any, Any]:
    """Return the probe's object after the step, and the step's value."""
    if step.op == "call":
        return subject, space[step.name](*args)
    if step.op == "new":
        return space[step.name](*args), None
    if step.op == "set":
        setattr(subject, step.name, args[0])
        return subject, None
    if step.op == "invoke":
        return subject, getattr(subject, step.name)(*args)
    return subject, getattr(subject, step.name)


def forget() -> None:
    """Undo what `run` leaves behind, after a rehearsal."""
    unload()
    gc.disable()

"""The mutants of all tasks, and a right solution of each in the same hand."""

from collections.abc import Mapping

from grader.mutants import (
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
from grader.mutants.template import Mutant, Template

MODULES = (forward, train_step, inference, backward, forward_nchw, fold, combining, ghost, masked, layer)

ALL: list[Mutant] = [mutant for module in MODULES for mutant in module.MUTANTS]

_BACKWARD = Template(backward.TEXT, backward.RIGHT)
RIGHT: Mapping[str, str] = {
    "bn-forward": forward.TEMPLATE.source(),
    "bn-train-step": train_step.TEMPLATE.source(),
    "bn-inference": inference.TEMPLATE.source(),
    "bn-backward": _BACKWARD.source(),
    "bn-forward-nchw": forward_nchw.TEMPLATE.source(),
    "bn-backward-nchw": _BACKWARD.source(name="batch_norm_2d_backward"),
    "bn-layer": layer.TEMPLATE.source(),
    "bn-fold": fold.TEMPLATE.source(),
    "bn-sync": combining.SYNC.source(),
    "bn-streaming": combining.STREAMING.source(),
    "bn-ghost": ghost.TEMPLATE.source(),
    "bn-masked": masked.ROWS.source(),
}
"""By task, the text that its mutants were made from."""

SAME_ENTRY_POINT: Mapping[str, str] = {"bn-debug-1": "bn-train-step", "bn-debug-2": "bn-backward"}
"""Tasks that ask for the function of another one: its solutions, right and wrong, can be handed in there."""

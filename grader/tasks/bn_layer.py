"""Task bn-layer: batch norm as a layer with two modes, replayed over sequences of acts."""

from collections.abc import Mapping, Sequence

import numpy as np

from grader.batches import constant_channel, one_value, ordinary, signed
from grader.check_lists import edge_check, sample_checks, value_check
from grader.checks import Check, Group
from grader.families import in_other_orders
from grader.kernels.channels import Array
from grader.kernels.layer import BatchNorm1d
from grader.known_wrong.applicable import LAYERED, changes
from grader.known_wrong.family import WrongFamily
from grader.known_wrong.layer import LAYER, Layer, everywhere, in_a_layer, replayed
from grader.layer_bounds import replay_bounds
from grader.layer_script import Act, LayerScript, acts_of, of_array, replay
from grader.probes import Draw, Family, Inputs
from grader.results import Severity
from grader.task import Task

STARTER = '''\
import numpy as np


class BatchNorm1d:
    """Batch norm of (N, D) arrays; it starts in training mode.

    gamma (ones), beta (zeros), running_mean (zeros) and running_var (ones) are attributes that may be
    assigned. new = (1 - momentum) * old + momentum * batch; the running variance records the unbiased one.
    """

    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        raise NotImplementedError

    def train(self):
        raise NotImplementedError

    def eval(self):
        raise NotImplementedError

    def __call__(self, x):
        raise NotImplementedError

    def backward(self, dout):
        """Return (dx, dgamma, dbeta) of the latest call, in the mode that call was made in."""
        raise NotImplementedError
'''

CALL, BACK, TRAIN, EVAL = "call", "backward", "train", "eval"
STATISTICS = (("get", "running_mean"), ("get", "running_var"))


def sequence(*kinds: str, n: int = 7, d: int = 4, assigned: bool = False, telling: bool = True) -> Draw:
    """Acts of these kinds on fresh batches; "read" looks at the running statistics.

    The parameters are assigned first, and the running statistics too if `assigned`. Without `telling` the
    constructor's defaults stay.
    """

    def draw(rng: np.random.Generator) -> Inputs:
        first = ordinary(n, d)(rng)
        momentum = float(rng.choice([rng.uniform(0.15, 0.42), rng.uniform(0.58, 0.85)]))
        acts: list[Act] = [
            ("set", "gamma", signed(rng, 0.5, 2.0, d)),
            ("set", "beta", signed(rng, 0.3, 1.5, d)),
        ]
        if assigned:
            mean, variance = first.x.mean(axis=0), first.x.var(axis=0)
            acts.append(
                ("set", "running_mean", mean + signed(rng, 0.3, 0.9, d) * np.sqrt(variance + first.eps))
            )
            acts.append(("set", "running_var", variance * rng.uniform(1.3, 1.9, d)))
        spread, centre = first.x.std(axis=0), first.x.mean(axis=0)
        for kind in kinds:
            if kind == CALL:
                acts.append(
                    (CALL, centre + spread * (rng.standard_normal((n, d)) + rng.uniform(-0.5, 0.5, d)))
                )
            elif kind == BACK:
                acts.append((BACK, rng.standard_normal((n, d)) + rng.uniform(0.3, 0.8)))
            else:
                acts.extend(STATISTICS if kind == "read" else [(kind,)])
        return {"construct": (d, first.eps, momentum) if telling else (d,), "acts": tuple(acts)}

    return draw


def untouched(rng: np.random.Generator) -> Inputs:
    """Nothing but the constructor with its defaults, read and then used."""
    x = ordinary(5, 3)(rng).x
    reads: list[Act] = [("get", name) for name in ("gamma", "beta", "running_mean", "running_var")]
    return {"construct": (3,), "acts": (*reads, (CALL, x), *STATISTICS, (EVAL,), (CALL, x))}


def one_row(rng: np.random.Generator) -> Inputs:
    """One value per feature in training: y = beta, dx = 0; the running variance is not judged after it."""
    batch = one_value(1, 3)(rng)
    acts = (("set", "beta", signed(rng, 0.3, 1.5, 3)), (CALL, batch.x), (BACK, rng.standard_normal((1, 3))))
    return {"construct": (3, batch.eps, 0.3), "acts": (*acts, *STATISTICS)}


def constant_feature(rng: np.random.Generator) -> Inputs:
    """A feature without spread, in both modes."""
    batch = constant_channel(6, 3)(rng)
    dout = rng.standard_normal((6, 3)) + 0.5
    acts = ((CALL, batch.x), (BACK, dout), (EVAL,), (CALL, batch.x), (BACK, dout))
    return {"construct": (3, batch.eps, 0.3), "acts": acts}


TRAINING = Family("training", sequence(CALL, "read", BACK, CALL, "read", CALL, BACK, "read"))
FAMILIES = (
    TRAINING,
    Family("training_assigned", sequence(CALL, BACK, "read", CALL, "read", n=9, d=3, assigned=True)),
    Family("evaluation", sequence(EVAL, CALL, "read", BACK, CALL, BACK, "read", assigned=True)),
    Family("both_modes", sequence(CALL, EVAL, CALL, BACK, TRAIN, CALL, BACK, EVAL, CALL, "read", n=8, d=3)),
    Family("mode_after_call", sequence(CALL, EVAL, BACK, CALL, TRAIN, BACK, "read", n=6, d=4)),
    Family("gradient_keeps_buffers", sequence(CALL, "read", BACK, "read", BACK, EVAL, CALL, n=5, d=3)),
    Family("default_arguments", sequence(CALL, "read", BACK, EVAL, CALL, BACK, telling=False)),
    Family("untouched", untouched),
    Family("one_row", one_row),
    Family("constant_feature", constant_feature),
    *in_other_orders(TRAINING),
)

SAMPLES: Mapping[str, Inputs] = {
    "sample_training": {
        "construct": (2, 0.1, 0.3),
        "acts": (
            ("set", "gamma", np.array([1.0, 2.0])),
            ("set", "beta", np.array([0.0, -1.0])),
            (CALL, np.array([[1.0, 10.0], [3.0, 10.5], [8.0, 9.0]])),
            *STATISTICS,
            (BACK, np.array([[1.0, 0.5], [0.0, -1.0], [2.0, 1.5]])),
        ),
    },
    "sample_evaluation": {
        "construct": (2, 0.05, 0.3),
        "acts": (
            ("set", "gamma", np.array([2.0, -1.0])),
            ("set", "running_mean", np.array([1.5, 0.5])),
            ("set", "running_var", np.array([0.95, 0.2])),
            (EVAL,),
            (CALL, np.array([[1.0, 2.0], [0.5, -1.0]])),
            (BACK, np.array([[1.0, 0.0], [0.5, 2.0]])),
            *STATISTICS,
        ),
    },
}

H, M, L = Severity.H, Severity.M, Severity.L
BUFFERS = ("running_mean", "running_var")
VALUES = ("training", "training_assigned", "evaluation", "both_modes")
TRAIN_GRADIENTS = ("train dx", "train dgamma", "train dbeta")
EVAL_GRADIENTS = ("eval dx", "eval dgamma", "eval dbeta")
CHECKS = (
    *sample_checks(value_check("sample_training", 2), value_check("sample_evaluation", 1)),
    value_check("train_y", 3, *VALUES, outputs=("train y",)),
    value_check("eval_y", 3, *VALUES, outputs=("eval y",)),
    value_check("train_gradients", 3, *VALUES, outputs=TRAIN_GRADIENTS),
    Check("values.eval_gradients", Group.VALUES, M, 2, VALUES, outputs=EVAL_GRADIENTS),
    Check("state.training", Group.STATE, H, 2, ("training", "training_assigned"), outputs=BUFFERS),
    Check("state.evaluation", Group.STATE, H, 2, ("evaluation", "both_modes"), outputs=BUFFERS),
    Check("state.backward", Group.STATE, M, 1, ("gradient_keeps_buffers",)),
    Check("state.mode_of_the_call", Group.STATE, M, 1, ("mode_after_call",)),
    Check("state.defaults", Group.STATE, M, 1, ("default_arguments", "untouched")),
    edge_check("one_row"),
    edge_check("constant_feature"),
    Check("shape.outputs", Group.SHAPE, M, 1, (*VALUES, "untouched", "one_row")),
    Check("purity.arguments", Group.PURITY, M, 1, VALUES),
    Check("layout.order", Group.LAYOUT, M, 1, ("fortran", "strided"), baseline="training"),
    Check("precision.float64", Group.PRECISION, L, 1, VALUES),
)


def reference(construct: tuple[int, float, float], acts: Sequence[Act]) -> tuple[Array, ...]:
    """The acts on the reference layer."""
    return replay(BatchNorm1d(*construct), acts)


def playable(inputs: Inputs) -> Inputs | None:
    """The inputs with as many features as their arrays have; None where an act lacks the call before it."""
    construct, acts = inputs["construct"], acts_of(inputs)
    assert isinstance(construct, tuple)
    kinds = [act[0] for act in acts]
    calls = [array for kind, *rest in acts if kind == CALL for array in rest if isinstance(array, np.ndarray)]
    negative = any(
        act[1] == "running_var" and (of_array(act[2]) < 0).any() for act in acts if act[0] == "set"
    )
    if not calls or negative or (BACK in kinds and kinds.index(BACK) < kinds.index(CALL)):
        return None
    return {"construct": (calls[0].shape[1], *construct[1:]), "acts": acts}


TASK = Task(
    id="bn-layer",
    title="Batch norm as a layer with two modes",
    script=LayerScript("BatchNorm1d", ("num_features", "eps=1e-5", "momentum=0.1")),
    reference=reference,
    bounds=replay_bounds,
    sample_inputs=SAMPLES,
    families=FAMILIES,
    checks=CHECKS,
    modules=(__name__,),
    starter_code=STARTER,
    wrong=WrongFamily(
        Layer(),
        replayed,
        {**in_a_layer(changes(LAYERED)), **LAYER},
        eps_output="train y",
        weight_output="running_mean",
        of_norm=everywhere,
    ),
    lead="acts",
    axes={"acts": ("d", "nd")},
    legal=playable,
)

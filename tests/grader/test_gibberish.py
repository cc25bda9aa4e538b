"""What is no solution at all: the right verdict, and a message that says what was expected and what came."""

import pytest

from grader.grading import grade
from grader.sandbox.outcome import Sandbox
from grader.task import Task
from grader.tasks import TASKS

FUNCTIONS = [name for name in TASKS if name != "bn-layer"]
LAYER = """\
import numpy as np


class BatchNorm1d:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.gamma = self.running_var = np.ones(num_features)
        self.beta = self.running_mean = np.zeros(num_features)

    def train(self):
        self.training = True

    eval = train

    def __call__(self, x):
        return {returned}

    backward = __call__
"""

RETURNED = {
    "None": "got None (is a return missing?)",
    "'done'": "got a str",
    "True": "got a bool",
    "(v for v in range(3))": "got a generator",
    "lambda: 1": "got a function",
    "{1, 2}": "got a set",
    "{'y': x_like}": "got a dict",
    "x_like + 0j": "got an array of complex128",
    "x_like > 0": "dtype bool",
    "np.array([None, 1.5], dtype=object)": "got an array of object",
    "np.array(['a'])": "got an array of ",
    "np.dtype(float)": "got an object of the class Float64DType",
}


def returning(task: Task, expression: str) -> str:
    """A submission that returns this whatever it is given; `x_like` is an array."""
    expression = expression.replace("x_like", "np.ones((3, 2))")
    if task.id == "bn-layer":
        return LAYER.format(returned=expression)
    return f"import numpy as np\ndef {task.entry_point}(*inputs):\n    return {expression}\n"


def least(name: str) -> float:
    """The score of nothing; a layer that returns nothing still has buffers to read and leaves x alone."""
    return 0.2 if name == "bn-layer" else 0.0


def tried(name: str, source: str, sandbox: Sandbox) -> tuple[str, str]:
    """Verdict and message, which are those of a submit too: the visible samples show it."""
    report = grade(TASKS[name], source, seed=1, sandbox=sandbox, kind="run")
    assert report.score <= least(name)
    return report.verdict, report.message


@pytest.mark.parametrize("expression", RETURNED)
@pytest.mark.parametrize("name", TASKS)
def test_what_is_no_array_is_a_wrong_answer_that_says_what_came(
    name: str, expression: str, locked: Sandbox
) -> None:
    verdict, message = tried(name, returning(TASKS[name], expression), locked)
    assert verdict == "wrong_answer"
    assert (
        "expected a NumPy array of real numbers" in message
        or "expected 2 arrays" in message
        or ("expected 3 arrays" in message)
    )
    assert RETURNED[expression] in message


@pytest.mark.parametrize("name", TASKS)
def test_nan_everywhere_is_wrong_where_it_stands(name: str, locked: Sandbox) -> None:
    task = TASKS[name]
    shapes = [want.shape for want in task.expected(task.sample_inputs[next(iter(task.sample_inputs))])]
    arrays = [f"np.full({shape}, np.nan)" for shape in shapes[: len(task.script.returns)]]
    inside = "np.full(x.shape, np.nan)" if name == "bn-layer" else ", ".join(arrays)
    report = grade(task, returning(task, inside), seed=1, sandbox=locked, kind="run")
    assert report.verdict == "wrong_answer"
    assert "got nan" in report.message
    assert "expected " in report.message


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "it does not define {}; it defines no function and no class"),
        ("# nothing yet\n", "it does not define {}; it defines no function and no class"),
        ("def solve(*inputs):\n    return 1\n", "it does not define {}; it defines solve"),
        ("globals()[1] = 2\n", "it does not define {}"),
        ("def {}(x:\n", "line 1: "),
        ("    def {}(x): pass\n", "line 1: unexpected indent"),
        ("import torch\ndef {}(x): pass\n", "a submission cannot import torch; it may import "),
        ("1 / 0\n", "ZeroDivisionError: division by zero"),
        ("raise SystemExit\n", "SystemExit"),
    ],
)
def test_what_cannot_be_loaded_is_invalid_and_says_why(
    name: str, source: str, said: str, locked: Sandbox
) -> None:
    entry_point = TASKS[name].entry_point
    verdict, message = tried(name, source.replace("{}", entry_point), locked)
    assert verdict == "invalid_submission"
    assert said.replace("{}", entry_point) in message


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_wrong_arity_tells_how_many_arguments_there_are(name: str, locked: Sandbox) -> None:
    task = TASKS[name]
    verdict, message = tried(name, f"def {task.entry_point}():\n    return 1\n", locked)
    assert verdict == "runtime_error"
    assert f"takes 0 positional arguments but {len(task.parameters)} " in message
    many = ", ".join("abcdefghijk")
    verdict, message = tried(name, f"def {task.entry_point}({many}):\n    return 1\n", locked)
    assert verdict == "runtime_error"
    assert f"missing {11 - len(task.parameters)} required positional arguments" in message


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_class_in_the_place_of_a_function_is_a_wrong_answer(name: str, locked: Sandbox) -> None:
    entry_point = TASKS[name].entry_point
    source = f"class {entry_point}:\n    def __init__(self, *inputs):\n        self.inputs = inputs\n"
    verdict, message = tried(name, source, locked)
    assert verdict == "wrong_answer"
    assert f"got an object of the class {entry_point}" in message


@pytest.mark.parametrize("name", TASKS)
def test_what_cannot_be_called_is_a_runtime_error(name: str, locked: Sandbox) -> None:
    verdict, message = tried(name, f"{TASKS[name].entry_point} = 3\n", locked)
    assert verdict == "runtime_error"
    assert "'int' object is not callable" in message


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "def BatchNorm1d(num_features, *rest):\n    return 3\n",
            "in act 1 (set gamma) raised AttributeError: 'int'",
        ),
        (
            "class BatchNorm1d:\n    pass\n",
            "as it was constructed raised TypeError: BatchNorm1d() takes no arg",
        ),
        (
            "class BatchNorm1d:\n    def __init__(self, *rest): pass\n",
            "in act 3 (__call__) raised AttributeError: 'BatchNorm1d' object has no attribute '__call__'",
        ),
        (
            LAYER.format(returned="x - x.mean(0)").replace("    backward = __call__\n", ""),
            "in act 6 (backward) raised AttributeError: 'BatchNorm1d' object has no attribute 'backward'",
        ),
    ],
)
def test_a_layer_that_is_none_is_told_in_which_act(source: str, said: str, locked: Sandbox) -> None:
    report = grade(TASKS["bn-layer"], source, seed=1, sandbox=locked, kind="run")
    assert report.verdict in ("runtime_error", "wrong_answer")
    assert said in " ".join([report.message, *(check.detail for check in report.checks)])


@pytest.mark.parametrize("name", TASKS)
def test_what_gives_nothing_back_earns_nothing(name: str, locked: Sandbox) -> None:
    report = grade(TASKS[name], returning(TASKS[name], "None"), seed=1, sandbox=locked)
    assert report.verdict == "wrong_answer"
    assert report.score <= least(name)
    assert report.diagnosis == ()
    assert report.counterexample is not None
    assert "got None" in report.counterexample.detail

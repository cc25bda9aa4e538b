"""Values go in and come out as they are, or are named."""

from typing import Any

import numpy as np
import pytest

from grader.sandbox.outcome import Returned, Sandbox, Unusable
from grader.sandbox.program import Limits, Probe, Rng, Step, Stream
from tests.grader.sandbox.asking import HONEST, ask, returned, value_of

ECHO = "def f(x):\n    return x\n"
DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
DTYPES += ["float16", "float32", "float64"]


def test_an_honest_submission_returns_what_it_computes(sandbox: Sandbox) -> None:
    x = np.random.default_rng(0).standard_normal((16, 4))
    expected = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 0.1)
    np.testing.assert_allclose(value_of(ask(sandbox, HONEST, x)), expected, rtol=1e-14)


@pytest.mark.parametrize("dtype", DTYPES)
def test_an_array_keeps_its_element_type(sandbox: Sandbox, dtype: str) -> None:
    x = np.arange(6).reshape(2, 3).astype(dtype)
    y = value_of(ask(sandbox, ECHO, x))
    assert y.dtype == x.dtype
    np.testing.assert_array_equal(y, x)


@pytest.mark.parametrize(
    "x",
    [
        np.arange(12.0).reshape(3, 4).T,
        np.arange(24.0)[::-2],
        np.asfortranarray(np.ones((3, 2))),
        np.ones((0, 3)),
        np.broadcast_to(np.arange(3.0), (2, 3)),
        np.arange(24.0).reshape(2, 3, 4)[:, ::2, 1:],
    ],
    ids=["transposed", "reversed", "fortran", "empty", "broadcast", "sliced"],
)
def test_an_array_keeps_its_memory_layout(sandbox: Sandbox, x: np.ndarray) -> None:
    y, strides, flags = value_of(
        ask(sandbox, "def f(x):\n    return x, x.strides, x.flags.f_contiguous\n", x)
    )
    np.testing.assert_array_equal(y, x)
    assert strides == x.strides
    assert flags == x.flags.f_contiguous


def test_the_gaps_of_a_view_are_not_sent(sandbox: Sandbox) -> None:
    secret = np.array([1.0, 42.0, 2.0, 42.0, 3.0])
    around = "import numpy as np\ndef f(x):\n    return bytes(x.base).count(np.float64(42.0).tobytes())\n"
    assert value_of(ask(sandbox, around, secret[::2])) == 0


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        False,
        0,
        -1,
        2**70,
        -(2**70),
        1.5,
        float("inf"),
        "",
        "ü∂",
        (1, (2.0, "x")),
        {"a": 1, "b": (2,)},
    ],
    ids=repr,
)
def test_a_plain_value_comes_back_equal_and_of_its_type(sandbox: Sandbox, value: Any) -> None:
    back = value_of(ask(sandbox, ECHO, value))
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("3j", "complex"),
        ("np.ones(2, complex)", "an array of complex128"),
        ("np.complex64(1)", "a NumPy scalar of complex64"),
        ("np.array([None])", "an array of object"),
        ("np.array(['a'])", "an array of str32"),
        ("np.ones(2, np.longdouble)", "an array of float128"),
        ("np.zeros(1, 'f4,f4')", "an array of void64"),
        ("{1: 2}", "a dict whose keys are not all str"),
        ("(i for i in 'ab')", "generator"),
        ("1 << 2000", "an integer of 2001 bits"),
        ("'\\ud800'", "text that is not Unicode"),
        ("f", "function"),
        ("(1, [2j])", "complex"),
        ("[0] * 100_001", "a sequence of 100001 items"),
        ("dict.fromkeys(map(str, range(100_001)))", "a dict of 100001 items"),
    ],
)
def test_what_may_not_leave_is_named(sandbox: Sandbox, expression: str, kind: str) -> None:
    back = value_of(ask(sandbox, f"import numpy as np\ndef f():\n    return {expression}\n"))
    assert back == Unusable(kind)


@pytest.mark.parametrize("scalar", ["np.float32(2)", "np.int64(2)", "np.bool_(True)"])
def test_a_numpy_scalar_comes_back_as_an_array_without_dimensions(sandbox: Sandbox, scalar: str) -> None:
    back = value_of(ask(sandbox, f"import numpy as np\ndef f():\n    return {scalar}\n"))
    assert isinstance(back, np.ndarray)
    assert back.shape == ()
    assert str(back.dtype) in scalar.replace("bool_", "bool")


@pytest.mark.parametrize(
    "lie",
    ["np.matrix([[1.0, 2.0]])", "np.ma.masked_array([[1.0, 2.0]], [[0, 1]])", "Liar((1, 2))"],
)
def test_a_subclass_of_an_array_becomes_a_plain_one(sandbox: Sandbox, lie: str) -> None:
    source = f"""
import numpy as np
class Liar(np.ndarray):
    shape = (7, 7)
    nbytes = 0
    def __array__(self, *args, **kwargs): return np.zeros(3)
    def tobytes(self, *args): return b"x" * 9
    def astype(self, *args, **kwargs): return self
    def __new__(cls, shape):
        self = np.ndarray.__new__(cls, shape)
        self[...] = [[1.0, 2.0]]
        return self
def f():
    return {lie}
"""
    back = value_of(ask(sandbox, source))
    assert type(back) is np.ndarray
    np.testing.assert_array_equal(back, [[1.0, 2.0]])


def test_a_big_endian_array_comes_back_native(sandbox: Sandbox) -> None:
    back = value_of(ask(sandbox, "import numpy as np\ndef f():\n    return np.array([1, 2], '>i4')\n"))
    assert back.dtype == np.dtype("int32")
    assert back.tolist() == [1, 2]


def test_a_generator_is_made_from_its_seed(sandbox: Sandbox) -> None:
    back = value_of(ask(sandbox, "def f(rng):\n    return rng.random(3)\n", Rng(5)))
    np.testing.assert_array_equal(back, np.random.default_rng(5).random(3))


def test_a_stream_is_seen_once(sandbox: Sandbox) -> None:
    source = "def f(batches):\n    return [b.sum() for b in batches], len(list(batches))\n"
    sums, again = value_of(ask(sandbox, source, Stream((np.ones((2, 2)), np.ones((1, 2))))))
    assert [float(s) for s in sums] == [4.0, 2.0]
    assert again == 0


def test_an_argument_is_reported_as_the_code_left_it(sandbox: Sandbox) -> None:
    x, kept, stream = np.ones(3), np.ones(2), Stream((np.ones(2),))
    source = "def f(x, kept, s):\n    x[1] = 7\n    next(s)[0] = 5\n"
    ((after, same, streamed),) = returned(ask(sandbox, source, x, kept, stream)).args_after
    assert isinstance(after, np.ndarray)
    assert after.tolist() == [1, 7, 1]
    assert same is kept
    assert isinstance(streamed, Stream)
    assert streamed.values[0].tolist() == [5, 1]


def test_a_reshaped_argument_counts_as_changed(sandbox: Sandbox) -> None:
    source = "import numpy as np\ndef f(x):\n    x.shape = (4,)\n"
    source = "import warnings\nwarnings.simplefilter('ignore')\n" + source
    (((after,),)) = returned(ask(sandbox, source, np.ones((2, 2)))).args_after
    assert isinstance(after, np.ndarray)
    assert after.shape == (4,)


def test_each_step_sees_fresh_arguments_and_its_value_is_taken_at_once(sandbox: Sandbox) -> None:
    source = """
class Layer:
    def __init__(self, n): self.total = [0.0] * n
    def __call__(self, x): x += 1; self.total[0] += float(x.sum()); return self.total
"""
    x = np.ones(2)
    steps = (
        Step("new", "Layer", (1,)),
        Step("invoke", "__call__", (x,)),
        Step("get", "total"),
        Step("set", "total", ((10.0,),)),
        Step("get", "total"),
    )
    run = sandbox.run(source, ["Layer"], [Probe("p", steps)], Limits())
    (result,) = run.results
    assert isinstance(result, Returned)
    assert result.values == (None, (4.0,), (4.0,), None, (10.0,))
    assert np.array_equal(x, [1, 1])

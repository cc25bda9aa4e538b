"""What is loaded before the lock: nothing can be loaded after it, since a locked child opens no file.

The modules named here are all that a submission may import.
"""

import importlib
import re
import sys
from pathlib import Path
from typing import Final

MODULES: Final = (
    "__future__",
    "abc",
    "array",
    "bisect",
    "cmath",
    "collections",
    "collections.abc",
    "contextlib",
    "copy",
    "dataclasses",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "heapq",
    "inspect",
    "io",
    "itertools",
    "json",
    "logging",
    "math",
    "numbers",
    "numpy",
    "numpy.char",
    "numpy.exceptions",
    "numpy.fft",
    "numpy.lib.stride_tricks",
    "numpy.linalg",
    "numpy.ma",
    "numpy.polynomial",
    "numpy.random",
    "numpy.rec",
    "numpy.strings",
    "numpy.testing",
    "numpy.typing",
    "operator",
    "os",
    "pprint",
    "random",
    "re",
    "statistics",
    "string",
    "struct",
    "sys",
    "textwrap",
    "time",
    "traceback",
    "types",
    "typing",
    "warnings",
    "weakref",
)

# Loaded because something above loads it on first use.
_ALSO: Final = (
    "_strptime",
    "encodings.ascii",
    "encodings.latin_1",
    "encodings.unicode_escape",
    "linecache",
    "tokenize",
)


def importable() -> frozenset[str]:
    """Return the top-level names a submission may import."""
    return frozenset(name.partition(".")[0] for name in MODULES)


def load(numpy_parent: str) -> None:
    """Import everything, NumPy from the folder `numpy_parent`, and use what loads more on first use."""
    sys.path.append(numpy_parent)
    for name in (*MODULES, *_ALSO):
        importlib.import_module(name)
    sys.path.remove(numpy_parent)
    _use_numpy()
    unwritable_code()


def _use_numpy() -> None:
    import numpy as np

    rng = np.random.default_rng(0)
    x = rng.standard_normal((16, 4))
    np.linalg.svd(x)
    np.linalg.solve(x[:4] + np.eye(4), x[4])
    np.fft.rfft(x, axis=0)
    np.einsum("nd,ne->de", x, x, optimize=True)
    np.matmul(x.T, x).astype(np.float32).var(axis=0)
    repr(x.astype(np.float16))
    np.testing.assert_allclose(x, x)


_MAPPING: Final = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S{4}) ")


def unwritable_code() -> None:
    """Take the right to write from memory that is also executable (libffi makes some for callbacks).

    After the lock nothing can become executable; this leaves nothing that a submission could overwrite.
    """
    import ctypes

    mprotect = ctypes.CDLL(None, use_errno=True).mprotect
    mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    for line in Path("/proc/self/maps").read_text("ascii", "replace").splitlines():
        match = _MAPPING.match(line)
        if match is None or not {"w", "x"} <= set(match[3]):
            continue
        start, end = int(match[1], 16), int(match[2], 16)
        if mprotect(start, end - start, 1) != 0:
            raise OSError(ctypes.get_errno(), "memory stays writable and executable")

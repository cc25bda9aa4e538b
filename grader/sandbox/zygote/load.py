"""Loading a submission: compiled and run as a module of its own, with a word for what it may not import."""

import builtins
import linecache
import sys
from types import FunctionType, ModuleType
from typing import Any, Final

from . import warm
from .arguments import Request
from .errors import FILE, one_line, own_lines
from .printed import PrintedTooMuch

_IMPORTABLE: Final = warm.importable()
_NAMED: Final = 5


class Invalid(Exception):
    """The source could not be loaded; the message tells the candidate why."""


def load(request: Request) -> dict[str, Any]:
    """Return the submission's namespace; Invalid when it has none with the names it must define."""
    # A locked child opens no file, so tracebacks and warnings find the source's lines here.
    lines = request.source.splitlines(keepends=True)
    linecache.cache[FILE] = (len(request.source), None, lines, FILE)
    module = ModuleType("submission")
    module.__file__ = FILE
    sys.modules["submission"] = module
    space = vars(module)
    space["__builtins__"] = _BUILTINS
    code = _compiled(request.source)
    try:
        exec(code, space)  # noqa: S102 - this is what the sandbox is for
    except (MemoryError, PrintedTooMuch):
        raise
    except BaseException as error:
        raise Invalid(f"it raised as it was loaded:\n{own_lines(error)}{one_line(error)}") from error
    missing = [name for name in request.names if name not in space]
    if missing:
        raise Invalid(f"it does not define {' or '.join(missing)}; {_defined(space)}")
    return space


def _defined(space: dict[Any, Any]) -> str:
    """Say which functions and classes there are instead; `type` runs no code of theirs, `isinstance` may."""
    own = [
        name
        for name, value in space.items()
        if type(name) is str and (type(value) is FunctionType or issubclass(type(value), type))
    ]
    return f"it defines {', '.join(own[:_NAMED])}" if own else "it defines no function and no class"


def unload() -> None:
    """Forget the submission that was loaded last."""
    sys.modules.pop("submission", None)
    linecache.cache.pop(FILE, None)


def _compiled(source: str) -> Any:
    try:
        return compile(source, FILE, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise Invalid(f"line {error.lineno}: {error.msg}") from error
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        raise Invalid(f"it cannot be compiled: {error or type(error).__name__}") from error


def _import(name: str, *args: Any, **kwargs: Any) -> Any:
    """Say which modules are to be had; the lock, not this, keeps the others out of reach."""
    top = name.partition(".")[0]
    level = kwargs.get("level", args[3] if len(args) > 3 else 0)
    if level == 0 and top not in _IMPORTABLE:
        allowed = ", ".join(sorted(_IMPORTABLE))
        raise ImportError(f"a submission cannot import {top}; it may import {allowed}", name=top)
    return builtins.__import__(name, *args, **kwargs)


# Made once in the zygote: to copy the built-ins in a child is to write to every type's reference count.
_BUILTINS: Final = {**vars(builtins), "__import__": _import}

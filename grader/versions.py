"""The version of a task: a hash over the source of everything that decides its verdicts."""

from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable

# Running code, pricing other item types and keeping receipts decide no verdict on code.
UNRELATED = frozenset(
    {
        "sandbox",
        "tasks",
        "choice.py",
        "cost.py",
        "numeric.py",
        "points.py",
        "receipt.py",
        "rubric.py",
        "source.py",
    }
)


def content_hash(modules: tuple[str, ...]) -> str:
    """Sixteen hexadecimal digits over the grading code and the task's own modules."""
    digest = sha256(grading_code())
    for module in modules:
        package, _, name = module.rpartition(".")
        own = resources.files(package).joinpath(f"{name}.py").read_bytes()
        digest.update(own.replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


@cache
def grading_code() -> bytes:
    """A digest of the kernels, probes, checks and tolerances that all tasks share."""
    digest = sha256()
    for path, source in sources(resources.files("grader")):
        digest.update(f"{path}\0{len(source)}\0".encode() + source)
    return digest.digest()


def sources(folder: Traversable, prefix: str = "") -> list[tuple[str, bytes]]:
    """Every Python file below `folder` that grading code depends on, by path."""
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name in UNRELATED and not prefix:
            continue
        if entry.is_dir():
            found += sources(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".py"):
            found.append((prefix + entry.name, entry.read_bytes().replace(b"\r\n", b"\n")))
    return found

"""What attacks aim at: files, sockets and a process of the host, and how to see whether any was hit."""

import os
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

MARKER = "the source of another candidate, 7c1f"


@contextmanager
def targets() -> Iterator[dict[str, str | int]]:
    """Yield the host that attacks are told of: readable secrets, a victim to change, servers to reach."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        (folder / "secret").write_text("SECRET")
        (folder / "victim").write_text("untouched")
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        unix = stack.enter_context(socket.socket(socket.AF_UNIX))
        unix.bind(str(folder / "server"))
        unix.listen()
        abstract = stack.enter_context(socket.socket(socket.AF_UNIX))
        name = f"bn-assess-target-{folder.name}"
        abstract.bind("\0" + name)
        abstract.listen()
        yield {
            "file": str(folder / "secret"),
            "folder": str(folder),
            "victim": str(folder / "victim"),
            "tcp": tcp.getsockname()[1],
            "unix": str(folder / "server"),
            "abstract": name,
            "pid": os.getpid(),
            "marker": MARKER,
        }


def traces(host: Mapping[str, str | int]) -> list[str]:
    """Return what an attack left on the host: files, changes, sockets."""
    folder = Path(str(host["folder"]))
    found = [
        f"file {path.name}" for path in folder.iterdir() if path.name not in ("secret", "victim", "server")
    ]
    victim = folder / "victim"
    if not victim.exists() or victim.read_text() != "untouched" or victim.stat().st_mode & 0o111:
        found.append("a changed victim")
    if Path("/dev/shm/bn-assess-attack").exists():
        found.append("a file in shared memory")
    if "bn-assess-attack" in Path("/proc/net/unix").read_text():
        found.append("a socket")
    return found


def descendants() -> set[int]:
    """Return the numbers of all living processes that descend from this one."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:  # it has just ended
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found and pid not in found}:
        found |= more
    return found - {os.getpid()}

"""Control groups: what a zygote and its children may use together, where the host lets us make one.

Optional, a second line behind each child's own limits. Version 2 if its memory controller reaches our group
(a service manager must delegate it), else version 1 (cgroups(7); Linux, admin-guide/cgroup-v2.rst).
"""

import itertools
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PREFIX: Final = "bn-assess-"
_ZYGOTE_BYTES: Final = 256 * 1024 * 1024  # what a zygote and its keeper may need beside the child
_PROCESSES: Final = 16
_GONE_WITHIN_S: Final = 1.0
_COUNT: Final = itertools.count()


@dataclass(frozen=True)
class Hierarchy:
    """Where groups are made: the version, and the folder of our own group by controller."""

    version: int
    folders: Mapping[str, Path]

    @property
    def limit_file(self) -> str:
        """Return the name of the file that holds the limit of memory."""
        return "memory.max" if self.version == 2 else "memory.limit_in_bytes"


class Group:
    """One group, with a name of its own in each hierarchy."""

    def __init__(self, hierarchy: Hierarchy) -> None:
        name = f"{_PREFIX}{os.getpid()}-{next(_COUNT)}"
        self.version = hierarchy.version
        self._memory = hierarchy.folders["memory"] / name / hierarchy.limit_file
        self._folders = {folder / name for folder in hierarchy.folders.values()}
        self._memory_bytes = 0
        for folder in self._folders:
            folder.mkdir()
        try:
            (hierarchy.folders["pids"] / name / "pids.max").write_text(str(_PROCESSES))
            self.allow(0)
        except OSError:
            self.remove()
            raise

    def add(self, pid: int) -> None:
        """Put a process, and all it will fork, into the group."""
        for folder in self._folders:
            (folder / "cgroup.procs").write_text(str(pid))

    def allow(self, child_bytes: int) -> None:
        """Let the group use as much memory as a child with this limit needs; never less than before."""
        wanted = child_bytes + _ZYGOTE_BYTES
        if wanted > self._memory_bytes:
            self._memory.write_text(str(wanted))
            self._memory_bytes = wanted

    def remove(self) -> None:
        """Remove the group, whose processes must have ended or be about to."""
        deadline = time.monotonic() + _GONE_WITHIN_S
        for folder in self._folders:
            while folder.exists():
                with suppress(OSError):
                    folder.rmdir()
                    break
                if time.monotonic() > deadline:
                    return
                time.sleep(0.005)


def new_group() -> Group | None:
    """Return a new group, or None where none can be made."""
    for hierarchy in hierarchies():
        with suppress(OSError):
            group = Group(hierarchy)
            _remove_stale(hierarchy)
            return group
    return None


def hierarchies() -> Iterator[Hierarchy]:
    """Yield the hierarchies that have a memory and a process controller here, version 2 first."""
    try:
        mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
        groups = [line.split(":", 2) for line in Path("/proc/self/cgroup").read_text().splitlines()]
    except OSError:
        return
    ours = {name: path.lstrip("/") for _, names, path in groups for name in names.split(",")}
    for _, place, kind, *_ in mounts:
        if kind == "cgroup2" and "" in ours:
            folder = Path(place, ours[""])
            yield Hierarchy(2, {"memory": folder, "pids": folder})
    found: dict[str, Path] = {
        name: Path(place, ours[name])
        for _, place, kind, options, *_ in mounts
        if kind == "cgroup"
        for name in ("memory", "pids")
        if name in options.split(",") and name in ours
    }
    if set(found) == {"memory", "pids"}:
        yield Hierarchy(1, found)


def version() -> int | None:
    """Return the version of the groups that can be made here, by making one."""
    group = new_group()
    if group is None:
        return None
    group.remove()
    return group.version


def _remove_stale(hierarchy: Hierarchy) -> None:
    """Remove groups that a killed process of ours left behind; those in use cannot be removed."""
    for folder in set(hierarchy.folders.values()):
        for stale in folder.glob(f"{_PREFIX}*"):
            owner = stale.name.removeprefix(_PREFIX).partition("-")[0]
            if not Path("/proc", owner).exists():
                with suppress(OSError):
                    stale.rmdir()

"""Other circumstances to run the sandbox in: as an ordinary user, and as a container that forbids much."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NOBODY = 65534
AS_IT_IS = "as-it-is"
ORDINARY_USER = "ordinary-user"
CONTAINER = "container"
CIRCUMSTANCES = [AS_IT_IS, CONTAINER, *([ORDINARY_USER] if os.getuid() == 0 else [])]


@contextmanager
def circumstances(name: str, folder: Path) -> Iterator[None]:
    """Within, every zygote is started in the circumstances named. `folder` is for mounts."""
    prefix: list[str] = []
    if name == CONTAINER:
        prefix = container()
    if name == ORDINARY_USER:
        prefix = ordinary_user(folder)
    started = subprocess.Popen

    def popen(command: list[str], **options: Any) -> "subprocess.Popen[bytes]":
        return started([*prefix, *command], **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "Popen", popen)
        yield


def container() -> list[str]:
    """Return a prefix that runs a command without any capability where no namespace can be made."""
    script = """
    echo 0 > /proc/sys/user/max_user_namespaces
    exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$@"
    """
    return ["unshare", "--user", "--map-root-user", "sh", "-ec", script, "sh"]


def ordinary_user(folder: Path) -> list[str]:
    """Return a prefix that runs a command as nobody, with a way to Python even where only root has one."""
    lines = ["mount --make-rprivate /"]
    repository = Path(__file__).parents[3]
    for number, path in enumerate({Path(sys.base_prefix), Path(sys.prefix), repository}):
        closed = [parent for parent in path.parents if not parent.stat().st_mode & 0o001]
        if not closed:
            continue
        stage, place = folder / str(number), shlex.quote(str(path))
        stage.mkdir()
        lines += [
            f"mount --rbind {place} {stage}",
            f"mount -t tmpfs -o mode=755 tmpfs {shlex.quote(str(closed[-1]))}",
            f"mkdir -p {place}",
            f"mount --rbind {stage} {place}",
        ]
    drop = f"setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups --bounding-set=-all --inh-caps=-all"
    return ["unshare", "--mount", "sh", "-ec", "\n".join([*lines, f'exec {drop} "$@"']), "sh"]

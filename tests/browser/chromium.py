"""Where a Chromium is on this machine."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> Path | None:
    """Return the system's Chromium, else the one Playwright keeps, else nothing."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return Path(path)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.is_file() else None

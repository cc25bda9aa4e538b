"""Pictures of every state of the pages: `python -m tests.browser.gallery FOLDER [WALK]...`.

Each in light and dark, 390 and 1280 pixels wide, to be looked at one by one.
"""

import itertools
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import axe, chromium, measuring, recruiting, states
from tests.browser.conftest import FLAGS, Recruiter, Visitor
from tests.live import LiveServer
from tests.mail_server import MailServer


def photograph(page: Page, folder: Path, name: str) -> None:
    """Save the four pictures of one state."""
    for size in (axe.WIDE, axe.NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict by any other name
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(axe.STAND_STILL, scheme)
            file = f"{name.replace(', ', '-').replace(' ', '-')}-{size['width']}-{scheme}.png"
            page.screenshot(path=folder / file)
    page.set_viewport_size(axe.WIDE)  # type: ignore[arg-type]


WALKS = {
    "closed-doors": states.closed_doors,
    "sitting": states.sitting,
    "designing": recruiting.designing,
    "inviting": recruiting.inviting,
    "measuring": measuring.measuring,
}


def main(folder: Path, names: list[str]) -> None:
    """Walk through every state, or those of the walks named, and photograph each."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright, ExitStack() as stack:
        mail = stack.enter_context(MailServer())
        server = LiveServer(f"sqlite:///{data}/gallery.sqlite3", Path(data), **mail.environment)
        server.command("migrate")
        server.command("bank", "load")
        server.start()
        try:
            demo = server.demo()
            keys = (demo["recruiter_email"], demo["recruiter_password"], demo["recruiter_key"])
            recruiter = Recruiter(server, *keys)
            browser = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS)
            visitor = Visitor(browser.new_context(locale="en-GB"), server.base_url)
            walks = [walk for name, walk in WALKS.items() if not names or name in names]
            for name, page in itertools.chain(*(walk(visitor, recruiter, server) for walk in walks)):
                photograph(page, folder, name)
                print(name, flush=True)
            browser.close()
        finally:
            server.stop()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(f"usage: python -m tests.browser.gallery FOLDER [{'|'.join(WALKS)}]...")
    main(Path(sys.argv[1]), sys.argv[2:])

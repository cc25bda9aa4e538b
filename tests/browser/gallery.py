"""Pictures of every state of the pages: `python -m tests.browser.gallery FOLDER [WALK]...`.

Each in light and dark, 390 and 1280 pixels wide, to be looked at one by one.
"""

import itertools
import sys
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import axe, measuring, reading, recruiting, stand, states
from tests.browser.conftest import Visitor


def photograph(page: Page, folder: Path, name: str) -> None:
    """Save the four pictures of one state."""
    for size in (axe.WIDE, axe.NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict by any other name
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(axe.STAND_STILL, scheme)
            page.evaluate("scrollTo(0, 0)")
            file = f"{name.replace(', ', '-').replace(' ', '-')}-{size['width']}-{scheme}.png"
            page.screenshot(path=folder / file, full_page=True)
    page.set_viewport_size(axe.WIDE)  # type: ignore[arg-type]


WALKS = {
    "closed-doors": states.closed_doors,
    "sitting": states.sitting,
    "designing": recruiting.designing,
    "inviting": recruiting.inviting,
    "measuring": measuring.measuring,
    "reading": reading.reading,
}


def main(folder: Path, names: list[str]) -> None:
    """Walk through every state, or those of the walks named, and photograph each."""
    folder.mkdir(parents=True, exist_ok=True)
    walks = [walk for name, walk in WALKS.items() if not names or name in names]
    with stand.set_up() as (server, recruiter, browser):
        visitor = Visitor(browser.new_context(locale="en-GB"), server.base_url)
        for name, page in itertools.chain(*(walk(visitor, recruiter, server) for walk in walks)):
            photograph(page, folder, name)
            print(name, flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(f"usage: python -m tests.browser.gallery FOLDER [{'|'.join(WALKS)}]...")
    main(Path(sys.argv[1]), sys.argv[2:])

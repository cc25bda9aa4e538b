"""A stocked server, its demo recruiter and a real Chromium, for programs that are no tests."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.conftest import FLAGS, Recruiter
from tests.live import LiveServer
from tests.mail_server import MailServer


@contextmanager
def set_up() -> Iterator[tuple[LiveServer, Recruiter, Browser]]:
    """Start them on a database of their own, and end them."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, MailServer() as mail:
        server = LiveServer(f"sqlite:///{folder}/stand.sqlite3", Path(folder), **mail.environment)
        server.command("migrate")
        server.command("bank", "load")
        server.start()
        try:
            demo = server.demo()
            recruiter = Recruiter(
                server, demo["recruiter_email"], demo["recruiter_password"], demo["recruiter_key"]
            )
            browser = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS)
            yield server, recruiter, browser
            browser.close()
        finally:
            server.stop()

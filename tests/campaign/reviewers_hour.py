"""A reviewer's hour: 50 written responses scored in a browser, by digits and Enter alone."""

import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.conftest import FLAGS, Recruiter, Visitor
from tests.browser.reviewing import add_reviewer, begin, hand_in, score_to_the_end, sign_in
from tests.live import LiveServer

RESPONSES = 50


def run(size: float) -> str:
    """Score `size` times 50 responses and read every level back."""
    count = max(1, round(size * RESPONSES))
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = LiveServer(f"sqlite:///{data}/hour.sqlite3", Path(data))
        server.command("migrate")
        server.command("bank", "load")
        server.start()
        try:
            demo = server.demo()
            keys = (demo["recruiter_email"], demo["recruiter_password"], demo["recruiter_key"])
            recruiter = Recruiter(server, *keys)
            assessment = hand_in(recruiter, count)
            key = add_reviewer(server, "hour@example.org")
            browser = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS)
            visitor = Visitor(browser.new_context(locale="en-GB"), server.base_url)
            page = visitor.page()
            sign_in(page, server.base_url, "hour@example.org")
            begin(page)
            began = time.monotonic()
            scored = dict(score_to_the_end(page))
            took_s = time.monotonic() - began
            browser.close()
            with server.client(key) as client:
                for review, digits in scored.items():
                    assert list(client.get(f"reviews/{review}").json()["levels"].values()) == digits, review
            with server.client(recruiter.key) as client:
                rows = client.get(f"assessments/{assessment}/attempts?limit=200").json()["items"]
            assert [row["review_pending"] for row in rows] == [0] * count
            assert visitor.broken_rules == []
        finally:
            server.stop()
    keys_pressed = sum(len(digits) + 1 for digits in scored.values())
    return (
        f"{len(scored)} responses, {keys_pressed} keys, none lost; "
        f"{took_s / len(scored):.2f} s of the client and the service for each"
    )

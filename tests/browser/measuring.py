"""An assessment's Measurement page: of nobody, and of a cohort that sat it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Recruiter, Visitor
from tests.browser.recruiting import State, sign_in
from tests.live import LiveServer

NOBODY = {
    "title": "For nobody",
    "time_limit_s": 600,
    "sections": [{"title": "One", "draws": [{"types": ["numeric"], "count": 1}]}],
}
PEOPLE = "36"


def measuring(staff: Visitor, recruiter: Recruiter, server: LiveServer) -> Iterator[State]:
    """From no attempt to some that are too few for most figures."""
    page = staff.page()
    sign_in(page, recruiter)
    page.goto(f"{server.base_url}/staff/assessments/{recruiter.publish(NOBODY)}/measurement")
    expect(page.get_by_text("No attempt is finished and scored yet")).to_be_visible()
    expect(page.get_by_text("Not read yet")).to_be_visible()
    page.get_by_role("button", name="Read now").click()
    expect(page.get_by_role("alert")).to_contain_text("0 people have answered")
    yield "measurement, nobody", page
    with tempfile.TemporaryDirectory() as folder:
        truth = ("--truth", str(Path(folder) / "truth.json"))
        server.command(
            "simulate", "--candidates", PEOPLE, "--blueprint", "screen", "--owner", recruiter.email, *truth
        )
    page.goto(f"{server.base_url}/staff")
    page.get_by_role("link", name="Simulated: ").first.click()
    page.get_by_role("link", name="Measurement").click()
    expect(page.get_by_role("link", name=PEOPLE, exact=True).first).to_be_visible()
    expect(page.locator("canvas")).to_be_visible()
    expect(page.get_by_text("not enough data: 36 of 100").first).to_be_visible()
    expect(page.get_by_role("heading", name="By gender")).to_be_visible()
    page.get_by_text("The distribution as a table").click()
    page.get_by_text("Who chose which option").first.click()
    page.get_by_label("Order").select_option("Hardest first")
    yield "measurement", page

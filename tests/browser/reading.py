"""What a recruiter meets on the way from nobody's results to a decision, one state after the other."""

import re
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Recruiter, Visitor
from tests.browser.recruiting import sign_in
from tests.browser.rows import many_attempts
from tests.live import LiveServer

State = tuple[str, Page]
DESIGN: dict[str, Any] = {
    "title": "To be read",
    "time_limit_s": 600,
    "sections": [
        {
            "title": "Answers",
            "draws": [
                {"types": ["single_choice"], "count": 4},
                {"types": ["written"], "count": 1},
            ],
        },
        {"title": "Code", "draws": [{"types": ["coding"], "items": ["bn-forward"], "count": 1}]},
    ],
}
# The statistics of each row, as layer normalisation takes them.
LAYER_NORM = """import numpy as np


def batch_norm(x, gamma, beta, eps):
    mean = x.mean(axis=1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(x.var(axis=1, keepdims=True) + eps) + beta
"""


def sit(recruiter: Recruiter, assessment: str, name: str) -> None:
    """Answer everything, the code as layer normalisation, and finish."""
    token = recruiter.invite(assessment, name).rsplit("/", 1)[1]
    with recruiter.server.client(token) as client:
        sections = client.post("attempt").json()["sections"]
        answers = {
            "single_choice": {"choice": "b"},
            "written": {"text": "It *centres* each feature, $\\mu = 0$.\n\n<b>not bold</b>"},
            "coding": {"source": LAYER_NORM},
        }
        for item in (item for section in sections for item in section["items"]):
            body = {"revision": 1, "answer": answers[item["type"]]}
            assert client.put(f"attempt/responses/{item['id']}", json=body).status_code == 200
        client.post("attempt/events", json=[{"kind": "paste", "at": "2026-03-01T09:00:00Z", "size": 300}])
        assert client.post("attempt/finish").status_code == 200


def reading(staff: Visitor, recruiter: Recruiter, server: LiveServer) -> Iterator[State]:
    """From an empty list over a long one to the report of one attempt."""
    page = staff.page()
    sign_in(page, recruiter)
    assessment = recruiter.publish(DESIGN)
    results = f"{server.base_url}/staff/assessments/{assessment}/results"
    page.goto(results)
    expect(page.get_by_text("Nobody has started yet")).to_be_visible()
    yield "results, none", page
    sit(recruiter, assessment, "Ada Lovelace")
    page.reload()
    expect(page.get_by_role("row", name="Ada Lovelace")).to_contain_text("1 integrity note")
    yield "results, one", page
    page.get_by_role("button", name="Freeze a reference set now").click()
    expect(page.get_by_role("alert")).to_contain_text("a percentile needs 100")
    yield from long_list(page, recruiter, server, assessment)
    yield from one_report(page, recruiter, assessment)


def long_list(page: Page, recruiter: Recruiter, server: LiveServer, assessment: str) -> Iterator[State]:
    """A list of hundreds, narrowed, exported, and some of it side by side."""
    many_attempts(server, assessment, 120)
    sit(recruiter, assessment, "Grace Hopper")
    page.reload()
    page.get_by_role("button", name="Freeze a reference set now").click()
    expect(page.get_by_text("Percentiles are read against 120 attempts")).to_be_visible()
    page.get_by_role("link", name="Time used").click()
    expect(page).to_have_url(re.compile("sort=time_used"))
    expect(page.get_by_role("columnheader", name="Time used")).to_have_attribute("aria-sort", "ascending")
    yield "results, many", page
    page.get_by_role("button", name="Show more").click()
    expect(page.get_by_role("row")).to_have_count(101)
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").click()
    assert len(saved.value.path().read_text().splitlines()) == 123
    expect(page.get_by_text(re.compile("is saved"))).to_be_visible()
    page.get_by_label("Search by name or e-mail").fill("nobody of this name")
    expect(page.get_by_text("No attempt passes these filters")).to_be_visible()
    page.get_by_role("button", name="Clear all filters").click()
    page.get_by_label("Has integrity notes").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("row")).to_have_count(3)
    page.reload()
    expect(page.get_by_role("row")).to_have_count(3)  # the address has the filter
    for name in ("Ada Lovelace", "Grace Hopper"):
        page.get_by_label(f"Compare {name}").focus()
        page.keyboard.press("Space")
    page.get_by_role("link", name="Compare 2 side by side").click()
    expect(page.get_by_role("columnheader", name="Grace Hopper")).to_be_visible()
    yield "results, compared", page


def one_report(page: Page, recruiter: Recruiter, assessment: str) -> Iterator[State]:
    """A report before the keys are shown, with a note, and after."""
    page.get_by_role("link", name="Ada Lovelace").click()
    expect(page.get_by_role("heading", name="Ada Lovelace")).to_be_visible()
    expect(page.get_by_text("once the assessment is closed").first).to_be_visible()
    page.get_by_label("A note").fill("Ask about axes.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator(".note")).to_contain_text("Ask about axes.")
    page.get_by_role("button", name="Put on my shortlist").click()
    expect(page.get_by_text("On the shortlist of")).to_be_visible()
    yield "report, open", page
    recruiter.close(assessment)
    page.reload()
    belief = page.locator(".belief").first
    expect(belief).to_be_visible()
    belief.get_by_role("link").last.click()
    expect(page.locator("details[open].item-card").first).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download as PDF").click()
    assert saved.value.path().read_bytes().startswith(b"%PDF")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    yield "report, printed", page
    page.emulate_media(media="screen")

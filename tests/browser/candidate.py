"""How a candidate moves through the pages."""

from typing import Any

from playwright.sync_api import Page, expect

ONE_OF_EACH = {
    "title": "One of each",
    "instructions": "Answer what you can. Maths reads like $\\gamma \\hat{x} + \\beta$.",
    "time_limit_s": 1800,
    "sections": [
        {
            "title": "Answers",
            "instructions": "Any order.",
            "draws": [
                {"types": ["single_choice"], "count": 1},
                {"types": ["multiple_choice"], "count": 1},
                {"types": ["numeric"], "count": 1},
                {"types": ["written"], "count": 1},
            ],
        },
        {"title": "Programs", "draws": [{"types": ["coding"], "items": ["bn-forward"], "count": 1}]},
    ],
}
WRITTEN_ONLY = {
    "title": "In your own words",
    "instructions": "",
    "time_limit_s": 1800,
    "sections": [{"title": "Words", "draws": [{"types": ["written"], "count": 1}]}],
}
RIGHT_CODE = """import numpy as np


def batch_norm(x, gamma, beta, eps):
    mean = x.mean(axis=0)
    var = ((x - mean) ** 2).mean(axis=0)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta
"""


def start(page: Page, link: str) -> None:
    """Open the invitation and start."""
    page.goto(link)
    expect(page).to_have_url(f"{page.url.split('/test')[0]}/test")
    page.get_by_role("button", name="Start the test").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Question 1 of")


def go_to(page: Page, position: int, link: str = "Question {},", heading: str = "Question {} of") -> None:
    """Open a question from the overview; `link` and `heading` are how the page's language names it."""
    page.get_by_role("link", name=link.format(position)).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading.format(position))


def go_to_kind(page: Page, kind: str, **language: str) -> None:
    """Open the first question of a kind."""
    for position in range(1, page.locator(".overview .place").count() + 1):
        go_to(page, position, **language)
        if page.locator(f".item.{kind}").count():
            return
    raise AssertionError(f"no {kind} item in this test")


def show_questions(page: Page, how: str) -> None:
    """Choose "One at a time" or "All on one page"."""
    page.get_by_role("button", name="Display").click()
    page.get_by_label(how).check()
    page.get_by_role("button", name="Close").click()


def expect_saved(page: Page) -> None:
    """Wait until the page says that the server has everything."""
    expect(page.locator(".save-state")).to_have_attribute("data-state", "saved")


def replace_code(page: Page, source: str) -> None:
    """Put `source` into the editor as a person does: select all, paste over it."""
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(source)


def expect_verdict(page: Page, verdict: str) -> None:
    """Wait for the end of grading."""
    expect(page.locator(f".result [data-verdict='{verdict}']")).to_be_visible(timeout=30_000)


def finish(page: Page) -> None:
    """Finish, through the dialog."""
    page.get_by_role("navigation", name="All questions").get_by_role("button", name="Finish").click()
    page.get_by_role("dialog").get_by_role("button", name="Finish now").click()
    expect(page.get_by_role("heading", name="Your test is finished")).to_be_visible()


def answer_every_kind(page: Page) -> None:
    """Answer the first item of each kind, the code last."""
    go_to_kind(page, "single_choice")
    page.get_by_role("radio").nth(1).check()
    go_to_kind(page, "multiple_choice")
    for place in (0, 2):
        page.get_by_role("checkbox").nth(place).check()
    go_to_kind(page, "numeric")
    page.get_by_label("Your answer").fill("1e-5")
    go_to_kind(page, "written")
    page.get_by_label("Your answer").fill("Kept.")
    go_to_kind(page, "coding")
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+Home")
    page.keyboard.type("# kept ")


def expect_answers_of_every_kind(report: dict[str, Any], *, prose: str) -> None:
    """Check that the server holds what `answer_every_kind` answered, the prose as it was changed since."""
    answers = {item["type"]: item["answer"] for item in report["items"]}
    assert answers["single_choice"] == {"choice": "b"}
    assert answers["multiple_choice"] == {"choices": ["a", "c"]}
    assert answers["numeric"] == {"value": 1e-5}
    assert answers["written"] == {"text": prose}
    assert answers["coding"]["source"].startswith("# kept ")

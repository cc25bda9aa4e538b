"""After the end: what was received, what was noted, and the result as far as the assessment shows it."""

from playwright.sync_api import Page, expect

from tests.browser.candidate import expect_saved, finish, go_to_kind, start
from tests.browser.conftest import Recruiter, Visitor

CHOICE_NUMBER_PROSE = {
    "title": "Three questions",
    "instructions": "",
    "time_limit_s": 1800,
    "sections": [
        {
            "title": "Answers",
            "draws": [
                {"types": ["single_choice"], "count": 1},
                {"types": ["numeric"], "count": 1},
                {"types": ["written"], "count": 1},
            ],
        }
    ],
}
PASTE = """(field) => {
  const data = new DataTransfer();
  data.setData("text/plain", "x".repeat(120));
  const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true });
  field.dispatchEvent(paste);
}"""


def sit(page: Page, link: str) -> None:
    """Answer each question and finish."""
    start(page, link)
    go_to_kind(page, "single_choice")
    page.get_by_role("radio").nth(0).check()
    go_to_kind(page, "numeric")
    page.get_by_label("Your answer").fill("123456")
    go_to_kind(page, "written")
    page.get_by_label("Your answer").fill("Because of *noise*.")
    expect_saved(page)
    finish(page)


def test_a_result_is_announced_then_told_and_explained_once_nobody_can_sit_the_test(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    assessment = recruiter.publish(CHOICE_NUMBER_PROSE, results="explanations")
    page = candidate.page()
    link = recruiter.invite(assessment)
    page.goto(link)
    expect(page.get_by_text("what was right in each question, and why")).to_be_visible()
    sit(page, link)
    expect(page.get_by_text("Your score is not final: 1 answer is still being scored")).to_be_visible()
    expect(page.get_by_role("heading", name="Question by question")).to_have_count(0)
    recruiter.score_prose()
    recruiter.close(assessment)
    page.goto(link)
    report = recruiter.report(assessment)
    earned, possible = (f"{report[name]:g}" for name in ("score", "possible"))
    expect(page.locator(".total")).to_have_text(f"{earned} of {possible} points")
    expect(page.get_by_role("table", name="By subtopic").get_by_role("row")).to_have_count(
        len(report["subtopics"]) + 1
    )
    choice, number, prose = page.locator(".by-question article").all()
    expect(choice.locator(".right .judged-marks")).to_contain_text("right")
    expect(choice.get_by_text("Your choice")).to_have_count(1)
    expect(number).to_contain_text("You answered 123456. Right is")
    expect(number).to_contain_text(f"0 / {report['items'][1]['possible']:g}")
    expect(prose.locator("em").first).to_have_text("noise")
    expect(prose.get_by_role("heading", name="An answer that earns all points")).to_be_visible()


def test_an_assessment_that_shows_nothing_shows_the_receipt_alone(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    page = candidate.page()
    with page.expect_response("**/attempt/results"):
        sit(page, recruiter.invite(recruiter.publish(CHOICE_NUMBER_PROSE)))
    expect(page.get_by_text("3 / 3")).to_be_visible()
    expect(page.locator("dd code")).to_have_text(recruiter_receipt(page))
    expect(page.locator(".result-card, .by-question")).to_have_count(0)


def recruiter_receipt(page: Page) -> str:
    receipt: str = page.evaluate("fetch('/api/v1/attempt').then((a) => a.json()).then((a) => a.receipt)")
    return receipt


def test_what_was_noted_is_shown_during_the_test_and_after_it_and_the_recruiter_sees_no_more(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    assessment = recruiter.publish(CHOICE_NUMBER_PROSE)
    page = candidate.page()
    start(page, recruiter.invite(assessment))
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="What is recorded").click()
    expect(page.get_by_role("dialog")).to_contain_text("Nothing so far.")
    page.keyboard.press("Escape")
    page.evaluate("dispatchEvent(new Event('blur'))")
    page.wait_for_timeout(1_000)
    page.evaluate("dispatchEvent(new Event('focus'))")
    go_to_kind(page, "written")
    page.get_by_label("Your answer").evaluate(PASTE)
    page.get_by_role("button", name="What is recorded").click()
    noted = page.locator(".recorded li span")
    expect(noted).to_have_text(["You left this page for 1 second.", "You pasted 120 characters."])
    page.keyboard.press("Escape")
    finish(page)
    page.get_by_text("What was recorded").click()
    expect(noted).to_have_text(["You left this page for 1 second.", "You pasted 120 characters."])
    seen = [entry["what"] for entry in recruiter.report(assessment)["timeline"]]
    assert seen == ["started", "focus lost", "focus gained", "paste", "finished"]

"""What looks like a program in a text stays a text, for everybody who reads it."""

from playwright.sync_api import Page, expect

from tests.browser.candidate import expect_saved, expect_verdict, finish, go_to_kind, replace_code, start
from tests.browser.conftest import Recruiter, Visitor

SCRIPT = "<script>window.hacked = 1</script>"
IMAGE = '<img src="x" onerror="window.hacked = 1">'
LINK = "[a link](javascript:window.hacked=1)"
HOSTILE = f"{SCRIPT} {IMAGE} {LINK} $\\href{{javascript:window.hacked=1}}{{x}}$"
BLUEPRINT = {
    "title": f"Title {IMAGE}",
    "instructions": HOSTILE,
    "time_limit_s": 1800,
    "sections": [
        {
            "title": f"Section {IMAGE}",
            "instructions": HOSTILE,
            "draws": [
                {"types": ["written"], "count": 1},
                {"items": ["bn-forward"], "types": ["coding"], "count": 1},
            ],
        }
    ],
}


def assert_unharmed(page: Page) -> None:
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, object").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0


def test_scripts_in_titles_prompts_answers_and_output_stay_text(
    candidate: Visitor, staff: Visitor, recruiter: Recruiter
) -> None:
    assessment = recruiter.publish(BLUEPRINT)
    page = candidate.page()
    link = recruiter.invite(assessment, name=f"Eve {IMAGE}")
    page.goto(link)
    expect(page.locator(".prose", has_text="window.hacked = 1")).to_be_visible()
    assert_unharmed(page)
    start(page, link)
    go_to_kind(page, "written")
    page.get_by_label("Your answer").fill(HOSTILE)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview .prose")).to_contain_text("<script>")
    assert_unharmed(page)
    go_to_kind(page, "coding")
    replace_code(page, f"print('''{IMAGE}''')\ndef batch_norm(x, gamma, beta, eps):\n    return x\n")
    page.get_by_role("button", name="Run the samples").click()
    expect_verdict(page, "wrong_answer")
    expect(page.locator(".output")).to_contain_text("<img")
    assert_unharmed(page)
    expect_saved(page)
    finish(page)
    assert_unharmed(page)

    desk = staff.page()
    desk.goto(f"{staff.origin}/staff/attempts/{recruiter.report(assessment)['id']}")
    desk.get_by_label("E-mail").fill(recruiter.email)
    desk.get_by_label("Password").fill(recruiter.password)
    desk.get_by_role("button", name="Sign in").click()
    expect(desk.get_by_role("heading", name="Eve <img")).to_be_visible()
    for summary in desk.locator(".item-card > summary").all():
        summary.click()
    expect(desk.locator(".quoted")).to_contain_text("<script>")
    expect(desk.locator(".source").first).to_contain_text("<img")
    assert_unharmed(desk)

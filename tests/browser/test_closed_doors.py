"""Pages for those who cannot go on say so, and what to do."""

from playwright.sync_api import expect

from tests.browser.candidate import WRITTEN_ONLY, expect_saved, finish, start
from tests.browser.conftest import Recruiter, Visitor


def test_a_forged_link_leads_to_a_page_that_says_whom_to_ask(candidate: Visitor) -> None:
    page = candidate.page()
    page.goto(f"{candidate.origin}/take/bni_{'x' * 32}")
    expect(page.get_by_role("heading", name="Open your invitation link")).to_be_visible()
    expect(page.get_by_text("ask who sent it for a new link")).to_be_visible()


def test_a_wrong_password_is_told_and_nothing_typed_is_lost(staff: Visitor, recruiter: Recruiter) -> None:
    page = staff.page()
    page.goto(f"{staff.origin}/staff")
    page.get_by_label("E-mail").fill(recruiter.email)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not match")
    expect(page.get_by_label("E-mail")).to_have_value(recruiter.email)


def test_a_reviewer_scores_prose_without_a_name_and_the_score_is_final(
    candidate: Visitor, staff: Visitor, recruiter: Recruiter, reviewer: tuple[str, str]
) -> None:
    recruiter.score_prose()  # what other tests left in the queue
    assessment = recruiter.publish(WRITTEN_ONLY)
    page = candidate.page()
    start(page, recruiter.invite(assessment, name="Katherine Johnson"))
    page.get_by_label("Your answer").fill("Statistics of the batch carry noise.")
    expect_saved(page)
    finish(page)

    desk = staff.page()
    desk.goto(f"{staff.origin}/staff")
    email, password = reviewer
    desk.get_by_label("E-mail").fill(email)
    desk.get_by_label("Password").fill(password)
    desk.get_by_role("button", name="Sign in").click()
    desk.locator(".queue a").first.click()
    expect(desk.get_by_text("Statistics of the batch carry noise.")).to_be_visible()
    assert "Katherine" not in desk.content()
    for criterion in desk.locator(".rubric fieldset").all():
        criterion.get_by_role("radio").last.check()
    desk.get_by_label("Comment").fill("Clear.")
    desk.get_by_role("button", name="Save, next").click()
    desk.wait_for_url("**/staff/reviews*/**")
    report = recruiter.report(assessment)
    assert report["score"] == report["possible"]
    assert report["review_pending"] == 0


def test_a_browser_that_cannot_run_the_page_is_told_which_can(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    page = candidate.page()
    page.route("**/assets/test-*.js", lambda route: route.abort())
    page.goto(recruiter.invite(recruiter.publish(WRITTEN_ONLY)))
    told = page.get_by_text("open it in a current version of")
    expect(told).to_be_hidden()
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    expect(told).to_be_visible()

"""A person sits the whole test, and another reads the score."""

from playwright.sync_api import Page, expect

from tests.browser.candidate import (
    ONE_OF_EACH,
    RIGHT_CODE,
    expect_saved,
    expect_verdict,
    finish,
    go_to_kind,
    replace_code,
    start,
)
from tests.browser.conftest import Recruiter, Visitor


def answer_everything(page: Page) -> None:
    go_to_kind(page, "single_choice")
    page.get_by_role("radio").nth(1).check()
    go_to_kind(page, "multiple_choice")
    page.get_by_role("checkbox").nth(0).check()
    page.get_by_role("checkbox").nth(1).check()
    go_to_kind(page, "numeric")
    page.get_by_label("Your answer").press_sequentially("2,5e-1", delay=5)
    expect(page.get_by_text("Read as 0.25")).to_be_visible()
    go_to_kind(page, "written")
    page.get_by_label("Your answer").press_sequentially("The *batch* mean $\\mu$ is noisy.", delay=2)
    expect(page.get_by_text("6 of about")).to_be_visible()
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview em")).to_have_text("batch")
    expect(page.locator(".preview .katex")).to_be_visible()
    go_to_kind(page, "coding")
    replace_code(page, "def batch_norm(x, gamma, beta, eps):\n    return x\n")
    page.get_by_role("button", name="Run the samples").click()
    expect_verdict(page, "wrong_answer")
    expect(page.locator(".checks .bad-text").first).to_be_visible()
    replace_code(page, RIGHT_CODE)
    page.get_by_role("button", name="Submit", exact=True).click()
    expect_verdict(page, "accepted")


def test_an_attempt_by_mouse_with_every_item_type_ends_in_a_score_the_recruiter_reads(
    candidate: Visitor, staff: Visitor, recruiter: Recruiter
) -> None:
    assessment = recruiter.publish(ONE_OF_EACH)
    page = candidate.page()
    start(page, recruiter.invite(assessment))
    answer_everything(page)
    expect_saved(page)
    finish(page)
    expect(page.get_by_text("5 / 5")).to_be_visible()
    receipt = page.locator("dd code").inner_text()

    desk = staff.page()
    desk.goto(f"{staff.origin}/staff")
    desk.get_by_label("E-mail").fill(recruiter.email)
    desk.get_by_label("Password").fill(recruiter.password)
    desk.get_by_role("button", name="Sign in").click()
    desk.get_by_role("link", name="One of each").first.click()
    desk.get_by_role("link", name="Results").click()
    expect(desk.get_by_role("row", name="Ada Lovelace")).to_contain_text("1 to review")
    desk.get_by_role("link", name="Ada Lovelace").click()
    expect(desk.get_by_role("heading", name="Ada Lovelace")).to_be_visible()
    expect(desk.get_by_text(receipt)).to_be_visible()
    code = desk.locator(".item-card", has_text="Coding")
    expect(code.locator(".item-score")).to_have_text("10 / 10")
    code.locator("summary").first.click()
    expect(code.locator(".verdict").first).to_have_text("Accepted")
    expect(code.locator(".source .tok-keyword").first).to_have_text("import")
    expect(code.get_by_role("img", name="characters came")).to_be_visible()
    number = desk.locator(".item-card", has_text="A number")
    number.locator("summary").first.click()
    expect(number.get_by_text("0.25", exact=True)).to_be_visible()

    report = recruiter.report(assessment)
    assert report["auto_score"] >= 10
    assert report["typing"][-1]["length"] == len(RIGHT_CODE)
    assert [item["answer"] is not None for item in report["items"]] == [True] * 5


def test_keys_typed_quickly_into_the_editor_all_arrive_in_order(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    assessment = recruiter.publish(ONE_OF_EACH)
    page = candidate.page()
    start(page, recruiter.invite(assessment))
    go_to_kind(page, "coding")
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    typed = "# abcdefghijklmnopqrstuvwxyz 0123456789 " * 3
    page.keyboard.type(typed)
    expect_saved(page)
    assert recruiter.answer(assessment, "coding") == {"source": typed}


def test_escape_then_tab_leaves_the_editor(candidate: Visitor, recruiter: Recruiter) -> None:
    page = candidate.page()
    start(page, recruiter.invite(recruiter.publish(ONE_OF_EACH)))
    go_to_kind(page, "coding")
    page.locator(".cm-content").click()
    page.keyboard.press("Tab")
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Run the samples")).to_be_focused()


def test_a_verdict_arrives_without_an_event_stream_too(candidate: Visitor, recruiter: Recruiter) -> None:
    page = candidate.page()
    page.route("**/events", lambda route: route.abort())
    start(page, recruiter.invite(recruiter.publish(ONE_OF_EACH)))
    go_to_kind(page, "coding")
    replace_code(page, RIGHT_CODE)
    page.get_by_role("button", name="Submit", exact=True).click()
    expect_verdict(page, "accepted")
    page.reload()
    expect_verdict(page, "accepted")

"""Connections drop, pages reload, tabs multiply, the time runs out: what was typed stays."""

from playwright.sync_api import Page, expect

from app.models import AttemptStatus
from tests.browser.candidate import (
    ONE_OF_EACH,
    WRITTEN_ONLY,
    answer_every_kind,
    expect_answers_of_every_kind,
    expect_saved,
    go_to_kind,
    start,
)
from tests.browser.conftest import Recruiter, Visitor
from tests.browser.rows import change_newest_attempt, close_in
from tests.live import LiveServer


def prose(page: Page) -> str:
    return page.get_by_label("Your answer").input_value()


def test_an_offline_edit_is_kept_on_the_device_and_sent_when_the_connection_is_back(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    assessment = recruiter.publish(ONE_OF_EACH)
    page = candidate.page()
    start(page, recruiter.invite(assessment))
    go_to_kind(page, "written")
    page.get_by_label("Your answer").fill("Online.")
    expect_saved(page)
    candidate.context.set_offline(True)
    page.get_by_label("Your answer").fill("Online, then offline.")
    expect(page.locator(".save-state")).to_have_text("Saved on this device")
    expect(page.get_by_text("You are offline.")).to_be_visible()
    assert recruiter.answer(assessment, "written") == {"text": "Online."}
    with page.expect_response("**/attempt/events"):
        candidate.context.set_offline(False)
    expect_saved(page)
    expect(page.get_by_text("You are offline.")).to_be_hidden()
    happened = [entry["what"] for entry in recruiter.report(assessment)["timeline"]]
    assert "offline" in happened
    assert "online" in happened
    assert recruiter.answer(assessment, "written") == {"text": "Online, then offline."}


def test_edits_of_every_kind_made_while_the_server_is_gone_survive_closing_the_page(
    candidate: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    assessment = recruiter.publish(ONE_OF_EACH)
    page = candidate.page()
    start(page, recruiter.invite(assessment))
    go_to_kind(page, "coding")
    expect(page.locator(".cm-content")).to_be_visible()
    address = page.url
    server.kill()
    answer_every_kind(page)
    expect(page.locator(".save-state")).to_have_text("Saved on this device")
    page.close()

    server.start()
    page = candidate.page()
    page.goto(address)
    expect_saved(page)
    expect(page.locator(".cm-content")).to_contain_text("# kept")
    expect_answers_of_every_kind(recruiter.report(assessment), prose="Kept.")


def test_two_tabs_show_and_store_the_same_answer(candidate: Visitor, recruiter: Recruiter) -> None:
    assessment = recruiter.publish(WRITTEN_ONLY)
    one = candidate.page()
    start(one, recruiter.invite(assessment))
    two = candidate.page()
    two.goto(one.url)
    expect(two.get_by_label("Your answer")).to_be_visible()
    one.get_by_label("Your answer").fill("From the first tab")
    expect(two.get_by_label("Your answer")).to_have_value("From the first tab")
    two.get_by_label("Your answer").fill("From the first tab, then the second")
    expect(one.get_by_label("Your answer")).to_have_value("From the first tab, then the second")
    for page in (one, two):
        expect_saved(page)
        assert prose(page) == "From the first tab, then the second"
    assert recruiter.answer(assessment, "written") == {"text": "From the first tab, then the second"}


def test_what_is_typed_in_the_last_seconds_counts(
    candidate: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    assessment = recruiter.publish(WRITTEN_ONLY)
    page = candidate.page()
    start(page, recruiter.invite(assessment))
    close_in(server, 5)
    page.reload()
    page.get_by_label("Your answer").press_sequentially("In the last seconds.", delay=100)
    expect(page.get_by_role("heading", name="Your test is finished")).to_be_visible()
    expect(page.get_by_text("The time is over.")).to_be_visible()
    assert recruiter.answer(assessment, "written") == {"text": "In the last seconds."}


def test_a_deadline_that_passes_offline_is_told_plainly_and_what_the_server_held_counts(
    candidate: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    assessment = recruiter.publish(WRITTEN_ONLY)
    page = candidate.page()
    start(page, recruiter.invite(assessment))
    page.get_by_label("Your answer").fill("In time.")
    expect_saved(page)
    close_in(server, 8)
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("In time.")
    candidate.context.set_offline(True)
    page.get_by_label("Your answer").fill("Too late.")
    expect(page.get_by_role("heading", name="Time is up")).to_be_visible(timeout=15_000)
    expect(page.get_by_text("What counts is what the server received before the end")).to_be_visible()
    candidate.context.set_offline(False)
    expect(page.get_by_role("heading", name="Your test is finished")).to_be_visible(timeout=15_000)
    expect(page.get_by_text("The last change to question 1 came after the end")).to_be_visible()
    assert recruiter.answer(assessment, "written") == {"text": "In time."}


def test_a_pause_is_shown_and_the_page_goes_on_by_itself_with_what_was_typed(
    candidate: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    assessment = recruiter.publish(WRITTEN_ONLY)
    page = candidate.page()
    start(page, recruiter.invite(assessment))
    expect_saved(page)
    change_newest_attempt(server, status=AttemptStatus.PAUSED)
    page.get_by_label("Your answer").fill("Typed into the pause.")
    expect(page.get_by_role("heading", name="The test is paused")).to_be_visible()
    change_newest_attempt(server, status=AttemptStatus.STARTED)
    expect(page.get_by_label("Your answer")).to_have_value("Typed into the pause.", timeout=15_000)
    expect_saved(page)
    assert recruiter.answer(assessment, "written") == {"text": "Typed into the pause."}

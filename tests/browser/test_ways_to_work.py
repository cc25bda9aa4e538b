"""By keyboard alone, larger, in another language, with the clock out of sight: the same test."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.candidate import (
    ONE_OF_EACH,
    RIGHT_CODE,
    WRITTEN_ONLY,
    expect_saved,
    expect_verdict,
    go_to_kind,
    replace_code,
    show_questions,
    start,
)
from tests.browser.conftest import Recruiter, Visitor, arrive
from tests.live import LiveServer


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => {
              const at = document.activeElement;
              if (at === document.body) return "";
              return at.getAttribute("aria-label") || at.labels?.[0]?.textContent || at.textContent;
            }"""
        )
        if name in focused:
            return
    raise AssertionError(f"Tab never came to {name!r}")


def test_a_whole_attempt_by_keyboard_alone(candidate: Visitor, recruiter: Recruiter) -> None:
    assessment = recruiter.publish(ONE_OF_EACH)
    page = candidate.page()
    page.goto(recruiter.invite(assessment))
    expect(page.get_by_role("button", name="Start the test")).to_be_visible()
    tab_to(page, "Start the test")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Question 1 of 5")
    page.keyboard.press("Alt+Shift+KeyK")
    expect(page.get_by_role("dialog")).to_contain_text("Next question")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    for position in range(1, 6):
        expect(heading).to_contain_text(f"Question {position} of 5")
        answer_by_keyboard(page)
        expect_saved(page)
        page.keyboard.press("Alt+Shift+KeyN")
    page.keyboard.press("Escape")  # out of the editor, where Tab indents
    tab_to(page, "Finish")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("You answered every question.")
    tab_to(page, "Finish now")
    page.keyboard.press("Enter")
    expect(page.get_by_text("5 / 5")).to_be_visible()
    report = recruiter.report(assessment)
    assert [item["answer"] is not None for item in report["items"]] == [True] * 5


def answer_by_keyboard(page: Page) -> None:
    kind = (page.locator(".item").get_attribute("class") or "").split()[1]
    if kind in ("single_choice", "multiple_choice"):
        page.locator(".option").first.wait_for()
        control = "radio" if kind == "single_choice" else "checkbox"
        while page.evaluate("document.activeElement.type") != control:
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(page.locator(f"input[type={control}]:checked")).to_have_count(1)
    elif kind in ("numeric", "written"):
        tab_to(page, "Your answer")
        page.keyboard.type("0,5" if kind == "numeric" else "By keys alone.")
    else:
        expect(page.locator(".cm-content")).to_be_visible()
        while not page.evaluate("document.activeElement.matches('.editor')"):
            page.keyboard.press("Tab")
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(RIGHT_CODE)
        page.keyboard.press("Control+Enter")
        expect_verdict(page, "accepted")


def test_a_marked_question_says_so_in_the_overview_after_a_reload_too(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    page = candidate.page()
    start(page, recruiter.invite(recruiter.publish(ONE_OF_EACH)))
    page.get_by_role("button", name="Mark to come back to").click()
    page.reload()
    expect(page.get_by_role("link", name="Question 1, not answered yet, marked")).to_be_visible()
    page.keyboard.press("Alt+Shift+KeyM")
    expect(page.get_by_role("link", name="Question 1, not answered yet, marked")).to_have_count(0)


def test_display_choices_hold_over_a_reload_and_hide_the_clock(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    page = candidate.page()
    start(page, recruiter.invite(recruiter.publish(WRITTEN_ONLY)))
    size = "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
    usual = page.evaluate(size)
    page.get_by_role("button", name="Display").click()
    with page.expect_response("**/opendyslexic*.woff2") as font:
        page.get_by_label("OpenDyslexic").check()
    assert font.value.ok
    page.get_by_label("Larger").check()
    page.get_by_label("None").check()
    page.get_by_label("Hidden").check()
    page.get_by_role("button", name="Close").click()
    page.reload()
    expect(page.get_by_label("Your answer")).to_be_visible()
    assert page.evaluate(size) == pytest.approx(usual * 1.375, rel=0.01)
    assert "OpenDyslexic" in page.evaluate("getComputedStyle(document.body).fontFamily")
    expect(page.get_by_role("timer")).to_be_hidden()


def test_a_german_browser_reads_german_with_the_questions_marked_as_english(
    visitors: list[Visitor], browser: Browser, server: LiveServer, recruiter: Recruiter
) -> None:
    page = arrive(visitors, browser, server, locale="de-DE").page()
    page.goto(recruiter.invite(recruiter.publish(ONE_OF_EACH)))
    expect(page.get_by_role("heading", name="Willkommen, Ada Lovelace")).to_be_visible()
    expect(page.get_by_text("30 Minuten")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "de"
    page.get_by_role("button", name="Test beginnen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Frage 1 von 5")
    go_to_kind(page, "numeric", link="Frage {},", heading="Frage {} von")
    assert page.locator(".item .prose").first.get_attribute("lang") == "en"
    page.get_by_label("Ihre Antwort").fill("0.25")
    expect(page.locator(".save-state")).to_have_text("Gespeichert")
    page.get_by_role("button", name="Anzeige").click()
    page.get_by_label("English").check()
    page.get_by_role("button", name="Schließen", exact=True).click()
    expect(page.get_by_label("Your answer")).to_have_value("0.25")


def test_more_time_for_a_person_is_in_what_they_read_and_in_their_clock(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    assessment = recruiter.publish(WRITTEN_ONLY)
    page = candidate.page()
    page.goto(recruiter.invite(assessment, time_factor="1.5"))
    expect(page.get_by_text("45 minutes")).to_be_visible()
    page.get_by_role("button", name="Start the test").click()
    expect(page.get_by_role("timer")).to_contain_text("44:")


def test_practice_counts_nothing_and_runs_code(candidate: Visitor, recruiter: Recruiter) -> None:
    page = candidate.page()
    link = recruiter.invite(recruiter.publish(WRITTEN_ONLY))
    page.goto(link)
    expect(page.get_by_text("The service answers within")).to_be_visible()
    expect(page.get_by_text("keeps your answers on the device when")).to_be_visible()
    page.get_by_role("button", name="Try it out first").click()
    page.get_by_label("7", exact=True).check()
    page.get_by_label("8", exact=True).check()
    page.locator("#number-practice-numeric").fill("2,5e-1")
    expect(page.get_by_text("Read as 0.25")).to_be_visible()
    page.locator("#prose-practice-written").fill("**bold**")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview strong")).to_have_text("bold")
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("def double(x):\n    return 2 * x\n")
    page.get_by_role("button", name="Run the samples").click()
    expect_verdict(page, "accepted")
    page.get_by_role("button", name="Back to the start page").click()
    expect(page.get_by_role("button", name="Start the test")).to_be_visible()


def test_reset_code_comes_back_by_one_button(candidate: Visitor, recruiter: Recruiter) -> None:
    assessment = recruiter.publish(ONE_OF_EACH)
    page = candidate.page()
    start(page, recruiter.invite(assessment))
    go_to_kind(page, "coding")
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("# an hour of work\n")
    page.get_by_role("button", name="Reset to the starter code").click()
    expect(page.locator(".cm-content")).not_to_contain_text("an hour of work")
    page.get_by_role("button", name="Undo: bring my code back").click()
    expect(page.locator(".cm-content")).to_contain_text("an hour of work")
    expect_saved(page)
    assert recruiter.answer(assessment, "coding") == {"source": "# an hour of work\n"}


def test_a_failed_submission_is_explained_and_earlier_code_is_put_back_and_taken_away_again(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    assessment = recruiter.publish(ONE_OF_EACH, disclosure="explanation")
    page = candidate.page()
    start(page, recruiter.invite(assessment))
    go_to_kind(page, "coding")
    replace_code(page, RIGHT_CODE.replace("np.sqrt(var + eps)", "(np.sqrt(var) + eps)"))
    page.get_by_role("button", name="Submit", exact=True).click()
    expect_verdict(page, "wrong_answer")
    expect(page.locator(".explained").first).to_contain_text("The code divides by")
    expect(page.get_by_role("heading", name="A small input that shows it")).to_be_visible()
    replace_code(page, RIGHT_CODE)
    page.get_by_role("button", name="Run the samples").click()
    expect_verdict(page, "accepted")
    expect(page.locator(".explained")).to_have_count(0)
    page.get_by_text("Earlier runs and submissions").click()
    expect(page.locator(".earlier li")).to_have_count(2)
    expect(page.locator(".earlier li").last).to_contain_text("1. Submission")
    page.get_by_role("button", name="Show the code 1. Submission").click()
    page.get_by_role("button", name="Put this code into the editor").click()
    expect(page.locator(".cm-content")).to_contain_text("(np.sqrt(var) + eps)")
    page.get_by_role("button", name="Undo: bring my code back").click()
    expect_saved(page)
    assert recruiter.answer(assessment, "coding") == {"source": RIGHT_CODE}


def test_all_questions_on_one_page_are_answered_there_and_the_current_one_follows_the_focus(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    assessment = recruiter.publish(ONE_OF_EACH)
    page = candidate.page()
    start(page, recruiter.invite(assessment))
    show_questions(page, "All on one page")
    headings = page.get_by_role("heading", level=1)
    expect(headings).to_have_text([f"Question {position} of 5" for position in range(1, 6)])
    page.locator(".single_choice").get_by_role("radio").nth(1).check()
    page.locator(".multiple_choice").get_by_role("checkbox").nth(2).check()
    page.locator(".numeric").get_by_label("Your answer").fill("0,5")
    written = page.locator(".written").get_by_label("Your answer")
    written.click()
    expect(page.locator(".place[aria-current]")).to_have_text("4")
    page.keyboard.type("One page.")
    expect(written).to_be_focused()
    page.get_by_role("link", name="Question 5,").click()
    expect(headings.nth(4)).to_be_focused()
    replace_code(page, RIGHT_CODE)
    expect_saved(page)
    page.reload()
    expect(headings).to_have_count(5)
    expect(headings.nth(4)).to_be_in_viewport()
    answers = {item["type"]: item["answer"] for item in recruiter.report(assessment)["items"]}
    assert answers == {
        "single_choice": {"choice": "b"},
        "multiple_choice": {"choices": ["c"]},
        "numeric": {"value": 0.5},
        "written": {"text": "One page."},
        "coding": {"source": RIGHT_CODE},
    }


def test_a_pause_of_ones_own_hides_the_question_over_a_reload_too_and_ends_by_one_button(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    assessment = recruiter.publish(WRITTEN_ONLY)
    page = candidate.page()
    link = recruiter.invite(assessment, pause_limit_s=600)
    page.goto(link)
    expect(page.get_by_text("up to 10 minutes in all")).to_be_visible()
    start(page, link)
    page.get_by_label("Your answer").fill("Before the pause.")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("heading", name="The test is paused")).to_be_focused()
    expect(page.get_by_text("The test goes on by itself in 9:5")).to_be_visible()
    expect(page.get_by_role("timer")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="The test is paused")).to_be_visible()
    assert page.locator(".prose").count() == 0
    page.get_by_role("button", name="Go on with the test").click()
    answer = page.get_by_label("Your answer")
    expect(answer).to_have_value("Before the pause.")
    answer.fill("Before the pause, and after.")
    expect_saved(page)
    assert recruiter.answer(assessment, "written") == {"text": "Before the pause, and after."}
    assert recruiter.report(assessment)["paused_s"] > 0

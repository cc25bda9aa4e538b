"""Every page a candidate can come to, in every state, one after the other."""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from app.models import AttemptStatus
from tests.browser.candidate import (
    ONE_OF_EACH,
    RIGHT_CODE,
    expect_saved,
    expect_verdict,
    finish,
    go_to,
    go_to_kind,
    replace_code,
    show_questions,
    start,
)
from tests.browser.conftest import Recruiter, Visitor
from tests.browser.rows import change_newest_attempt, expire_newest_invitation
from tests.live import LiveServer

State = tuple[str, Page]


def closed_doors(candidate: Visitor, recruiter: Recruiter, server: LiveServer) -> Iterator[State]:
    """Pages of those who are not in a test."""
    page = candidate.page()
    page.goto(candidate.origin)
    yield "landing", page
    page.goto(f"{candidate.origin}/take/bni_{'x' * 32}")
    expect(page.get_by_role("heading", name="Open your invitation link")).to_be_visible()
    yield "no invitation", page
    link = recruiter.invite(recruiter.publish(ONE_OF_EACH))
    page.goto(link)
    expect(page.get_by_role("button", name="Start the test")).to_be_visible()
    yield "before", page
    page.get_by_role("button", name="Try it out first").click()
    expect(page.locator(".cm-content")).to_be_visible()
    page.get_by_role("button", name="Run the samples").click()
    expect_verdict(page, "runtime_error")
    yield "practice", page
    page.get_by_role("button", name="Back to the start page").click()
    expire_newest_invitation(server)
    page.reload()
    expect(page.get_by_role("heading", name="This invitation has expired")).to_be_visible()
    yield "expired", page


def sitting(candidate: Visitor, recruiter: Recruiter, server: LiveServer) -> Iterator[State]:
    """A test from its first question to the page after it."""
    page = candidate.page()
    assessment = recruiter.publish(ONE_OF_EACH, disclosure="explanation", results="explanations")
    start(page, recruiter.invite(assessment, pause_limit_s=600))
    go_to_kind(page, "single_choice")
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Mark to come back to").click()
    yield "single choice", page
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog")).to_contain_text("Next question")
    yield "keys", page
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Display").click()
    expect(page.get_by_role("dialog")).to_contain_text("Text size")
    yield "display", page
    page.keyboard.press("Escape")
    page.get_by_role("button", name="What is recorded").click()
    expect(page.get_by_role("dialog")).to_contain_text("Apart from your answers")
    yield "recorded", page
    page.keyboard.press("Escape")
    go_to_kind(page, "multiple_choice")
    page.get_by_role("checkbox").nth(0).check()
    yield "multiple choice", page
    go_to_kind(page, "numeric")
    page.get_by_label("Your answer").fill("one half")
    expect(page.get_by_text("This is not a number yet")).to_be_visible()
    yield "numeric, no number", page
    page.get_by_label("Your answer").fill("0,5")
    yield "numeric", page
    yield from prose(page)
    yield from code(page)
    yield from interruptions(candidate, page, server)
    finish(page)
    expect(page.get_by_text("Your score is not final")).to_be_visible()
    page.get_by_text("What was recorded").click()
    expect(page.locator(".recorded li").first).to_be_visible()
    yield "after", page
    recruiter.score_prose()
    recruiter.close(assessment)
    page.reload()
    expect(page.get_by_role("heading", name="Question by question")).to_be_visible()
    yield "after, explained", page


def prose(page: Page) -> Iterator[State]:
    """A written item."""
    go_to_kind(page, "written")
    page.get_by_label("Your answer").fill(
        "The *batch* mean $\\mu$:\n\n```\nx.mean(axis=0)\n```\n\n- noisy\n- cheap"
    )
    yield "written", page
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview .katex")).to_be_visible()
    yield "written, preview", page
    page.get_by_role("button", name="Write", exact=True).click()
    page.get_by_label("Your answer").fill("word " * 400)
    expect(page.get_by_text("Longer than asked")).to_be_visible()
    yield "written, longer than asked", page


def code(page: Page) -> Iterator[State]:
    """A coding item."""
    go_to_kind(page, "coding")
    expect(page.locator(".cm-content")).to_be_visible()
    yield "coding", page
    replace_code(page, "def batch_norm(x, gamma, beta, eps):\n    print(x.shape)\n    return x\n")
    page.get_by_role("button", name="Run the samples").click()
    expect_verdict(page, "wrong_answer")
    yield "coding, wrong", page
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.locator(".explained").first).to_be_visible(timeout=30_000)
    yield "coding, explained", page
    replace_code(page, RIGHT_CODE)
    page.get_by_role("button", name="Submit", exact=True).click()
    expect_verdict(page, "accepted")
    expect_saved(page)
    yield "coding, accepted", page
    page.get_by_text("Earlier runs and submissions").click()
    page.get_by_role("button", name="Show the code 1. Run").click()
    page.get_by_role("button", name="Put this code into the editor").click()
    expect(page.get_by_text("The earlier code is in the editor.")).to_be_visible()
    yield "coding, earlier", page


def interruptions(candidate: Visitor, page: Page, server: LiveServer) -> Iterator[State]:
    """What may come between a candidate and a question."""
    go_to(page, 1)
    candidate.context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    yield "offline", page
    with page.expect_response("**/attempt/events"):
        candidate.context.set_offline(False)
    expect(page.get_by_text("You are offline.")).to_be_hidden()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Go on with the test")).to_be_visible()
    yield "paused by the candidate", page
    page.get_by_role("button", name="Go on with the test").click()
    show_questions(page, "All on one page")
    expect(page.locator(".item")).to_have_count(5)
    yield "all on one page", page
    show_questions(page, "One at a time")
    expect(page.locator(".item")).to_have_count(1)
    change_newest_attempt(server, status=AttemptStatus.PAUSED)
    page.reload()
    expect(page.get_by_role("heading", name="The test is paused")).to_be_visible()
    yield "paused", page
    change_newest_attempt(server, status=AttemptStatus.STARTED)
    page.reload()
    page.get_by_role("navigation", name="All questions").get_by_role("button", name="Finish").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "finish", page
    page.get_by_role("button", name="Back to the test").click()

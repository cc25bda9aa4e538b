"""WCAG 2.2 AA by axe-core, in light and dark, on a phone and on a desk; and what a screen reader is told."""

from collections.abc import Iterable

from tests.browser import axe, measuring, reading, recruiting, states
from tests.browser.candidate import ONE_OF_EACH, go_to_kind, start
from tests.browser.conftest import Recruiter, Visitor
from tests.browser.states import State
from tests.live import LiveServer


def found_in(walk: Iterable[State]) -> str:
    """What axe finds, a line each, under the name of the state."""
    return "\n".join(f"{name}: {violation}" for name, page in walk for violation in axe.violations(page))


def test_axe_finds_nothing_on_pages_outside_of_a_test(
    candidate: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    assert found_in(states.closed_doors(candidate, recruiter, server)) == ""


def test_axe_finds_nothing_in_any_state_of_a_test(
    candidate: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    assert found_in(states.sitting(candidate, recruiter, server)) == ""


def test_axe_finds_nothing_where_an_assessment_is_designed(
    staff: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    assert found_in(recruiting.designing(staff, recruiter, server)) == ""


def test_axe_finds_nothing_where_people_are_invited(
    staff: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    assert found_in(recruiting.inviting(staff, recruiter, server)) == ""


def test_axe_finds_nothing_where_an_assessment_is_measured(
    staff: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    assert found_in(measuring.measuring(staff, recruiter, server)) == ""


def test_axe_finds_nothing_where_results_are_read(
    staff: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    assert found_in(reading.reading(staff, recruiter, server)) == ""


def test_a_screen_reader_meets_clock_overview_question_and_answers_in_this_order(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    page = candidate.page()
    start(page, recruiter.invite(recruiter.publish(ONE_OF_EACH)))
    go_to_kind(page, "single_choice")
    told = page.locator("body").aria_snapshot()
    met = [
        'button "Skip to the content"',
        "banner",
        "status: Saved",
        'timer "Time left"',
        'navigation "All questions"',
        "main",
        'heading "Question 1 of 5" [level=1]',
        'group "Choose one."',
        "radio",
        'navigation "Questions"',
        'link "Next"',
    ]
    places = [told.find(part) for part in met]
    assert -1 not in places, told
    assert places == sorted(places), told

"""A reviewer scores prose by keyboard, meets no name, and loses nothing."""

from playwright.sync_api import expect

from tests.browser.conftest import Recruiter, Visitor
from tests.browser.reviewing import add_reviewer, begin, hand_in, review_id, score_to_the_end, sign_in, states
from tests.browser.test_accessibility import found_in
from tests.live import LiveServer

SOME = 8


def test_a_reviewer_scores_answers_by_keyboard_alone_and_meets_no_name(
    staff: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    recruiter.score_prose()  # what other tests left in the queue
    assessment = hand_in(recruiter, SOME)
    key = add_reviewer(server, "keys@example.org")
    page = staff.page()
    sign_in(page, staff.origin, "keys@example.org")
    begin(page)
    expect(page.locator(".prose em").first).to_have_text("noise")
    assert "Katherine" not in page.content()
    expect(page.get_by_text("by [name]")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("choose this level")
    page.keyboard.press("Escape")
    scored = dict(score_to_the_end(page))
    expect(page.get_by_role("heading", name="Nothing to review")).to_be_visible()
    assert len(scored) >= SOME
    with server.client(key) as client:
        for review, digits in scored.items():
            assert list(client.get(f"reviews/{review}").json()["levels"].values()) == digits
    with server.client(recruiter.key) as client:
        rows = client.get(f"assessments/{assessment}/attempts").json()["items"]
    assert [row["review_pending"] for row in rows] == [0] * SOME


def test_what_was_chosen_survives_a_reload_a_lost_connection_and_a_refusal(
    staff: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    hand_in(recruiter, 2)
    key = add_reviewer(server, "drafts@example.org")
    page = staff.page()
    sign_in(page, staff.origin, "drafts@example.org")
    begin(page)
    page.keyboard.press("1")
    page.keyboard.press("c")
    page.keyboard.type("Half of it: 1, 2, s.")  # a comment is typed, whatever its letters do elsewhere
    page.reload()
    expect(page.get_by_label("Comment")).to_have_value("Half of it: 1, 2, s.")
    expect(page.locator(".rubric input:checked")).to_have_count(1)
    expect(page.get_by_text("It is not saved yet")).to_be_visible()

    while page.locator(".rubric fieldset:not(:has(input:checked))").count():
        page.keyboard.press("2")
    staff.context.set_offline(True)
    first = review_id(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("sent by itself")).to_be_visible()
    staff.context.set_offline(False)
    page.wait_for_url(lambda url: first not in url)
    with server.client(key) as client:
        assert client.get(f"reviews/{first}").json()["comment"] == "Half of it: 1, 2, s."

    second = review_id(page)
    with server.client(key) as client:
        client.post(f"reviews/{second}/skip").raise_for_status()
    with server.client(add_reviewer(server, "other@example.org")) as other:
        taken = other.post(f"reviews/{second}/claim").json()
        levels = {criterion["id"]: 0 for criterion in taken["criteria"]}
        other.put(f"reviews/{second}", json={"levels": levels}).raise_for_status()
    while page.locator(".rubric fieldset:not(:has(input:checked))").count():
        page.keyboard.press("2")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Another reviewer has this response")
    assert page.locator(".rubric input:checked").count() == len(levels)
    page.get_by_role("button", name="Go to the next one").click()
    page.wait_for_url(lambda url: second not in url)


def test_axe_finds_nothing_on_pages_of_reviewing(
    staff: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    assert found_in(states(staff, recruiter, server)) == ""

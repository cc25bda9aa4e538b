"""Prose that waits for reviewers, and a reviewer at the keyboard."""

from collections.abc import Iterator
from typing import Any

import httpx2
from playwright.sync_api import Page, expect

from tests.browser.conftest import Recruiter, Visitor
from tests.browser.states import State
from tests.live import LiveServer

PASSWORD = "correct horse battery staple"
ONE_WRITTEN = {
    "title": "In your own words",
    "instructions": "",
    "time_limit_s": 1800,
    "sections": [
        {"title": "Words", "draws": [{"types": ["written"], "items": ["why-running-statistics"], "count": 1}]}
    ],
}
PROSE = "Statistics of the batch carry *noise*: the mean $\\mu$ of a small batch is off."


def add_reviewer(server: LiveServer, email: str, role: str = "reviewer") -> str:
    """Add a member of staff and return their API key."""
    arguments = ("staff", "add", email, "--role", role, "--name", "Rae", "--password-stdin")
    server.command(*arguments, stdin=f"{PASSWORD}\n")
    return server.command("key", "create", email, "test").strip().splitlines()[-1].split()[-1]


def hand_in(recruiter: Recruiter, count: int, text: str = PROSE, **reviewing: Any) -> str:
    """Let `count` people answer one written item each, through the API; return the assessment."""
    assessment = recruiter.publish(ONE_WRITTEN)
    with recruiter.server.client(recruiter.key) as client:
        client.patch(f"assessments/{assessment}", json={"reviewing": reviewing}).raise_for_status()
        people = [
            {"name": f"Katherine Johnson-{place}", "email": f"k{place}@example.org"} for place in range(count)
        ]
        invited = client.post(f"assessments/{assessment}/invitations", json=people).json()
    for place, one in enumerate(invited):
        with recruiter.server.client(one["link"].rsplit("/", 1)[1]) as sitting:
            _answer(sitting, f"{text}\n\nAnswer {place}, by Katherine Johnson-{place}.")
    return assessment


def _answer(sitting: httpx2.Client, text: str) -> None:
    (item,) = sitting.post("attempt").json()["sections"][0]["items"]
    answer = {"revision": 1, "answer": {"text": text}}
    sitting.put(f"attempt/responses/{item['id']}", json=answer).raise_for_status()
    sitting.post("attempt/finish").raise_for_status()


def sign_in(page: Page, origin: str, email: str, path: str = "/staff") -> None:
    """Come in at a page of the staff client."""
    page.goto(f"{origin}{path}")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def begin(page: Page) -> None:
    """Take the first response, by its key."""
    expect(page.get_by_role("button", name="Review the next one")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator(".rubric")).to_be_visible()


def review_id(page: Page) -> str:
    """The review that the page is of."""
    return page.url.rsplit("/", 1)[1]


def score_to_the_end(page: Page) -> Iterator[tuple[str, list[int]]]:
    """Score all that waits with digits and Enter alone: each review, and the levels typed."""
    place = 0
    while True:
        rubric = page.locator(".rubric")
        expect(rubric.locator("input:focus")).to_have_count(1)
        here, url = review_id(page), page.url
        groups = rubric.locator("fieldset").count()
        digits = [(place + group) % 3 for group in range(groups)]
        for digit in digits:
            page.keyboard.press(str(digit))
        page.keyboard.press("Enter")
        page.wait_for_url(lambda now, left=url: now != left)  # type: ignore[misc]
        yield here, digits
        place += 1
        if page.url.endswith("/staff/reviews"):
            return


def states(staff: Visitor, recruiter: Recruiter, server: LiveServer) -> Iterator[State]:
    """Every page of reviewing in its states: nothing, one, several, two marks to settle."""
    key = add_reviewer(server, "states@example.org", "admin")
    page = staff.page()
    sign_in(page, staff.origin, "states@example.org", "/staff/remarks")
    expect(page.get_by_role("heading", name="No remark waits for an answer")).to_be_visible()
    yield "remarks, none", page
    yield from settling(page, recruiter, server, key)
    page.goto(f"{staff.origin}/staff/reviews")
    expect(page.locator(".rows")).to_be_visible()
    yield "reviews", page
    page.get_by_role("link", name="Look at the exemplars").first.click()
    expect(page.get_by_role("button", name="Compare")).to_be_visible()
    yield "exemplars", page
    for place in range(page.locator("fieldset").count()):
        page.keyboard.press(str(min(place, 1)))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    yield "exemplars, scored", page
    page.goto(f"{staff.origin}/staff/reviewers")
    expect(page.get_by_role("heading", name="By reviewer")).to_be_visible()
    yield "agreement", page
    remark(recruiter)
    page.goto(f"{staff.origin}/staff/remarks")
    expect(page.locator(".remark-card").first).to_be_visible()
    yield "remarks, one", page
    page.get_by_label("Your answer").first.fill("Both readings count now.")
    page.get_by_role("button", name="The item was mended").first.click()
    expect(page.get_by_text("Kept.")).to_be_visible()
    yield "remarks, mended", page


def settling(page: Page, recruiter: Recruiter, server: LiveServer, key: str) -> Iterator[State]:
    """A response that two people scored too far apart, and its page for the third."""
    settings = {"double_marked": 1, "adjudicate_above": 0.1, "point_to_passages": True}
    hand_in(
        recruiter, 2, f"{PROSE} Running averages of the batch statistics serve one row at a time.", **settings
    )
    with server.client(key) as admin:
        open_ = [row["id"] for row in admin.get("reviews?limit=200").json()["items"]]
        review = next(one for one in open_ if admin.get(f"reviews/{one}").json()["passages"] is not None)
        levels = {criterion["id"]: 0 for criterion in admin.get(f"reviews/{review}").json()["criteria"]}
    for place, level in ((0, 0), (1, 2)):
        with server.client(add_reviewer(server, f"marks{place}@example.org")) as reviewer:
            mark = {"levels": dict.fromkeys(levels, level), "comment": f"Level {level} throughout."}
            reviewer.put(f"reviews/{review}", json=mark).raise_for_status()
    page.goto(page.url.replace("/staff/remarks", f"/staff/reviews/{review}"))
    expect(page.get_by_text("Two marks lie too far apart")).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()
    yield "review, to settle", page
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "review, keys", page
    page.keyboard.press("Escape")


def remark(recruiter: Recruiter) -> None:
    """Leave a remark on an item."""
    link = recruiter.invite(recruiter.publish(ONE_WRITTEN))
    with recruiter.server.client(link.rsplit("/", 1)[1]) as sitting:
        (item,) = sitting.post("attempt").json()["sections"][0]["items"]
        sitting.post("attempt/finish").raise_for_status()
        said = {"item_id": item["id"], "text": "The question can be read in two ways."}
        sitting.post("attempt/comments", json=said).raise_for_status()

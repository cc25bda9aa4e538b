"""What a recruiter meets on the way from a design to people invited, one state after the other."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.conftest import Recruiter, Visitor
from tests.live import LiveServer

State = tuple[str, Page]
PEOPLE = "name,email,time_factor,language\n" + "".join(
    f"Person No. {number},person-{number}@example.org,1.25,de\n" for number in range(300)
)
BROKEN = "name,email,note\nAda Lovelace,ada@example.org,x\n=1+1,eve.example.org,x\nAda,ada@example.org,x\n"


def sign_in(page: Page, recruiter: Recruiter) -> None:
    """Sign in by keyboard, unless this browser is signed in already."""
    page.goto(f"{recruiter.server.base_url}/staff")
    page.get_by_role("heading", level=1).wait_for()
    if page.get_by_role("button", name="Sign out").is_visible():
        return
    page.get_by_label("E-mail").fill(recruiter.email)
    page.keyboard.press("Tab")
    page.keyboard.type(recruiter.password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Assessments")).to_be_visible()


def designing(staff: Visitor, recruiter: Recruiter, _server: LiveServer) -> Iterator[State]:
    """From the list of assessments to one that is published, and closed."""
    page = staff.page()
    sign_in(page, recruiter)
    page.get_by_role("link", name="Archived").click()
    expect(page.get_by_text("Nothing is archived")).to_be_visible()
    yield "recruiter, empty archive", page
    page.get_by_role("link", name="New assessment").click()
    page.get_by_role("button", name="Begin from A short screen").click()
    expect(page.get_by_text("Somebody who knows the answers needs")).to_be_visible()
    yield "recruiter, draft", page
    page.get_by_label("Number of items").first.fill("99")
    expect(page.get_by_text("This design cannot be filled")).to_be_visible()
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    yield "recruiter, draft that cannot be filled", page
    page.get_by_role("link", name="Results").click()
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_label("Number of items").first).to_have_value("99")  # a step aside loses nothing
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("asks for 99 items")
    page.get_by_label("Number of items").first.fill("1")
    page.get_by_label("Title", exact=True).fill("Screen for spring")
    expect(page.get_by_text("This design cannot be filled")).to_be_hidden()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".badge.published")).to_be_visible()
    page.locator(".drawn summary").first.click()
    yield "recruiter, published", page
    page.get_by_role("link", name="Assessments").first.click()
    expect(page.get_by_role("link", name="Screen for spring")).to_be_visible()
    yield "recruiter, assessments", page
    page.get_by_role("link", name="Screen for spring").first.click()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Keep it open")).to_be_visible()
    yield "recruiter, closing", page
    page.get_by_role("button", name="Close it").click()
    expect(page.locator(".badge.closed")).to_be_visible()
    page.get_by_role("link", name="Invitations").click()
    expect(page.get_by_text("nobody can be invited any more")).to_be_visible()


def inviting(staff: Visitor, recruiter: Recruiter, server: LiveServer) -> Iterator[State]:
    """From nobody invited to hundreds."""
    page = staff.page()
    sign_in(page, recruiter)
    blueprint = {
        "title": "For hundreds",
        "time_limit_s": 600,
        "sections": [{"title": "One", "draws": [{"types": ["numeric"], "count": 1}]}],
    }
    assessment = recruiter.publish(blueprint)
    page.goto(f"{server.base_url}/staff/assessments/{assessment}/invitations")
    expect(page.get_by_text("Nobody is invited yet")).to_be_visible()
    yield "invitations, none", page
    page.get_by_label("Name", exact=True).fill("Ada Lovelace")
    page.get_by_label("E-mail", exact=True).fill("ada@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 person is invited")).to_be_visible()
    expect(page.get_by_text("Invitation sent")).to_be_visible(timeout=15_000)
    yield "invitations, one", page
    page.get_by_role("button", name="Put away").click()
    choose(page, BROKEN)
    expect(page.get_by_text("Nobody is invited until all are right")).to_be_visible()
    yield "invitations, file to mend", page
    choose(page, PEOPLE + "Ada,ADA@example.org,,\n")
    expect(page.get_by_text("300 people can be invited")).to_be_visible()
    yield "invitations, file read", page
    page.get_by_label("Send it by e-mail").last.uncheck()
    page.get_by_role("button", name="Invite 300 people").click()
    expect(page.get_by_text("300 people are invited")).to_be_visible()
    yield "invitations, made", page
    page.get_by_role("button", name="Put away").click()
    page.get_by_label("Name or e-mail").fill("ada@")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Change the invitation of Ada Lovelace").click()
    page.get_by_role("button", name="New link").click()
    expect(page.locator(".copy-row input")).to_have_value(re.compile(f"{server.base_url}/take/bni_"))
    yield "invitations, change", page


def choose(page: Page, text: str) -> None:
    """Give the page a file of people."""
    page.locator("#people-file").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )

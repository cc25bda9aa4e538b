"""Without a connection the test goes on: it is typed into, reloaded and left, and the server gets it all."""

from playwright.sync_api import Page, expect

from tests.browser.candidate import (
    ONE_OF_EACH,
    answer_every_kind,
    expect_answers_of_every_kind,
    expect_saved,
    go_to_kind,
    start,
)
from tests.browser.conftest import Recruiter, Visitor
from tests.live import LiveServer

FIVE_MINUTES = "05:00"


def wait_until_kept(page: Page) -> None:
    """Wait until the browser holds the page's program and the service worker answers for it."""
    page.evaluate(
        """() => new Promise((resolve, reject) => {
          setTimeout(() => reject(new Error("no service worker took over within 20 s")), 20_000);
          navigator.serviceWorker.oncontrollerchange = () => resolve(null);
          if (navigator.serviceWorker.controller) resolve(null);
        })"""
    )


def test_five_minutes_offline_with_edits_of_every_kind_and_a_reload_lose_no_character(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    assessment = recruiter.publish(ONE_OF_EACH)
    page = candidate.page()
    page.clock.install()
    start(page, recruiter.invite(assessment))
    wait_until_kept(page)
    go_to_kind(page, "written")
    page.get_by_label("Your answer").fill("Before the tunnel.")
    expect_saved(page)

    candidate.context.set_offline(True)
    answer_every_kind(page)
    page.clock.fast_forward(FIVE_MINUTES)
    expect(page.locator(".save-state")).to_have_text("Saved on this device")
    page.reload()
    expect(page.get_by_text("You are offline.")).to_be_visible()
    expect(page.locator(".save-state")).to_have_text("Saved on this device")
    go_to_kind(page, "written")
    expect(page.get_by_label("Your answer")).to_have_value("Kept.")
    page.get_by_label("Your answer").press_sequentially(" In the tunnel.")
    go_to_kind(page, "coding")
    expect(page.locator(".cm-content")).to_contain_text("# kept")

    candidate.context.set_offline(False)
    expect_saved(page)
    expect(page.get_by_text("You are offline.")).to_be_hidden()
    expect_answers_of_every_kind(recruiter.report(assessment), prose="Kept. In the tunnel.")


def test_a_reload_while_the_server_is_away_shows_what_it_last_held_and_goes_on_by_itself(
    candidate: Visitor, recruiter: Recruiter, server: LiveServer
) -> None:
    assessment = recruiter.publish(ONE_OF_EACH)
    page = candidate.page()
    start(page, recruiter.invite(assessment))
    wait_until_kept(page)
    go_to_kind(page, "written")
    page.get_by_label("Your answer").fill("Held by the server.")
    expect_saved(page)
    server.kill()
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("Held by the server.")
    page.get_by_label("Your answer").fill("Held by the device.")
    expect(page.locator(".save-state")).to_have_text("Saved on this device")
    server.start()
    expect_saved(page)
    assert recruiter.answer(assessment, "written") == {"text": "Held by the device."}


def test_after_the_end_nothing_of_the_test_is_left_on_the_device(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    page = candidate.page()
    start(page, recruiter.invite(recruiter.publish(ONE_OF_EACH)))
    go_to_kind(page, "written")
    page.get_by_label("Your answer").fill("A secret of mine.")
    expect_saved(page)
    assert "A secret of mine." in kept_on_device(page)
    page.get_by_role("navigation", name="All questions").get_by_role("button", name="Finish").click()
    page.get_by_role("dialog").get_by_role("button", name="Finish now").click()
    expect(page.get_by_role("heading", name="Your test is finished")).to_be_visible()
    assert "A secret of mine." not in kept_on_device(page)


def kept_on_device(page: Page) -> str:
    """Everything in the page's IndexedDB, as text."""
    kept: str = page.evaluate(
        """async () => {
          const asked = (request) => new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
          const found = [];
          for (const { name } of await indexedDB.databases()) {
            const database = await asked(indexedDB.open(name));
            for (const store of database.objectStoreNames)
              found.push(...(await asked(database.transaction(store).objectStore(store).getAll())));
            database.close();
          }
          return JSON.stringify(found);
        }"""
    )
    return kept

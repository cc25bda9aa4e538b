"""A plot in a question is shown, with its words for those who cannot see it; nobody's text loads anything."""

from playwright.sync_api import expect

from tests.browser.candidate import finish, start
from tests.browser.conftest import Recruiter, Visitor
from tests.browser.test_offline import wait_until_kept

CACHE = "bn-assess-pictures"
PLOT_AND_PROSE = {
    "title": "Read the plot",
    "instructions": "",
    "time_limit_s": 1800,
    "sections": [
        {"title": "Words", "draws": [{"types": ["written"], "count": 1}]},
        {
            "title": "Plots",
            "draws": [{"types": ["single_choice"], "items": ["shape-of-the-output"], "count": 1}],
        },
    ],
}


def test_a_plot_is_drawn_with_its_words_and_without_a_connection(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    page = candidate.page()
    start(page, recruiter.invite(recruiter.publish(PLOT_AND_PROSE)))
    wait_until_kept(page)
    page.wait_for_function(
        "name => caches.open(name).then((it) => it.keys()).then((keys) => keys.length)", arg=CACHE
    )
    candidate.context.set_offline(True)
    page.get_by_role("link", name="Question 2,").click()
    plot = page.get_by_role("img", name="Five histograms on the same axis")
    expect(plot).to_be_visible()
    assert plot.evaluate("image => image.decode().then(() => image.naturalWidth)") == 642
    address = plot.get_attribute("src")
    candidate.context.set_offline(False)
    page.get_by_role("link", name="Question 1,").click()
    page.get_by_label("Your answer").fill(f"![my plot]({address}) ![theirs](https://example.org/x.svg)")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview .prose")).to_have_text("my plot theirs")
    assert page.locator(".preview img").count() == 0
    finish(page)
    assert page.evaluate("name => caches.has(name)", CACHE) is False

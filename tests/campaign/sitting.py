"""A sitting of 45 minutes, its clock wound on by hand: the memory of the candidate's page stays flat.

Each minute every question is answered anew, by as much text as the minute before; code is run, dialogs open
and close, the connection drops. What the page holds is measured after the garbage is collected.
"""

import statistics
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.candidate import ONE_OF_EACH, expect_verdict, go_to_kind, replace_code, start
from tests.browser.stand import set_up

MINUTES = 45
LIMIT_S = 4 * 3600
MOST_GROWTH = 1.1
WARM_UP_MINUTES = 5
CODE = "def batch_norm(x, gamma, beta, eps):\n    # minute {minute:3d}\n    return x\n"
PROSE = "In minute {minute:3d} the batch mean carries noise, and $\\gamma$ scales it. " * 8


@dataclass(frozen=True)
class Held:
    """What the page holds: bytes of objects, and DOM nodes."""

    heap: float
    nodes: float


def held(devtools: CDPSession) -> Held:
    """Collect the garbage and measure."""
    for _ in range(3):  # what only a finaliser held goes with a later round
        devtools.send("HeapProfiler.collectGarbage")
    metrics = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
    return Held(metrics["JSHeapUsedSize"], metrics["Nodes"])


def work(page: Page, minute: int) -> None:
    """A minute's work: every question, a dialog, and at times a run or a gap in the connection."""
    go_to_kind(page, "single_choice")
    page.get_by_role("radio").nth(minute % 3).check()
    go_to_kind(page, "multiple_choice")
    page.get_by_role("checkbox").first.set_checked(minute % 2 == 0)
    go_to_kind(page, "numeric")
    page.get_by_label("Your answer").fill(f"{100 + minute}")
    go_to_kind(page, "written")
    page.get_by_label("Your answer").fill(PROSE.format(minute=minute))
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview .katex").first).to_be_visible()
    go_to_kind(page, "coding")
    replace_code(page, CODE.format(minute=minute))
    if minute % 3 == 0:
        page.get_by_role("button", name="Run the samples").click()
        expect_verdict(page, "wrong_answer")
    page.get_by_role("button", name="Display").click()
    page.get_by_role("button", name="Close").click()
    page.context.set_offline(minute % 5 == 0)
    page.clock.run_for(60_000)
    page.context.set_offline(False)
    page.clock.run_for(5_000)
    expect(page.locator(".save-state")).to_have_attribute("data-state", "saved", timeout=30_000)


def run(size: float) -> str:
    """Return how much the page held after its first minutes and at the end."""
    minutes = max(2 * WARM_UP_MINUTES, round(MINUTES * size))
    with set_up() as (_, recruiter, browser):
        page = browser.new_context(locale="en-GB").new_page()
        page.clock.install()
        start(page, recruiter.invite(recruiter.publish({**ONE_OF_EACH, "time_limit_s": LIMIT_S})))
        devtools = page.context.new_cdp_session(page)
        devtools.send("Performance.enable")
        measured = []
        for minute in range(1, minutes + 1):
            work(page, minute)
            measured.append(held(devtools))
        page.context.close()
    settled = measured[WARM_UP_MINUTES:]
    third = max(1, len(settled) // 3)
    told = [f"heap by minute {', '.join(f'{one.heap / 2**20:.1f}' for one in measured)} MiB"]
    for what, unit in (("heap", 2**20), ("nodes", 1)):
        values = [getattr(one, what) / unit for one in settled]
        first, last = statistics.median(values[:third]), statistics.median(values[-third:])
        told.append(f"{what} {first:.1f} at first, {last:.1f} at last ({last / first:.3f})")
        assert last <= MOST_GROWTH * first, f"{what} by minute: {', '.join(f'{v:.1f}' for v in values)}"
    return f"{minutes} minutes; {'; '.join(told)}; medians of the first and last third after warming up"

"""What the candidate's page weighs, and how it feels on a processor four times slower."""

import json
import statistics

from playwright.sync_api import Browser, Page, expect

from app.web.pages import DIST
from tests.browser.candidate import ONE_OF_EACH, go_to_kind
from tests.browser.conftest import Recruiter
from tests.browser.stand import set_up

SHELL_KB, CODING_ITEM_KB = 25, 270
SHELL = ("test.html",)
CODING_ITEM = (
    *SHELL,
    "src/prose/markdown.ts",
    "src/prose/maths.ts",
    "src/candidate/items/coding.tsx",
    "src/editor/editor.ts",
)
SLOWER = 4
KEYS = "the batch mean carries noise "

# From the key to the frame that shows it, in milliseconds.
NOTE_LATENCY = """() => {
  window.latencies = [];
  addEventListener("keydown", () => {
    const pressed = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.latencies.push(performance.now() - pressed)));
  }, { capture: true });
}"""
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def files_of(entries: tuple[str, ...]) -> set[str]:
    """Every built file that `entries` need: code and styles, no fonts."""
    manifest = json.loads((DIST / ".vite" / "manifest.json").read_text())
    files: set[str] = set()
    waiting = list(entries)
    while waiting:
        part = manifest[waiting.pop()]
        if part["file"] not in files:
            files |= {part["file"], *part.get("css", [])}
            waiting += part.get("imports", [])
    return files


def gzipped_kb(files: set[str]) -> float:
    """Their size over the wire, in KB of 1024 bytes."""
    return sum((DIST / f"{file}.gz").stat().st_size for file in files) / 1024


def feel(browser: Browser, recruiter: Recruiter, assessment: str, slower: int) -> dict[str, float]:
    """First contentful paint and typing latency, in ms, on a processor `slower` times slower."""
    page = browser.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(recruiter.invite(assessment))
    page.get_by_role("button", name="Start the test").click(timeout=60_000)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Question 1 of", timeout=60_000)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Question 1 of", timeout=60_000)
    felt = {"first contentful paint": float(page.evaluate(FIRST_PAINT))}
    page.evaluate(NOTE_LATENCY)
    go_to_kind(page, "written")
    page.get_by_label("Your answer").click()
    felt["key in prose"] = typed(page)
    go_to_kind(page, "coding")
    page.locator(".cm-content").click(timeout=60_000)
    felt["key in code"] = typed(page)
    page.close()
    return felt


def typed(page: Page) -> float:
    """Type, and return the 95th percentile of the latencies, in ms."""
    page.evaluate("window.latencies.length = 0")
    page.keyboard.type(KEYS, delay=60)
    page.wait_for_timeout(300)
    latencies: list[float] = page.evaluate("window.latencies")
    return statistics.quantiles(latencies, n=20)[-1]


def main() -> None:
    """Print sizes against their budgets, and what a slow processor costs."""
    for what, entries, budget in (
        ("exam shell", SHELL, SHELL_KB),
        ("all of a coding item, without fonts", CODING_ITEM, CODING_ITEM_KB),
    ):
        kb = gzipped_kb(files_of(entries))
        print(f"{what}: {kb:.1f} KB gzipped, {kb / budget:.2f} of {budget} KB")
    with set_up() as (_, recruiter, browser):
        assessment = recruiter.publish(ONE_OF_EACH)
        usual = feel(browser, recruiter, assessment, 1)
        slow = feel(browser, recruiter, assessment, SLOWER)
    for what, ms in slow.items():
        share = ms / usual[what]
        print(f"{what}: {ms:.0f} ms at {SLOWER}x slower, {share:.1f} times the {usual[what]:.0f} ms unslowed")

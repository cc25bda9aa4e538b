"""axe-core on a page as it stands: https://github.com/dequelabs/axe-core."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "app" / "web" / "node_modules" / "axe-core" / "axe.min.js"
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
# Everything of WCAG 2.2 at A and AA, and what axe's authors hold to be good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _source() -> str:
    assert AXE.is_file(), "axe-core is not installed: run python hatch_build.py check"
    return AXE.read_text()


# A colour on its way from light to dark has a contrast of its own: no transitions, and two frames to paint.
STAND_STILL = """async (scheme) => {
  if (!window.standsStill) {
    window.standsStill = new CSSStyleSheet();
    window.standsStill.replaceSync("*, *::before, *::after { transition: none !important }");
    document.adoptedStyleSheets.push(window.standsStill);
  }
  const frame = () => new Promise((then) => requestAnimationFrame(then));
  while (!matchMedia(`(prefers-color-scheme: ${scheme})`).matches) await frame();
  await frame();
  await frame();
}"""


def violations(page: Page) -> list[str]:
    """Return what axe finds at both widths, in light and dark; only contrast depends on the colours."""
    found: list[str] = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict by any other name
        for scheme in ("light", "dark"):
            found += _look(page, size["width"], scheme)
    page.emulate_media(color_scheme=None)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    return found


def _look(page: Page, width: int, scheme: Literal["light", "dark"]) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.evaluate(STAND_STILL, scheme)
    only: dict[str, Any] = (
        {"type": "tag", "values": TAGS}
        if scheme == "light"
        else {"type": "rule", "values": ["color-contrast"]}
    )
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    report = page.evaluate(
        "(only) => axe.run(document, { runOnly: only, resultTypes: ['violations'] })", only
    )
    return [
        f"{width} px {scheme}: {violation['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for violation in report["violations"]
        for node in violation["nodes"]
    ]

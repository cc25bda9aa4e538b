"""What looks like a program in a text stays a text, for everybody who reads it."""

import numpy as np
from playwright.sync_api import Page, Route, expect

from tests.browser.candidate import (
    ONE_OF_EACH,
    WRITTEN_ONLY,
    expect_saved,
    expect_verdict,
    finish,
    go_to_kind,
    replace_code,
    start,
)
from tests.browser.conftest import Recruiter, Visitor

SCRIPT = "<script>window.hacked = 1</script>"
IMAGE = '<img src="x" onerror="window.hacked = 1">'
LINK = "[a link](javascript:window.hacked=1)"
HOSTILE = f"{SCRIPT} {IMAGE} {LINK} $\\href{{javascript:window.hacked=1}}{{x}}$"
BLUEPRINT = {
    "title": f"Title {IMAGE}",
    "instructions": HOSTILE,
    "time_limit_s": 1800,
    "sections": [
        {
            "title": f"Section {IMAGE}",
            "instructions": HOSTILE,
            "draws": [
                {"types": ["written"], "count": 1},
                {"items": ["bn-forward"], "types": ["coding"], "count": 1},
            ],
        }
    ],
}


def assert_unharmed(page: Page) -> None:
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, object").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0


def test_scripts_in_titles_prompts_answers_and_output_stay_text(
    candidate: Visitor, staff: Visitor, recruiter: Recruiter
) -> None:
    assessment = recruiter.publish(BLUEPRINT)
    page = candidate.page()
    link = recruiter.invite(assessment, name=f"Eve {IMAGE}")
    page.goto(link)
    expect(page.locator(".prose", has_text="window.hacked = 1")).to_be_visible()
    assert_unharmed(page)
    start(page, link)
    go_to_kind(page, "written")
    page.get_by_label("Your answer").fill(HOSTILE)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview .prose")).to_contain_text("<script>")
    assert_unharmed(page)
    go_to_kind(page, "coding")
    replace_code(page, f"print('''{IMAGE}''')\ndef batch_norm(x, gamma, beta, eps):\n    return x\n")
    page.get_by_role("button", name="Run the samples").click()
    expect_verdict(page, "wrong_answer")
    expect(page.locator(".output")).to_contain_text("<img")
    assert_unharmed(page)
    expect_saved(page)
    finish(page)
    assert_unharmed(page)

    desk = staff.page()
    desk.goto(f"{staff.origin}/staff/attempts/{recruiter.report(assessment)['id']}")
    desk.get_by_label("E-mail").fill(recruiter.email)
    desk.get_by_label("Password").fill(recruiter.password)
    desk.get_by_role("button", name="Sign in").click()
    expect(desk.get_by_role("heading", name="Eve <img")).to_be_visible()
    for summary in desk.locator(".item-card > summary").all():
        summary.click()
    expect(desk.locator(".quoted")).to_contain_text("<script>")
    expect(desk.locator(".source").first).to_contain_text("<img")
    assert_unharmed(desk)


# Pieces that have broken renderers and sanitisers: raw HTML, namespaces, half-open tags, links, TeX, nesting.
PIECES = [
    SCRIPT,
    IMAGE,
    LINK,
    "<svg><script>window.hacked=1</script></svg>",
    "<svg/onload=window.hacked=1>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=window.hacked=1>'>",
    "<a href='java\tscript:window.hacked=1'>x</a>",
    "<iframe srcdoc='<script>parent.hacked=1</script>'>",
    "<form><input name=attributes></form>",
    "<base href='//evil.example/'>",
    "<style>*{display:none}</style>",
    "[x](data:text/html,<script>window.hacked=1</script>)",
    "[x](vbscript:x)",
    "[x]( javascript:alert`1`)",
    "![x](javascript:window.hacked=1)",
    "<javascript:window.hacked=1>",
    "[x]: javascript:window.hacked=1\n[x]",
    "$\\htmlData{onclick=window.hacked=1}{x}$",
    "$\\includegraphics{x}$",
    "$\\url{javascript:x}$",
    "$$\\def\\a{\\a\\a}\\a$$",
    "$<img src=x onerror=window.hacked=1>$",
    "`<script>`",
    "```\n</code></pre><script>window.hacked=1</script>\n```",
    "<",
    ">",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&lt;script&gt;",
    "&#106;avascript:",
    "\\",
    "*",
    "_",
    "`",
    "$",
    "$$",
    "> ",
    "- ",
    "1. ",
    "# ",
    "|a|b|\n|-|-|\n|",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "\u202e",
    "\u0000",
    "&",
    '"',
    "'",
    "(",
    ")",
    "[",
    "]",
]
ACTING = PIECES[: PIECES.index("<")]  # the rest are marks that matter between others
DOCUMENTS = 40
HARM = """(place) => [...document.querySelectorAll(`${place} *`)].flatMap((element) => [
  ...["SCRIPT", "IMG", "IFRAME", "OBJECT", "EMBED", "FORM", "INPUT", "STYLE", "LINK", "META", "BASE"]
    .filter((name) => element.nodeName.toUpperCase() === name),
  ...[...element.attributes]
    .filter(({ name, value }) => /^on|^srcdoc$|^formaction$/i.test(name)
      || (/href|src|action/i.test(name) && !/^(https?:|mailto:|#)/i.test(value)))
    .map(({ name, value }) => `${element.nodeName} ${name}=${value}`),
]).concat(window.hacked ? ["a script ran"] : [])"""


def test_markdown_made_of_hostile_pieces_renders_nothing_that_acts(
    candidate: Visitor, recruiter: Recruiter
) -> None:
    page = candidate.page()
    start(page, recruiter.invite(recruiter.publish(WRITTEN_ONLY)))
    rng = np.random.default_rng(20)
    for _ in range(DOCUMENTS):
        document = "".join(rng.choice(PIECES, size=60)).replace("\0", "")
        page.get_by_role("button", name="Write", exact=True).click()
        page.get_by_label("Your answer").fill(document)
        page.get_by_role("button", name="Preview").click()
        expect(page.locator(".preview .prose:not(.waiting)")).to_be_visible()
        assert page.evaluate(HARM, ".preview") == [], document


def test_scripts_in_prompts_and_options_stay_text(candidate: Visitor, recruiter: Recruiter) -> None:
    def poison(route: Route) -> None:
        answer = route.fetch()
        attempt = answer.json()
        for item in (item for section in attempt["sections"] for item in section["items"]):
            item["prompt"] += "\n\n" + "\n\n".join(ACTING)
            for option, piece in zip(item["options"] or [], ACTING, strict=False):
                option["text"] = f"{piece} {HOSTILE}"
        route.fulfill(response=answer, json=attempt)

    page = candidate.page()
    page.route("**/api/v1/attempt", poison)
    start(page, recruiter.invite(recruiter.publish(ONE_OF_EACH)))
    for kind in ("single_choice", "multiple_choice", "numeric", "coding"):
        go_to_kind(page, kind)
        prompt = page.locator(".item-ask .prose:not(.waiting)", has_text="window.hacked")
        expect(prompt).to_be_visible()
        assert page.evaluate(HARM, ".item .prose") == [], kind
        assert page.evaluate(HARM, ".item .inline-prose") == [], kind

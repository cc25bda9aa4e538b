"""An item as a page of its own: what a candidate reads, and below it what its author knows."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from app.bank.markup import to_xhtml
from app.bank.variants import Variant
from grader.tasks import TASKS
from question_bank import Coding, Entry, MultipleChoice, Numeric, SingleChoice, Written
from question_bank.candidate_view import candidate_view, shown
from question_bank.item import Item
from question_bank.misconception import Misconception

Catalogue = Mapping[str, Misconception]

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src data:; style-src 'unsafe-inline'" />
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }}
section {{ border: 1px solid #8888; border-radius: .5rem; padding: 0 1.25rem 1rem; margin-block: 1.5rem; }}
pre, table {{ overflow-x: auto; }} pre {{ background: #8881; padding: .75rem; }}
td, th {{ border: 1px solid #8886; padding: .2rem .6rem; text-align: left; }}
table {{ border-collapse: collapse; }}
dt {{ font-weight: 600; margin-top: .75rem; }}
</style>
</head>
<body>
<h1>{title}</h1>
<section aria-label="As a candidate sees it"><h2>As a candidate sees it</h2>
{candidate}</section>
<section aria-label="As its author sees it"><h2>As its author sees it</h2>
{author}</section>
</body>
</html>
"""


def candidates_part(item: Item, variant: Variant | None) -> dict[str, Any]:
    """Return what one candidate gets of the item, a coding item's starter code and samples included."""
    view = candidate_view(item, numbers=variant.numbers if variant else None)
    if isinstance(item, Coding) and item.task in TASKS:
        task = TASKS[item.task]
        view |= {"starter_code": task.starter_code, "samples": len(task.samples)}
    return view


def to_html(entry: Entry, catalogue: Catalogue, variants: Sequence[Variant]) -> str:
    """Return the page. It has the keys: keep it to yourself."""
    variant = variants[0] if variants else None
    return PAGE.format(
        title=escape(entry.item.title),
        candidate=_candidate(entry.item, variant),
        author=_author(entry, catalogue, variants),
    )


def _candidate(item: Item, variant: Variant | None) -> str:
    view = candidates_part(item, variant)
    parts = [_with_drawings(to_xhtml(view["prompt"]), item)]
    if "options" in view:
        kind = "radio" if item.type == "single_choice" else "checkbox"
        parts += [
            f'<div><input type="{kind}" name="answer" id="{option["id"]}" /> '
            f'<label for="{option["id"]}">{_inline(option["text"])}</label></div>'
            for option in view["options"]
        ]
    if isinstance(item, Numeric):
        parts.append(
            f'<p><input aria-label="Your answer" inputmode="decimal" /> {escape(item.unit or "")}</p>'
        )
    if isinstance(item, Written):
        parts.append('<p><textarea aria-label="Your answer" rows="10" cols="70"></textarea></p>')
    if "starter_code" in view:
        parts.append(f"<pre><code>{escape(view['starter_code'])}</code></pre>")
    parts.append(f"<p>{item.points} points</p>")
    return "\n".join(parts)


def _with_drawings(xhtml: str, item: Item) -> str:
    """Return the prompt with its images inside, so that the page is one file."""
    for name, drawing in item.images.items():
        data = b64encode(drawing.encode()).decode()
        xhtml = xhtml.replace(f'src="{name}"', f'src="data:image/svg+xml;base64,{data}"')
    return xhtml


def _author(entry: Entry, catalogue: Catalogue, variants: Sequence[Variant]) -> str:
    item = entry.item
    facts = (
        f"{item.type}, {item.status}; {item.subtopic}; difficulty {item.difficulty}; about "
        f"{item.expected_time_s} s; for {', '.join(item.roles)}; applied to {', '.join(item.applications)}"
    )
    rows: list[tuple[str, str]] = []
    match item:
        case SingleChoice() | MultipleChoice():
            for option in item.options:
                held = "key" if option.key else _named(catalogue, option.misconception)
                rows.append((f"{option.id}: {held}", to_xhtml(option.rationale)))
        case Numeric():
            rows += [(f"variant of seed {variant.seed}", _drawn(item, variant)) for variant in variants]
            rows += [
                (_named(catalogue, wrong.misconception), to_xhtml(wrong.rationale))
                for wrong in item.wrong_answers
            ]
        case Written():
            rows += _guide(item, catalogue)
        case Coding():
            rows.append(("task", escape(item.task)))
    rows.append(("sources", "".join(to_xhtml(source) for source in item.sources)))
    if item.verify:
        rows.append(("proof", f"<pre><code>{escape(item.verify)}</code></pre>"))
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{text}</dd>\n" for name, text in rows)
    return f"<p>{escape(facts)}</p>\n<dl>\n{listed}</dl>"


def _guide(item: Written, catalogue: Catalogue) -> list[tuple[str, str]]:
    rows = []
    for criterion in item.rubric:
        levels = "".join(
            f"<tr><td>{one.points}</td><td>{to_xhtml(one.description)}</td></tr>" for one in criterion.levels
        )
        rows.append((f"criterion {criterion.title}", f"<table>{levels}</table>"))
    rows.append(("model answer", to_xhtml(item.model_answer)))
    rows += [
        (f"exemplar of {passage.points} points for {item.exemplars.criterion}", to_xhtml(passage.text))
        for passage in item.exemplars.passages
    ]
    return rows + [
        (_named(catalogue, error.misconception), to_xhtml(error.description)) for error in item.common_errors
    ]


def _drawn(item: Numeric, variant: Variant) -> str:
    numbers = ", ".join(f"{name} = {shown(value)}" for name, value in variant.numbers.items())
    wrong = "; ".join(f"{name} would answer {value:.6g}" for name, value in variant.wrong.items())
    key = f"key {variant.key:.6g} {item.unit or ''}, within {variant.tolerance:.2%}"
    return escape("; ".join(part for part in (numbers, key, wrong) if part))


def _inline(text: str) -> str:
    """Return a short text without the paragraph around it: a label holds no paragraph."""
    xhtml = to_xhtml(text).strip()
    lone = xhtml.startswith("<p>") and xhtml.endswith("</p>") and xhtml.count("<p>") == 1
    return xhtml.removeprefix("<p>").removesuffix("</p>") if lone else xhtml


def _named(catalogue: Catalogue, name: str | None) -> str:
    """Return a misconception's id and its name."""
    if name is None:
        return "no misconception"
    return f"{name} {catalogue[name].slug}" if name in catalogue else f"{name} (unknown)"

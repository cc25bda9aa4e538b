"""One item on the terminal, with everything its author knows."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel

from app.bank.preview import candidates_part
from app.bank.variants import Variant
from question_bank import Coding, Entry, MultipleChoice, Numeric, SingleChoice, Written
from question_bank.candidate_view import shown
from question_bank.item import Item
from question_bank.misconception import Misconception

Catalogue = Mapping[str, Misconception]


def print_candidate(item: Item, variant: Variant | None) -> None:
    """Print what a candidate reads, in a frame; the terminal shows TeX as it is typed."""
    view = candidates_part(item, variant)
    text = view["prompt"]
    mark = "( )" if item.type == "single_choice" else "[ ]"
    text += "".join(f"\n\n{mark} {option['text']}" for option in view.get("options", ()))
    if view.get("unit"):
        text += f"\n\n______ {view['unit']}"
    if "starter_code" in view:
        text += f"\n\n```python\n{view['starter_code']}\n```\n\n{view['samples']} samples are shown"
    console = Console(highlight=False)
    console.print(Panel(Markdown(text), title="As a candidate sees it", subtitle=f"{item.points} points"))
    console.print("\n[bold reverse] As its author sees it [/]\n")


def print_item(entry: Entry, catalogue: Catalogue, variants: Sequence[Variant]) -> None:
    """Print the item; `variants` are shown as examples of what candidates get."""
    item, console = entry.item, Console(highlight=False)
    console.print(f"[bold]{escape(item.title)}[/]  {item.id}")
    console.print(
        f"{item.type}, {item.status}; {item.subtopic}; difficulty {item.difficulty}; points {item.points}; "
        f"about {item.expected_time_s} s"
    )
    console.print(f"for {', '.join(item.roles)}; applied to {', '.join(item.applications)}")
    console.print(f"[dim]{escape(entry.folder)}; content {item.content_hash()[:12]}[/]")
    _section(console, "Prompt", item.prompt)
    match item:
        case SingleChoice() | MultipleChoice():
            _print_options(console, item, catalogue)
        case Numeric():
            _print_numeric(console, item, catalogue, variants)
        case Written():
            _print_rubric(console, item, catalogue)
        case Coding():
            _section(
                console, "Task", f"{item.task} (statement above; starter code and samples are the task's)"
            )
    _section(console, "Sources", "\n".join(item.sources))
    _section(console, "Proof", item.verify or "none: verify.py would compute the key from the kernels")


def _section(console: Console, title: str, text: str) -> None:
    console.print(f"\n[bold]{title}[/]")
    console.print(Padding(escape(text.strip()), (0, 0, 0, 2)))


def _named(catalogue: Catalogue, name: str | None) -> str:
    if name is None:
        return ""
    return f"{name} {catalogue[name].slug}" if name in catalogue else f"{name} (unknown)"


def _print_options(console: Console, item: SingleChoice | MultipleChoice, catalogue: Catalogue) -> None:
    console.print("\n[bold]Options[/]")
    for option in item.options:
        mark = "[green]key[/]" if option.key else f"[yellow]{_named(catalogue, option.misconception)}[/]"
        console.print(f"  [bold]{option.id}[/]  {escape(option.text.strip())}  {mark}")
        console.print(Padding(f"[dim]{escape(option.rationale.strip())}[/]", (0, 0, 0, 5)))


def _print_numeric(
    console: Console, item: Numeric, catalogue: Catalogue, variants: Sequence[Variant]
) -> None:
    unit = f" {item.unit}" if item.unit else ""
    for variant in variants:
        numbers = ", ".join(f"{name} = {shown(value)}" for name, value in variant.numbers.items())
        text = f"{numbers}\nkey {variant.key:.6g}{unit}, within {variant.tolerance:.2%}"
        wrong = [f"\n{name} would answer {value:.6g}" for name, value in variant.wrong.items()]
        _section(console, f"Variant of seed {variant.seed}", text + "".join(wrong))
    for answer in item.wrong_answers:
        _section(console, _named(catalogue, answer.misconception), answer.rationale)
    _section(console, "How it is drawn", item.variant)


def _print_rubric(console: Console, item: Written, catalogue: Catalogue) -> None:
    for criterion in item.rubric:
        levels = "\n".join(f"{level.points}  {level.description.strip()}" for level in criterion.levels)
        _section(console, f"Criterion {criterion.id}: {escape(criterion.title)}", levels)
    _section(console, "Model answer", item.model_answer)
    for passage in item.exemplars.passages:
        title = f"Exemplar of {passage.points} points for {item.exemplars.criterion}"
        _section(console, title, passage.text)
    for error in item.common_errors:
        _section(console, _named(catalogue, error.misconception), error.description)

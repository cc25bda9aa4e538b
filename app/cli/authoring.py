"""`bn-assess bank schema, new, preview, stats`: what an author needs beside an editor."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from app.cli.bank_folder import AsJson, Folder, Own, find_entry, group, read_bank, sandbox
from question_bank.tags import ItemType, Subtopic


@group.command()
def schema(
    name: Annotated[str, typer.Argument(help="item, blueprint or misconceptions.")] = "item",
    write: Annotated[Path | None, typer.Option(help="Write all schemas into this bank's schema/.")] = None,
) -> None:
    """Print the JSON Schema by which an editor completes and checks the bank's YAML.

    An editor with a YAML language server finds it by the first line of a file, which `bank new` writes:

    # yaml-language-server: $schema=../../../schema/item.json
    """
    from question_bank import schema as schemas

    if write is not None:
        for file in schemas.write(write):
            typer.echo(f"wrote {file}")
        return
    if name not in schemas.MADE_FROM:
        sys.stderr.write(f"bn-assess: there is no schema {name!r}: {', '.join(schemas.MADE_FROM)}\n")
        raise typer.Exit(1)
    typer.echo(schemas.text(name), nl=False)


@group.command()
def new(
    kind: Annotated[ItemType, typer.Argument(metavar="TYPE", help="The type of the item.")],
    name: Annotated[str, typer.Argument(metavar="ID", help="Small letters, digits and hyphens.")],
    subtopic: Annotated[Subtopic, typer.Option(help="The subtopic, which is the folder above.")],
    bank: Own,
) -> None:
    """Write the commented beginning of a new item, with every field it needs.

    For example: bn-assess bank new single_choice constant-feature --subtopic batch-statistics --bank my-bank

    Fill what is empty; `bn-assess bank check ID --bank my-bank` tells what is left.
    """
    from pydantic import TypeAdapter, ValidationError

    from question_bank.skeleton import write
    from question_bank.tags import Slug

    try:
        files = write(bank, kind, TypeAdapter(Slug).validate_python(name), subtopic)
    except ValidationError:
        sys.stderr.write(
            f"bn-assess: {name!r} is no id: small letters, digits and single hyphens, at most 60\n"
        )
        raise typer.Exit(1) from None
    except FileExistsError as taken:
        sys.stderr.write(f"bn-assess: the bank has this item: {taken}\n")
        raise typer.Exit(1) from None
    for file in files:
        typer.echo(str(file))
    typer.echo(f"\nFill them, then: bn-assess bank check {name} --bank {bank}")


@group.command()
def preview(
    item: Annotated[str, typer.Argument(help="The item's id, see `bn-assess bank list`.")],
    html: Annotated[
        Path | None, typer.Option(help="Write a page into this file instead, with maths set.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=63, help="Which variant of a numeric item.")] = 0,
    bank: Folder = None,
) -> None:
    """Show an item as a candidate sees it, and below that as its author sees it.

    Keep the output to yourself: it has the keys.
    """
    from app.bank.preview import to_html
    from app.bank.variants import Variant, draw_variants
    from app.cli.item_page import print_candidate, print_item

    whole = read_bank(bank, as_json=False)
    entry = find_entry(whole, item)
    variants: list[Variant] = []
    if entry.item.type == "numeric":
        with sandbox() as runner:
            variants, findings = draw_variants(runner, entry, [seed])
        if not variants:
            sys.stderr.write(f"bn-assess: nothing can be drawn: {findings[0]}\n")
            raise typer.Exit(1)
    if html is not None:
        html.write_text(to_html(entry, whole.misconceptions, variants), encoding="utf-8")
        typer.echo(f"wrote {html}; it has the keys: keep it to yourself")
        return
    print_candidate(entry.item, variants[0] if variants else None)
    print_item(entry, whole.misconceptions, variants)


@group.command()
def stats(
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print Markdown, as in docs/coverage.md.")
    ] = False,
    bank: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Show what the bank covers, as matrices of counts, and what somebody who knows nothing would score."""
    from question_bank.coverage import as_markdown, coverage, proven
    from question_bank.lint_cues import report

    whole = read_bank(bank, as_json)
    matrices, (have, of), guesses = coverage(whole), proven(whole), report(whole)
    if as_json:
        shown = {"matrices": [asdict(matrix) for matrix in matrices], "proven": have, "items": of}
        typer.echo(json.dumps({**shown, "no_knowledge": [asdict(guess) for guess in guesses]}, indent=2))
        return
    if markdown:
        typer.echo(as_markdown(matrices), nl=False)
        return
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    for matrix in matrices:
        heads = (column.replace("_", " ") for column in matrix.columns)
        table = Table("", *heads, title=matrix.title, title_justify="left", title_style="bold")
        for column in table.columns[1:]:
            column.justify = "right"
        for label, row in matrix.rows:
            table.add_row(label, *(str(count) if count else "[dim]·[/]" for count in row))
        console.print(table)
    console.print(f"{have} of {of} items have a proof of their key")
    for guess in guesses:
        console.print(
            f"{guess.kind.replace('_', ' ')}, always {guess.strategy}: {guess.right:.1f} of {guess.items}, "
            f"{guess.chance:.1f} by chance"
        )

import re
from pathlib import Path

import pytest

from app.bank.preview import to_html
from app.bank.variants import draw_variants
from grader.sandbox.outcome import Sandbox
from question_bank import load_bank
from tests.app.bank.test_command import bank
from tests.question_bank.folder import BY_TYPE, RATIONALE, write_bank


def parts(page: str) -> list[str]:
    return re.findall(r"<section.*?</section>", page, re.DOTALL)


@pytest.mark.parametrize("kind", BY_TYPE)
def test_the_candidates_part_of_a_page_has_nothing_of_the_authors(
    sandbox: Sandbox, tmp_path: Path, kind: str
) -> None:
    whole = load_bank(write_bank(tmp_path))
    entry = next(entry for entry in whole.entries if entry.item.type == kind)
    variants = draw_variants(sandbox, entry, [0])[0] if kind == "numeric" else []
    candidate, author = parts(to_html(entry, whole.misconceptions, variants))
    for secret in (RATIONALE, "key", "S01", "Level 2", "A model answer", "A passage", "arXiv"):
        assert secret not in candidate
    assert "arXiv" in author
    assert ("kg" in candidate) is (kind == "numeric")


def test_a_page_runs_nothing_and_loads_nothing(tmp_path: Path) -> None:
    folder = write_bank(tmp_path) / "items" / "batch-statistics" / "single-choice"
    (folder / "prompt.md").write_text("<script>alert(1)</script> ![x](http://example.org/x.png)")
    whole = load_bank(tmp_path)
    page = to_html(next(e for e in whole.entries if e.item.id == "single-choice"), whole.misconceptions, [])
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_the_terminal_shows_the_candidates_view_first() -> None:
    shown = bank("preview", "forward-by-hand")
    assert shown.exit_code == 0
    candidate, author = shown.stdout.split("As its author sees it")
    assert "( ) 6.00" in candidate
    assert "unbiased estimate" not in candidate
    assert "key" in author
    assert "unbiased estimate" in author


def test_a_numeric_preview_is_of_the_seed_asked_for(tmp_path: Path) -> None:
    first, again, other = (
        bank("preview", "one-value-at-inference", "--seed", seed).stdout for seed in ("1", "1", "2")
    )
    assert first == again != other
    assert "{{" not in first.split("As its author sees it")[0]


def test_a_page_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    assert bank("preview", "bn-forward", "--html", file).exit_code == 0
    assert "<math" in file.read_text()
    assert "def batch_norm" in file.read_text()

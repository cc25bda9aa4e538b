from pathlib import Path

from question_bank import load_bank
from question_bank.coverage import as_markdown, coverage

PAGE = (Path(__file__).parents[2] / "docs" / "coverage.md").read_text()


def test_the_coverage_shown_is_the_banks() -> None:
    told = "put what `bn-assess bank stats --markdown` prints in place of the tables"
    assert PAGE.endswith(as_markdown(coverage(load_bank()))), told

import re
from collections import Counter

from tests.campaign.diagnosis import (
    DIAGNOSES,
    DOCUMENT,
    HEAD,
    PRECISION,
    RECALL,
    SEEDS,
    shown_by,
    submissions,
)

PAGE = DOCUMENT.read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\w+) \| [^|]+ \| (\d+) \| (\d+) \| ([^|]+) \| (\d+) \|$", re.MULTILINE)


def test_the_page_speaks_of_the_submissions_there_are() -> None:
    there = Counter(name for mutant in submissions() for name in shown_by(mutant))
    rows = {name: int(count) for name, count, *_ in ROW.findall(PAGE)}
    assert rows == {name: len(SEEDS) * count for name, count in there.items()}
    assert PAGE.startswith(HEAD)


def test_the_figures_on_the_page_follow_from_its_table_and_keep_what_is_promised() -> None:
    graded, precision, recall = re.findall(r"\*\*(\d+) diagnoses: precision ([\d.]+), recall ([\d.]+)", PAGE)[
        0
    ]
    rows = ROW.findall(PAGE)
    there, named = (sum(int(row[column]) for row in rows) for column in (1, 2))
    assert int(graded) == len(SEEDS) * len(submissions()) >= DIAGNOSES
    assert float(recall) == round(named / there, 4) >= RECALL
    assert float(precision) >= PRECISION

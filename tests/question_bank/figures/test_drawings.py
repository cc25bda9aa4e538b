"""The drawings in the bank are those of the runs, and the runs bear out the items' keys."""

import math
import re

import numpy as np
import pytest

from question_bank.image import check_svg
from tests.question_bank.figures import runs
from tests.question_bank.figures.__main__ import ITEMS
from tests.question_bank.figures.drawings import DRAWINGS

NUMBER = re.compile(r"-?\d+\.\d")


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_drawing_in_the_bank_is_what_the_run_gives(name: str) -> None:
    kept, drawn = (ITEMS / name).read_text(encoding="utf-8"), DRAWINGS[name]()
    assert check_svg(drawn) == drawn
    assert NUMBER.sub("#", kept) == NUMBER.sub("#", drawn)
    # Another build of NumPy may round otherwise: a pixel and a half at most, of 640.
    places = [np.array(NUMBER.findall(text), dtype=float) for text in (kept, drawn)]
    assert np.abs(places[0] - places[1]).max() <= 1.5


def test_every_drawing_in_the_bank_has_its_run() -> None:
    assert {file.relative_to(ITEMS).as_posix() for file in ITEMS.rglob("*.svg")} == DRAWINGS.keys()


def test_only_batch_norm_learns_at_the_large_rate_and_both_learn_at_the_small_one() -> None:
    assert np.abs(runs.losses(False, 1.0)[-100:] - math.log(3)).max() < 0.02
    assert runs.losses(True, 1.0)[-1] < 0.05
    assert runs.losses(False, 0.03)[-1] < runs.losses(True, 0.03)[-1] < 0.05


def test_no_other_setting_offered_parts_the_two_modes() -> None:
    _, training, inference = runs.both_modes(momentum=0.001)
    assert training.min() > 0.9
    assert inference.max() < 0.5
    for _, training, inference in (
        runs.both_modes(momentum=0.9, steps=500),
        runs.both_modes(affine=False, steps=500),
        runs.both_modes(eps=1e-3, steps=500),
    ):
        assert np.abs(training - inference).max() < 0.2


def test_gradients_explode_in_the_plain_network_with_batch_norm_alone() -> None:
    plain, skipped = runs.gradient_norms(True)[0], runs.gradient_norms(True, skip=True)[0]
    scaled, small = runs.gradient_norms(False)[0], runs.gradient_norms(False, gain=1.2)[0]
    assert plain > 1e4
    assert 10 < skipped < 30
    assert 0.5 < scaled < 2
    assert small < 1e-5


def test_decay_keeps_the_norm_down_and_without_it_the_norm_only_grows() -> None:
    assert (np.diff(runs.weight_norms(0.0)[1]) > 0).all()
    assert runs.weight_norms(0.01)[1][-20:].max() < 3.1


def test_a_fourfold_batch_halves_the_noise() -> None:
    _, quarter, whole, fourfold = runs.noise((32, 64, 256, 1024))
    assert quarter / whole == pytest.approx(2, rel=0.1)
    assert whole / fourfold == pytest.approx(2, rel=0.1)

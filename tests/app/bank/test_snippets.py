from pathlib import Path

import numpy as np
import pytest

from app.bank import snippets
from app.bank.check import check
from app.bank.snippets import KERNELS, SnippetFailed, draw, prove
from grader.kernels.backward import batch_norm_backward
from grader.sandbox.outcome import Sandbox
from grader.sandbox.program import Limits, Rng
from question_bank import load_bank
from tests.question_bank.folder import write_item


def test_proofs_see_the_reference_kernels_themselves(sandbox: Sandbox) -> None:
    verify = (
        "import numpy as np\n"
        "def verify(kernels):\n"
        "    x = np.arange(12.0).reshape(4, 3) ** 1.5\n"
        "    dx, dgamma, dbeta = kernels.batch_norm_backward(x[::-1] % 5, x, np.ones(3), 0.1)\n"
        "    return {'dx': dx, 'names': sorted(vars(kernels))}\n"
    )
    (answer,) = prove(sandbox, verify, [])
    x = np.arange(12.0).reshape(4, 3) ** 1.5
    assert np.array_equal(answer["dx"], batch_norm_backward(x[::-1] % 5, x, np.ones(3), 0.1)[0])
    assert answer["names"] == sorted(kernel.__name__ for kernel in KERNELS)


def test_a_seed_draws_the_same_numbers_again(sandbox: Sandbox) -> None:
    variant = "def variant(rng):\n    return float(rng.normal())\n"
    first, second, again = draw(sandbox, variant, [Rng(1), Rng(2), Rng(1)])
    assert first == again == np.random.default_rng(1).normal()
    assert first != second


@pytest.mark.parametrize(
    ("variant", "told"),
    [
        ("def variant(rng):\n    return 1 / 0\n", "line 2"),
        ("def variant(rng) return 1\n", "line 1"),
        ("x = 1\n", "does not define variant"),
        ("def variant(rng):\n    while True: pass\n", "stopped"),
        ("def variant(rng):\n    return object()\n", "raised"),
        ("import socket\ndef variant(rng):\n    return 1\n", "cannot import socket"),
    ],
)
def test_code_that_does_not_answer_is_told_with_its_own_line(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, variant: str, told: str
) -> None:
    monkeypatch.setattr(snippets, "LIMITS", Limits(cpu_time_s=0.3, wall_time_s=5))
    with pytest.raises(SnippetFailed, match=told):
        draw(sandbox, variant, [Rng(0)])


def test_code_of_a_bank_reaches_no_file(sandbox: Sandbox, tmp_path: Path) -> None:
    reached = tmp_path / "reached"
    reach = f"import os\nos.mkdir({str(reached)!r})\nopen({str(reached)!r} + '/x', 'w')\n"
    bank = tmp_path / "bank"
    folder = write_item(bank, "numeric")
    good = (folder / "variant.py").read_text()
    (folder / "variant.py").write_text(reach + good)
    choice = write_item(bank, "single_choice")
    (choice / "verify.py").write_text(reach + "def verify(kernels):\n    return {'a': True}\n")
    rules = {finding.rule for finding in check(load_bank(bank), sandbox, [])}
    assert {"variant-fails", "verify-fails"} <= rules
    assert not reached.exists()

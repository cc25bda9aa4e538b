import re
from xml.etree import ElementTree as ET

import pytest

from app.bank.markup import MATHML, MathsUnreadable, formulas, to_mathml, to_xhtml
from question_bank import load_bank
from question_bank.lint_text import texts

MIXED = """For $\\gamma_i = 2$ pay $5 and $6, `a < b`.

$$\\frac{a}{b}$$

| `x` | y |
|---|---:|
| 1 | <script>alert(1)</script> |

```python
if a < b: print("$x$")
```
"""


def test_a_formula_becomes_mathml_that_keeps_its_tex() -> None:
    maths = ET.fromstring(to_mathml("\\hat{x}_i", display=True))
    assert maths.get("display") == "block"
    assert maths.findtext(f".//{{{MATHML}}}annotation") == "\\hat{x}_i"


@pytest.mark.parametrize(
    "tex",
    ["\\gama", "\\left( x", "a_", "a^b^c", "&", "\\sqrt", "\\begin{foo}", "\\text{a \\foo}"],
)
def test_tex_that_cannot_be_set_is_refused(tex: str) -> None:
    with pytest.raises(MathsUnreadable, match=r"\w"):
        to_mathml(tex)


def test_what_is_no_formula_to_a_candidate_is_none_here() -> None:
    assert formulas(MIXED) == [("\\gamma_i = 2", 1), ("\\frac{a}{b}", 3)]


def test_html_in_the_text_stays_text() -> None:
    assert "<script" not in to_xhtml(MIXED)
    assert "&lt;script&gt;" in to_xhtml(MIXED)


def test_every_text_of_the_bank_is_well_formed_with_all_maths_set() -> None:
    for entry in load_bank().entries:
        for place, text in texts(entry):
            html = to_xhtml(text)
            ET.fromstring(f"<div>{html}</div>")
            assert html.count("<math") == len(formulas(text)), place
            assert not re.search(r"<code>\$", html), place

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.bank.exchange.markdown import from_element, from_html
from app.bank.markup import fragment, to_xhtml
from question_bank import Bank
from question_bank.image import in_words
from question_bank.lint_text import texts


def test_the_banks_texts_read_the_same_through_xhtml_and_html(whole_bank: Bank) -> None:
    for entry in whole_bank.entries:
        for place, text in texts(entry):
            lost: set[str] = set()
            back = from_element(fragment(text), lost), from_html(to_xhtml(text, tex=True), lost)
            # HTML has no drawing beside it: the words for it come back.
            expected = [to_xhtml(text), to_xhtml(in_words(text))]
            assert [to_xhtml(one) for one in back] == expected, (entry.item.id, place)
            assert lost == ({"img"} if expected[0] != expected[1] else set())


MARKS = "1. - + * ** _ __ ` `` ``` # > | \\ [ ]( ] ! < & &amp; $ ~ ~~~ = : 3*4 x_i_j http://x.y |-|-|"
PIECES = st.sampled_from(["a", "b", " ", "\n", "\n- ", "\n\n", "\n| a | b |\n|---|---|\n", *MARKS.split()])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_plain_text_stays_plain_whatever_marks_it_holds(pieces: list[str]) -> None:
    text = " ".join("".join(pieces).split())
    assume(not re.search(r"\$\$|\\[(\[]", text))  # what people who write for MathJax mean as maths
    paragraph = ET.Element("p")
    paragraph.text = text
    root = ET.Element("div")
    root.append(paragraph)
    back = fragment(from_element(root, set()))
    assert " ".join("".join(back.itertext()).split()) == text
    assert [part.tag for part in back.iter() if part.tag not in ("div", "p")] == []


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("one<br>two", "one\\\ntwo"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("<ul><li>one<li>two<ol><li>x</ol></ul>", "- one\n- two\n  1. x"),
        ("<b> bold </b>text", "**bold** text"),
        ("<a href='javascript:alert(1)'>x</a>", "x"),
        ("<a href='https://example.org/a'>x</a>", "[x](https://example.org/a)"),
        ("&lt;b&gt; &amp;amp;", "\\<b> \\&amp;"),
        ("2 * 3 = \\(x_1\\) and $$y$$", "2 * 3 = $x_1$ and $$y$$"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<table><tr><th>a<th>b<tr><td>1<td>x|y</table>", "| a | b |\n|---|---|\n| 1 | x\\|y |"),
        ("<div><div>deep</div></div>", "deep"),
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
    ],
)
def test_html_becomes_the_markdown_that_says_the_same(html: str, markdown: str) -> None:
    lost: set[str] = set()
    assert from_html(html, lost) == markdown
    assert lost == set()


@pytest.mark.parametrize(
    ("html", "left", "named"),
    [
        ("<img src=x alt='a curve'>", "[a curve]", "img"),
        ("<script>alert(1)</script>ok", "ok", "script"),
        ("x<sub>2</sub>", "x2", "sub"),
        ("<math><mi>x</mi></math>", "x", "MathML without TeX"),
    ],
)
def test_what_markdown_cannot_show_is_named(html: str, left: str, named: str) -> None:
    lost: set[str] = set()
    assert from_html(html, lost) == left
    assert lost == {named}


def test_html_nested_without_end_is_read() -> None:
    assert from_html("<div><b>" * 3_000 + "x", set()).strip("*") == "x"

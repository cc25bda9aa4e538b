from pathlib import Path

import pytest

from question_bank import BankInvalid, load_bank, read_content
from question_bank.candidate_view import candidate_view
from question_bank.image import SvgRefused, check_svg
from question_bank.lint import lint
from tests.question_bank.folder import write_item

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
GOOD = f'{OPEN}\n<title>A line</title>\n<line x1="0" y1="0" x2="9" y2="9" stroke="#000"/>\n</svg>'
HOSTILE = {
    "script": f"{OPEN}<script>alert(1)</script></svg>",
    "handler": f'{OPEN}<rect onload="alert(1)"/></svg>',
    "handler on the root": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "handler without brackets": f'{OPEN}<rect onload="alert`1`"/></svg>',
    "style without an address": f'{OPEN}<rect style="fill: red"/></svg>',
    "reference on a shape": f'{OPEN}<text href="x.svg">x</text></svg>',
    "link": f'{OPEN}<a href="https://example.org"><text>x</text></a></svg>',
    "image from elsewhere": f'{OPEN}<image href="https://example.org/x.png"/></svg>',
    "old link": '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<use xlink:href="#x"/></svg>',
    "page inside": f'{OPEN}<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></svg>',
    "style sheet": f"{OPEN}<style>@import 'https://example.org/x.css'</style></svg>",
    "style": f'{OPEN}<rect style="background:url(https://example.org)"/></svg>',
    "address in paint": f'{OPEN}<rect fill="url(#x)"/></svg>',
    "animation": f'{OPEN}<set attributeName="href" to="x"/></svg>',
    "entity bomb": f'<!DOCTYPE svg [<!ENTITY a "aaaa">]>\n{OPEN}<text>&a;</text></svg>',
    "outer entity": f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{OPEN}<text>&a;</text></svg>',
    "style sheet before": f'<?xml-stylesheet href="x.css"?>{OPEN}</svg>',
    "other language": '<svg xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></svg>',
    "no namespace": "<svg><rect/></svg>",
    "page": "<html><body>hello</body></html>",
    "broken": f"{OPEN}<rect>",
    "nothing": "",
    "huge": f"{OPEN}<desc>{'x' * 200_000}</desc></svg>",
}


def test_a_drawing_of_plain_shapes_is_taken_as_it_came() -> None:
    assert check_svg(GOOD) == GOOD


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_drawing_that_could_act_or_load_is_refused(text: str) -> None:
    with pytest.raises(SvgRefused):
        check_svg(text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_item_can_hold_a_hostile_drawing_whatever_way_it_came(tmp_path: Path, text: str) -> None:
    write_item(tmp_path)
    (item,) = load_bank(tmp_path).items.values()
    with pytest.raises(ValueError, match=r"x\.svg"):
        read_content({**item.content(), "images": {"x.svg": text}})


def test_a_refused_drawing_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    folder = write_item(tmp_path)
    (folder / "prompt.md").write_text("![a plot](plot.svg)")
    (folder / "plot.svg").write_text(GOOD.replace("<title>", "<script/><title>"))
    with pytest.raises(BankInvalid) as caught:
        load_bank(tmp_path)
    (found,) = caught.value.findings
    assert (found.rule, found.line, found.file.endswith("/plot.svg")) == ("unsafe-image", 2, True)


@pytest.mark.parametrize(
    ("prompt", "files", "told"),
    [
        ("![a plot](plot.svg)", ["plot.svg"], []),
        ("![a plot](other.svg)", ["plot.svg"], ["there is no image other.svg", "plot.svg is not shown"]),
        ("![a plot](https://example.org/x.svg)", [], ["there is no image https://example.org/x.svg"]),
        ("No plot.", ["plot.svg"], ["plot.svg is not shown"]),
    ],
)
def test_images_shown_and_images_given_must_agree(
    tmp_path: Path, prompt: str, files: list[str], told: list[str]
) -> None:
    folder = write_item(tmp_path)
    (folder / "prompt.md").write_text(prompt)
    for name in files:
        (folder / name).write_text(GOOD)
    assert sorted(found.message for found in lint(load_bank(tmp_path))) == sorted(told)


def test_an_image_outside_the_prompt_is_found(tmp_path: Path) -> None:
    (write_item(tmp_path, "written") / "model_answer.md").write_text("![a plot](plot.svg)")
    assert [found.rule for found in lint(load_bank(tmp_path))] == ["unknown-image"]


def test_another_drawing_makes_another_version_and_none_keeps_the_old_hash(tmp_path: Path) -> None:
    folder = write_item(tmp_path, name="one")
    without = load_bank(tmp_path).items["one"]
    assert "images" not in without.content()
    (folder / "plot.svg").write_text(GOOD)
    first = load_bank(tmp_path).items["one"].content_hash()
    (folder / "plot.svg").write_text(GOOD.replace("A line", "Another line"))
    assert len({without.content_hash(), first, load_bank(tmp_path).items["one"].content_hash()}) == 3


def test_a_candidate_gets_the_address_and_the_words_of_an_image_alone(tmp_path: Path) -> None:
    folder = write_item(tmp_path, name="one")
    (folder / "prompt.md").write_text("Look: ![a plot that falls](plot.svg) What is it?")
    (folder / "plot.svg").write_text(GOOD)
    view = candidate_view(load_bank(tmp_path).items["one"], image_address=lambda name: f"/there/{name}")
    assert view["prompt"] == "Look: ![a plot that falls](/there/plot.svg) What is it?"
    assert "images" not in view

"""Files made to harm their reader get a clear refusal, and cost next to nothing."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from app.bank.exchange import opening
from app.bank.exchange.question import Refused
from app.bank.exchange.reading import read
from tests.app.bank.exchange.test_foreign import FIXTURES

QUIZ = "<quiz><question type='multichoice'><name><text>{}</text></name></question></quiz>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
FILE = '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + QUIZ.format("&x;")

XML = {
    "entities that multiply": f'<!DOCTYPE quiz [<!ENTITY l0 "ha">{LAUGHS}]>{QUIZ.format("&l9;")}',
    "one entity used often": f'<!DOCTYPE quiz [<!ENTITY a "{"a" * 50_000}">]>{QUIZ.format("&a;" * 50_000)}',
    "a file of this machine": FILE,
    "a page of another": FILE.replace("file:///etc/passwd", "http://127.0.0.1:9/x"),
    "a parameter entity": '<!DOCTYPE quiz [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]>' + QUIZ,
    "a document type elsewhere": '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd">' + QUIZ.format("x"),
}


def package(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@pytest.mark.parametrize("kind", XML)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_anything_is_refused_before_it_is_expanded(kind: str, encoding: str) -> None:
    tracemalloc.start()
    with pytest.raises(Refused, match=r"quiz\.xml declares .* Export it again without"):
        read(XML[kind].encode(encoding), "quiz.xml")
    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()


@pytest.mark.parametrize("kind", XML)
def test_a_package_hides_no_such_xml(kind: str) -> None:
    with pytest.raises(Refused, match="declares"):
        read(package(("imsmanifest.xml", XML[kind].encode())), "x.zip")
    manifest = (FIXTURES / "qti22_manifest.xml").read_bytes()
    with pytest.raises(Refused, match=r"items/feedback\.xml declares"):
        read(
            package(
                ("imsmanifest.xml", manifest),
                ("items/feedback.xml", XML[kind].encode()),
                ("items/match.xml", b"<x/>"),
            ),
            "x.zip",
        )


def test_xml_nested_without_end_is_refused() -> None:
    with pytest.raises(Refused, match="deep"):
        read(b"<quiz>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</quiz>", "quiz.xml")


@pytest.mark.parametrize(
    "path",
    ["../../etc/cron.d/x", "/etc/passwd", "a/../../x", "..\\x", "C:\\x", "\\\\host\\x", "a\\..\\..\\x"],
)
def test_a_path_that_leads_out_of_the_package_is_refused(path: str) -> None:
    with pytest.raises(Refused, match="leads out of the package"):
        read(package(("imsmanifest.xml", b"<x/>"), (path, b"x")), "x.zip")


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with pytest.raises(Refused, match="link"):
        read(package((link, b"/etc/passwd")), "x.zip")


def test_a_bomb_is_refused_by_what_comes_out_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILE_MIB", 1)
    monkeypatch.setattr(opening, "MAX_PACKAGE_MIB", 3)
    one = package(("imsmanifest.xml", bytes(2 * 2**20)))
    assert len(one) < 10_000
    with pytest.raises(Refused, match="unpacks to more than 1 MiB"):
        read(one, "x.zip")
    with pytest.raises(Refused, match="unpacks to more than 3 MiB"):
        read(package(*((f"{number}", bytes(2**20)) for number in range(4))), "x.zip")


def test_a_package_that_lies_of_its_sizes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILE_MIB", 1)
    honest = package(("imsmanifest.xml", bytes(2 * 2**20)))
    size = struct.pack("<I", 2 * 2**20)
    assert honest.count(size) == 2
    with pytest.raises(Refused, match=r"zip that can be read|unpacks to more"):
        read(honest.replace(size, struct.pack("<I", 10)), "x.zip")


def test_more_files_than_a_bank_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILES", 10)
    with pytest.raises(Refused, match="11 files"):
        read(package(*((f"{number}", b"") for number in range(11))), "x.zip")


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = package(("a", b"1"), ("a", b"2"))
    with pytest.raises(Refused, match="twice"):
        read(twice, "x.zip")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"<quiz>", "no well-formed XML"),
        (b"<quiz/>", "no question"),
        (b"<html/>", "begins with <html>"),
        (b"<questestinterop/>", "QTI 1"),
        (b"\xff\xfe", "no well-formed XML"),
        (b"caf\xe9 {=a ~b ~c}", "UTF-8"),
        (b"Dear all,\n\nno questions here", "no GIFT question"),
        (b"PK\x03\x04 and then nothing", "no zip"),
        (b'<?xml version="1.0" encoding="utf-7"?><quiz/>', "no well-formed XML"),
        (package(("readme.txt", b"x")), "imsmanifest"),
        (package(("imsmanifest.xml", b"<manifest/>")), "no QTI"),
    ],
    ids=range(13),
)
def test_what_is_no_file_of_questions_is_told_apart(data: bytes, told: str) -> None:
    with pytest.raises(Refused, match=told):
        read(data, "file")


def test_a_manifest_that_names_what_is_not_there_is_refused() -> None:
    manifest = (FIXTURES / "qti22_manifest.xml").read_bytes()
    with pytest.raises(Refused, match="does not hold"):
        read(package(("imsmanifest.xml", manifest)), "x.zip")

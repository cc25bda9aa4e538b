"""Any file of questions: which format it is, and what is in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.bank.exchange import gift_read, moodle_read, qti_read
from app.bank.exchange.markdown import local
from app.bank.exchange.opening import MAX_FILE_MIB, MAX_PACKAGE_MIB, MIB, read_package, read_xml
from app.bank.exchange.question import Incoming, Refused

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
QTI_1 = "questestinterop"


@dataclass(frozen=True)
class Read:
    """The questions of a file; `other` names what else it holds and no bank takes."""

    format: str
    questions: tuple[Incoming, ...]
    other: tuple[str, ...] = ()


def read(data: bytes, name: str) -> Read:
    """Return what the file holds, by its content and not by its name; raise Refused with the reason."""
    if not data.strip():
        raise Refused(f"{name} is empty.")
    if data.startswith(ZIP):
        if len(data) > MAX_PACKAGE_MIB * MIB:
            raise Refused(f"{name} is larger than {MAX_PACKAGE_MIB} MiB; split it.")
        return _read_package(read_package(data, name), name)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        root = read_xml(data, name)
        match local(root):
            case "quiz":
                return Read("Moodle XML", tuple(moodle_read.read_quiz(root)))
            case "assessment-item":
                return Read("QTI", (qti_read.read_item(root),))
            case kind:
                raise Refused(_unknown(kind, name))
    if len(data) > MAX_FILE_MIB * MIB:
        raise Refused(f"{name} is larger than {MAX_FILE_MIB} MiB; split it.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{name} is neither a QTI package, nor XML, nor UTF-8 text: {error}.") from error
    return Read("GIFT", tuple(gift_read.read_gift(text, name)))


def _read_package(files: Mapping[str, bytes], name: str) -> Read:
    questions, other = qti_read.read_package(files, name)
    return Read("QTI package", tuple(questions), tuple(other))


def _unknown(kind: str, name: str) -> str:
    if kind == QTI_1:
        return f"{name} is QTI 1.x; export it as QTI 2.1 or later, or as Moodle XML."
    return f"{name} begins with <{kind}>; a Moodle quiz or a QTI 2.x or 3.0 item or package is needed."

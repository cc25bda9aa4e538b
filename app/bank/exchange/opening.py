"""Open files that strangers made: XML without tricks, packages without bombs. Nothing is unpacked to disk."""

import io
import stat
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden
from defusedxml.ElementTree import fromstring

from app.bank.exchange.question import Refused

MAX_FILE_MIB = 20
MAX_PACKAGE_MIB = 100  # unpacked, all files together
MAX_FILES = 5_000
MAX_DEPTH = 100  # elements inside one another: a reader follows them by recursion
MIB = 1024 * 1024


def read_xml(data: bytes, name: str) -> Element:
    """Return the root; raise Refused for what is no XML, or XML made to harm its reader."""
    if len(data) > MAX_FILE_MIB * MIB:
        raise Refused(f"{name} is larger than {MAX_FILE_MIB} MiB; split it.")
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden) as forbidden:
        what = {
            DTDForbidden: "a document type",
            EntitiesForbidden: "an entity",
            ExternalReferenceForbidden: "an external entity",
        }[type(forbidden)]
        raise Refused(
            f"{name} declares {what}: that can read files or fill the memory, and no question needs it. "
            "Export it again without."
        ) from forbidden
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Refused(f"{name} is no well-formed XML: {error}.") from error
    layer, depth = list(root), 1
    while layer:
        depth += 1
        if depth > MAX_DEPTH:
            raise Refused(f"{name} nests elements more than {MAX_DEPTH} deep.")
        layer = [child for element in layer for child in element]
    return root


def read_package(data: bytes, name: str) -> dict[str, bytes]:
    """Return the files of a zip by their paths; raise Refused for one that is broken or made to harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _files(package, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Refused(f"{name} is no zip that can be read: {error}.") from error


def _files(package: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    entries = [entry for entry in package.infolist() if not entry.is_dir()]
    if len(entries) > MAX_FILES:
        raise Refused(f"{name} holds {len(entries)} files, more than {MAX_FILES}.")
    files: dict[str, bytes] = {}
    left = MAX_PACKAGE_MIB * MIB
    for entry in entries:
        _check_path(entry, name)
        if entry.filename in files:
            raise Refused(f"{name} holds {entry.filename!r} twice: which of them counts cannot be told.")
        with package.open(entry) as file:
            # What the package says of its sizes may be a lie: count what comes out.
            content = file.read(min(left, MAX_FILE_MIB * MIB) + 1)
        left -= len(content)
        if left < 0:
            raise Refused(f"{name} unpacks to more than {MAX_PACKAGE_MIB} MiB.")
        if len(content) > MAX_FILE_MIB * MIB:
            raise Refused(f"{entry.filename!r} in {name} unpacks to more than {MAX_FILE_MIB} MiB.")
        files[entry.filename] = content
    return files


def _check_path(entry: zipfile.ZipInfo, name: str) -> None:
    path = entry.orig_filename
    parts = path.replace("\\", "/").split("/")
    if path.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\x00" in path:
        raise Refused(f"{name} holds the path {path!r}, which leads out of the package.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused(f"{name} holds the link {path!r}; a package holds files only.")
    if entry.flag_bits & 1:
        raise Refused(f"{name} is encrypted; pack it without a password.")

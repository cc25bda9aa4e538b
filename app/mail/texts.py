"""The texts of e-mails: templates, packaged in each language, which an installation may replace by its own.

A template is a text file: its first line is `Subject: ...`, then an empty line, then the text. Values stand
as `$name` (string.Template): there is no logic in a text, so nothing that an author of one could get wrong
but a name, and that is refused when the service starts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from app.models import Language, Letter

PACKAGED = Path(__file__).parent / "texts"
VALUES = frozenset({"name", "title", "link", "minutes", "expires", "sender"})
SUBJECT = "Subject: "


class TextsInvalid(Exception):
    """A template of an e-mail cannot be used, and why."""


@dataclass(frozen=True)
class Text:
    """One template."""

    subject: Template
    body: Template

    def fill(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Return subject and body. A subject is one line, whatever the values hold."""
        return " ".join(self.subject.substitute(values).split()), self.body.substitute(values)


Texts = Mapping[tuple[Letter, Language], Text]


def load_texts(folder: Path | None = None) -> Texts:
    """Return all templates; a file in `folder` takes the place of the packaged one of the same name."""
    texts = {}
    for letter in Letter:
        for language in Language:
            file = f"{letter}.{language}.txt"
            own = folder / file if folder else PACKAGED / file
            texts[letter, language] = _read(own if own.is_file() else PACKAGED / file)
    return texts


def _read(path: Path) -> Text:
    try:
        subject, empty, *body = path.read_text(encoding="utf-8").splitlines(keepends=True)
    except ValueError as error:
        raise TextsInvalid(f"{path}: it is no UTF-8, or has no subject, empty line and text.") from error
    if not subject.startswith(SUBJECT) or empty.strip():
        raise TextsInvalid(f"{path}: it begins with 'Subject: ...' and an empty line.")
    text = Text(Template(subject.removeprefix(SUBJECT).strip()), Template("".join(body)))
    for part in (text.subject, text.body):
        if not part.is_valid():
            raise TextsInvalid(f"{path}: a $ stands before a name, or is doubled to be a dollar sign.")
        if unknown := set(part.get_identifiers()) - VALUES:
            raise TextsInvalid(f"{path}: ${min(unknown)} is none of ${', $'.join(sorted(VALUES))}.")
    if "link" not in text.body.get_identifiers():
        raise TextsInvalid(f"{path}: it lacks $link, without which nobody can begin.")
    return text

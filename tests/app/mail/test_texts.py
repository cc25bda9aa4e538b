from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.mail.smtp import Envelope, NotTaken, write
from app.mail.texts import VALUES, TextsInvalid, load_texts
from app.models import Language, Letter

SAMPLE = {name: f"<{name}>" for name in VALUES}


@pytest.mark.parametrize("letter", Letter)
@pytest.mark.parametrize("language", Language)
def test_each_packaged_text_holds_the_link_the_time_and_the_last_day(
    letter: Letter, language: Language
) -> None:
    subject, body = load_texts()[letter, language].fill(SAMPLE)
    assert "<title>" in subject
    assert [value for value in SAMPLE.values() if value not in body] == []
    assert "$" not in subject + body


def test_a_text_of_ones_own_takes_the_place_of_one_alone(tmp_path: Path) -> None:
    (tmp_path / "reminder.en.txt").write_text("Subject: Hey $name\n\n$link\n")
    texts = load_texts(tmp_path)
    assert texts[Letter.REMINDER, Language.ENGLISH].fill(SAMPLE) == ("Hey <name>", "<link>\n")
    assert texts[Letter.REMINDER, Language.GERMAN].fill(SAMPLE) == load_texts()[
        Letter.REMINDER, Language.GERMAN
    ].fill(SAMPLE)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hello\n\n$link\n", "begins with"),
        ("Subject: x\n$link\n", "begins with"),
        ("Subject: x\n", "no subject"),
        ("Subject: x\n\n$lnik\n", "$lnik is none of"),
        ("Subject: 5 $\n\n$link\n", "doubled"),
        ("Subject: x\n\nno way in\n", "lacks $link"),
    ],
)
def test_a_text_that_would_go_wrong_is_refused_by_name(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "invitation.de.txt").write_text(text)
    with pytest.raises(TextsInvalid, match=r"invitation\.de\.txt") as refused:
        load_texts(tmp_path)
    assert told in str(refused.value)


@given(
    name=st.text(max_size=40),
    title=st.text(max_size=40),
    email=st.text(max_size=40),
    reply=st.text(max_size=20),
)
def test_no_name_title_or_address_becomes_a_header(name: str, title: str, email: str, reply: str) -> None:
    subject, body = load_texts()[Letter.INVITATION, Language.ENGLISH].fill({**SAMPLE, "title": title})
    try:
        wire = bytes(
            write(
                Envelope(name, email, reply),
                subject,
                body,
                sender="a@example.org",
                message_id="<1@example.org>",
                language="en",
            )
        )
    except (NotTaken, UnicodeEncodeError, LookupError):
        return  # refused; a lone surrogate, which no request can carry, breaks it too
    read = message_from_bytes(wire, policy=policy.default)
    allowed = {"To", "From", "Subject", "Message-ID", "Content-Language", "Auto-Submitted", "Reply-To"}
    assert set(read.keys()) <= allowed | {"MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    assert len(read["To"].addresses) == 1


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Ada\r\nBcc: eve@example.org", "ada@example.org"),
        ("Ada", "ada@example.org\r\nBcc: eve@example.org"),
        ("Ada", "ada@example.org, eve@example.org"),
    ],
)
def test_a_line_break_or_a_second_address_is_refused(name: str, email: str) -> None:
    with pytest.raises(NotTaken):
        write(Envelope(name, email, None), "s", "b", sender="a@b.example", message_id="<1@b>", language="en")

"""The way to a mail server."""

import contextlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import parseaddr
from http import HTTPStatus
from typing import TypeAlias

import aiosmtplib

from app.config import Settings
from app.problems import Problem

TIMEOUT_S = 20.0
# What the standard library raises for text that is no address; IndexError comes of half ones.
NO_ADDRESS = (ValueError, IndexError, HeaderParseError)
NOTE_LENGTH = 300
Send: TypeAlias = Callable[[EmailMessage], Awaitable[None]]


class NoMail(Problem):
    """This installation sends no e-mail."""

    status = HTTPStatus.CONFLICT


class NotTaken(Exception):
    """The mail server did not take a message. `for_good`: it never will."""

    def __init__(self, said: str, *, for_good: bool) -> None:
        super().__init__(said)
        self.said = re.sub(r"[\x00-\x1f\x7f]+", " ", said)[:NOTE_LENGTH]
        self.for_good = for_good


@dataclass(frozen=True)
class Envelope:
    """Who an e-mail is to. `reply_to` is an address, or None."""

    name: str
    email: str
    reply_to: str | None


def write(
    envelope: Envelope, subject: str, body: str, *, sender: str, message_id: str, language: str
) -> EmailMessage:
    """Return the message; raise NotTaken where an address is none.

    The headers are set through the standard library's types, which refuse a line break in any of them: no
    name, title or address becomes a header of its own.
    """
    message = EmailMessage(policy=WIRE)
    try:
        message["To"] = Address(display_name=envelope.name, addr_spec=envelope.email)
        message["From"] = sender
        message["Subject"] = subject
    except NO_ADDRESS as error:
        raise NotTaken(f"The address cannot be written to: {error}", for_good=True) from error
    if envelope.reply_to:
        # An odd address of a colleague keeps no letter back: answers then go to the sender.
        with contextlib.suppress(*NO_ADDRESS):
            message["Reply-To"] = Address(addr_spec=envelope.reply_to)
    message["Message-ID"] = message_id  # the same at each try, so that a second copy can be told
    message["Content-Language"] = language
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office reply comes of it
    message.set_content(body)
    return message


class Post:
    """A mail server, as the settings name it."""

    def __init__(self, settings: Settings) -> None:
        assert settings.smtp_host is not None
        assert settings.mail_from is not None
        self.sender = settings.mail_from
        self._settings = settings

    @property
    def domain(self) -> str:
        """The part of the sender's address that message ids end with."""
        return parseaddr(self.sender)[1].rpartition("@")[2]

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[Send]:
        """Connect and sign in; messages are sent one after the other over the one connection."""
        settings = self._settings
        client = aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_username,
            password=settings.smtp_password.get_secret_value() if settings.smtp_password else None,
            use_tls=settings.smtp_security == "tls",
            start_tls=settings.smtp_security == "starttls",
            timeout=TIMEOUT_S,
        )

        async def send(message: EmailMessage) -> None:
            try:
                await client.send_message(message)
            except (aiosmtplib.SMTPException, OSError, ValueError) as error:
                raise _not_taken(error) from error

        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            # Whatever it says here is about the server or our sign-in, not about a letter: try again.
            raise NotTaken(str(error) or type(error).__name__, for_good=False) from error
        try:
            yield send
        finally:
            with contextlib.suppress(aiosmtplib.SMTPException, OSError):
                await client.quit()
            client.close()


def _not_taken(error: Exception) -> NotTaken:
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        error = error.recipients[0]
    if isinstance(error, aiosmtplib.SMTPResponseException):
        # RFC 5321, section 4.2.1: 5yz is a permanent negative completion, 4yz a transient one.
        return NotTaken(f"{error.code} {error.message}", for_good=500 <= error.code < 600)
    return NotTaken(
        str(error) or type(error).__name__, for_good=isinstance(error, aiosmtplib.SMTPNotSupported)
    )

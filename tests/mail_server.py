"""A real mail server on loopback, in a thread of its own, which keeps what it is sent."""

from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.live import free_port

TAKEN = "250 Taken"


@dataclass
class Letterbox:
    """What was taken, and what the server says to the next letters: by default that it takes them."""

    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Take a letter, or answer as told."""
        answer = self.answers.pop(0) if self.answers else TAKEN
        if answer == TAKEN:
            assert isinstance(envelope.content, bytes)
            letter = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(letter, EmailMessage)
            self.letters.append(letter)
            self.recipients += envelope.rcpt_tos
        return answer


class MailServer:
    """Starts and stops; `box` is what it holds."""

    def __init__(self) -> None:
        self.box = Letterbox()
        self.port = free_port()
        self._controller = Controller(self.box, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> "MailServer":
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    @property
    def settings(self) -> dict[str, object]:
        """What a service that sends by this server is set to."""
        return {
            "smtp_host": "127.0.0.1",
            "smtp_port": self.port,
            "smtp_security": "none",
            "mail_from": "Tests <tests@assess.example>",
        }

    @property
    def environment(self) -> dict[str, str]:
        """The same for a process of its own."""
        return {name: str(value) for name, value in self.settings.items()}

"""`bn-assess mail`: whether e-mails go out, asked of the mail server itself."""

import uuid
from typing import Annotated

import anyio
import typer
from rich.console import Console

from app.cli.database import fail, read_settings

mail = typer.Typer(help="E-mails to candidates.", no_args_is_help=True)

SAMPLE = {
    "name": "Ada Lovelace",
    "title": "A test of the mail server",
    "minutes": "45",
    "expires": "2030-01-01 12:00 UTC",
    "sender": "bn-assess mail test",
}


@mail.command("test")
def send_sample(
    address: Annotated[str, typer.Argument(help="Where to send it: an address of your own.")],
    language: Annotated[str, typer.Option(help="en or de.")] = "en",
) -> None:
    """Send a sample of the invitation now, and say what the mail server answered.

    The link in it opens nothing. Settings: BN_ASSESS_SMTP_HOST and those beside it, BN_ASSESS_MAIL_TEXTS.
    """
    from app.mail.smtp import Envelope, NotTaken, Post, write
    from app.mail.texts import TextsInvalid, load_texts
    from app.models import Language, Letter

    settings = read_settings()
    if settings.smtp_host is None:
        fail("no mail server is set: name one in BN_ASSESS_SMTP_HOST, and the sender in BN_ASSESS_MAIL_FROM")
    if language not in set(Language):
        fail(f"{language} is none of the languages: {', '.join(Language)}")
    post = Post(settings)
    values = {**SAMPLE, "link": f"{settings.base_url.rstrip('/')}/take/sample"}

    async def send() -> None:
        subject, body = load_texts(settings.mail_texts)[Letter.INVITATION, Language(language)].fill(values)
        message = write(
            Envelope(SAMPLE["name"], address, None),
            subject,
            body,
            sender=post.sender,
            message_id=f"<{uuid.uuid4()}@{post.domain}>",
            language=language,
        )
        async with post.open() as deliver:
            await deliver(message)

    try:
        anyio.run(send)
    except TextsInvalid as invalid:
        fail(str(invalid))
    except NotTaken as error:
        fail(f"{settings.smtp_host}:{settings.smtp_port} did not take it: {error.said}")
    Console().print(f"{settings.smtp_host} took it. Look for it at {address}, in the spam folder too.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(mail, name="mail")

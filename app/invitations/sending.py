"""The sweep that sends e-mails."""

import asyncio
import logging
from email.message import EmailMessage
from functools import partial

from sqlalchemy.orm import Session

from app.clock import Clock
from app.config import Settings
from app.db import Database
from app.invitations import delivery
from app.invitations.delivery import Due
from app.mail.smtp import Envelope, NotTaken, Post, Send, write
from app.mail.texts import Texts

log = logging.getLogger(__name__)
SWEEP_S = 1.0


class Sending:
    """What sends: one for each process that serves. Any number may share a PostgreSQL database."""

    def __init__(
        self, database: Database, clock: Clock, post: Post, texts: Texts, *, settings: Settings
    ) -> None:
        self._database = database
        self._clock = clock
        self._post = post
        self._texts = texts
        self._settings = settings

    async def run(self) -> None:
        """Sweep every second until cancelled."""
        while True:
            try:
                await self.sweep()
            except Exception:
                log.exception("the sweep of e-mails broke off; it begins again")
            await asyncio.sleep(SWEEP_S)

    async def sweep(self) -> int:
        """Try all that is due once; return how many were sent."""
        sent = 0
        while await self._database.in_read(lambda session: delivery.any_due(session, now=self._clock.now())):
            sent += await self._send(await self._database.in_write(self._claim))
        return sent

    def _claim(self, session: Session) -> list[Due]:
        return delivery.claim(session, settings=self._settings, now=self._clock.now())

    async def _send(self, letters: list[Due]) -> int:
        if not letters:
            return 0
        try:
            async with self._post.open() as send:
                return sum([await self._try(letter, send) for letter in letters])
        except NotTaken as error:
            log.warning("the mail server cannot be used: %s", error.said)
            for letter in letters:
                await self._settle(letter, error)
            return 0

    async def _try(self, letter: Due, send: Send) -> bool:
        try:
            await send(self._write(letter))
        except NotTaken as error:
            # What it says may hold the address, which stays out of the log.
            log.warning("e-mail %s was not taken%s", letter.delivery_id, ", for good" * error.for_good)
            await self._settle(letter, error)
            return False
        except Exception:
            # By a mistake of ours: it keeps none of the letters after it back.
            log.exception("e-mail %s could not be written", letter.delivery_id)
            await self._settle(letter, NotTaken("The service could not write it.", for_good=False))
            return False
        await self._settle(letter, None)
        return True

    def _write(self, letter: Due) -> EmailMessage:
        subject, body = self._texts[letter.letter, letter.language].fill(letter.values)
        return write(
            Envelope(letter.name, letter.email, letter.reply_to),
            subject,
            body,
            sender=self._post.sender,
            message_id=f"<{letter.delivery_id}@{self._post.domain}>",
            language=letter.language,
        )

    async def _settle(self, letter: Due, error: NotTaken | None) -> None:
        await self._database.in_write(partial(self._settle_now, letter=letter, error=error))

    def _settle_now(self, session: Session, *, letter: Due, error: NotTaken | None) -> None:
        delivery.settle(
            session,
            letter.delivery_id,
            said=error.said if error else None,
            for_good=error is not None and error.for_good,
            now=self._clock.now(),
        )

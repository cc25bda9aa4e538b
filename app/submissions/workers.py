"""Workers: how a process grades, on either database."""

from typing import Protocol

from app.submissions.distributed import Distributed
from app.submissions.embedded import Embedded
from app.submissions.grading import Grading


class Worker(Protocol):
    """Something that grades until it is cancelled."""

    def wake(self) -> None:
        """Look for work now; call it on the event loop, after the commit that stored the work."""
        ...

    async def run(self) -> None:
        """Grade until cancelled."""
        ...


def open_worker(grading: Grading) -> Worker:
    """Return the worker that fits the database."""
    return Embedded(grading) if grading.database.is_sqlite else Distributed(grading)

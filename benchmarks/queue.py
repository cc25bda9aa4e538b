"""What the queue costs: from a submit over HTTP to its verdict, and how two graders share a full queue.

On PostgreSQL, with the API and the graders as processes of their own. The bare locked run beside it grades the
same code in the same kind of sandbox, with nothing else around it, in turn with the submits.
"""

import contextlib
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func, select

from app.attempts import sitting
from app.auth import CandidateCaller
from app.db import Database, open_engine
from app.models import Attempt, FormItem, ItemVersion, Submission, SubmissionKind, SubmissionStatus
from app.submissions import queue
from grader.grading import grade
from grader.sandbox import open_sandbox
from grader.tasks import TASKS
from tests.app.attempts.test_scoring import RIGHT
from tests.live import LiveServer, LiveWorker, free_port
from tests.live_postgresql import LivePostgresql
from tests.service import ONE_OF_EACH, items_by_type

SUBMITS = 200
FULL = 400

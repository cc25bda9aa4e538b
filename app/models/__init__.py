"""The tables of the whole domain, a shared bottom layer: one file per aggregate."""

from app.models.assessment import (
    Assessment,
    AssessmentShare,
    AssessmentState,
    Disclosure,
    PoolItem,
    Results,
    ShownCount,
)
from app.models.attempt import (
    Attempt,
    AttemptStatus,
    Comment,
    FinishReason,
    FormItem,
    IntegrityEvent,
    RemarkState,
    Response,
    SearchKey,
)
from app.models.audit import AuditEntry
from app.models.base import Base
from app.models.candidate import Candidate, Demographics
from app.models.delivery import Delivery, DeliveryStatus, Letter
from app.models.fairness import FairnessReading
from app.models.invitation import FurtherLink, Invitation, Language
from app.models.item import Item, ItemVariant, ItemVersion
from app.models.reference import ReferenceSet
from app.models.regrade import Regrade, RegradeChange, RegradeState
from app.models.review import Calibration, Mark, Review, ReviewStatus
from app.models.score import Score
from app.models.shortlist import Note, Shortlisted
from app.models.staff import ApiKey, Role, SignInFailure, Staff, StaffSession
from app.models.submission import Submission, SubmissionKind, SubmissionStatus

__all__ = [
    "ApiKey",
    "Assessment",
    "AssessmentShare",
    "AssessmentState",
    "Attempt",
    "AttemptStatus",
    "AuditEntry",
    "Base",
    "Calibration",
    "Candidate",
    "Comment",
    "Delivery",
    "DeliveryStatus",
    "Demographics",
    "Disclosure",
    "FairnessReading",
    "FinishReason",
    "FormItem",
    "FurtherLink",
    "IntegrityEvent",
    "Invitation",
    "Item",
    "ItemVariant",
    "ItemVersion",
    "Language",
    "Letter",
    "Mark",
    "Note",
    "PoolItem",
    "ReferenceSet",
    "Regrade",
    "RegradeChange",
    "RegradeState",
    "RemarkState",
    "Response",
    "Results",
    "Review",
    "ReviewStatus",
    "Role",
    "Score",
    "SearchKey",
    "Shortlisted",
    "ShownCount",
    "SignInFailure",
    "Staff",
    "StaffSession",
    "Submission",
    "SubmissionKind",
    "SubmissionStatus",
]

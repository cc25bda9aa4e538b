"""What an assessment's attempts say about its items. Two queries, whatever their number."""

import math
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel, Field
from sqlalchemy import Label, func, select
from sqlalchemy.orm import Session

from app.measurement import enough
from app.models import Assessment, AssessmentState, Attempt, FormItem, ItemVersion, Response, Score
from app.reports.figures import Figure, figure
from app.reports.scored import millionths, scored
from app.scores import mended
from app.scores.answers import own_ids
from question_bank.item import MultipleChoice, SingleChoice, read_content

POOR = 0.1
"""A discrimination below it says next to nothing of a person."""


class OptionStatistics(BaseModel):
    """Who chose an option. Shown once the assessment is closed, since it gives keys away."""

    id: str
    text: str
    right: bool
    chosen: Figure = Field(description="Its share of the attempts that answered.")
    rest: Figure = Field(description="Mean share of points that its choosers earned on their other items.")


class ItemStatistics(BaseModel):
    """One item version over the finished and fully scored attempts that were given it."""

    item: str
    item_version: int
    title: str
    type: str
    subtopic: str
    level: int = Field(description="Its difficulty as its author sees it, 1 to 3.")
    difficulty: Figure = Field(description="Mean share of its points that was earned: 1 is the easiest.")
    discrimination: Figure = Field(
        description="Correlation of the item with the rest of the same attempt (corrected point-biserial)."
    )
    options: list[OptionStatistics] | None
    flags: list[str] = Field(description="What an author should look at, in words.")


@dataclass(frozen=True)
class _Sums:
    """Means over attempts of x, the share of the item, and r, the share of the rest."""

    n: int
    x: float
    r: float
    xx: float
    rr: float
    xr: float

    @property
    def correlation(self) -> float:
        spread = (self.xx - self.x**2) * (self.rr - self.r**2)
        # Below it lies the rounding of means over a million attempts.
        return (self.xr - self.x * self.r) / math.sqrt(spread) if spread > 1e-18 else math.nan

    @property
    def deviation(self) -> float:
        return math.sqrt(max(0.0, self.rr - self.r**2))


def read(session: Session, assessment: Assessment) -> list[ItemStatistics]:
    """Return the statistics of every item that was given, by its name."""
    versions = dict(_item_sums(session, assessment))
    rows = session.scalars(select(ItemVersion).where(ItemVersion.id.in_(versions)))
    choices = _choices(session, assessment) if assessment.state is AssessmentState.CLOSED else {}
    found = [_item(session, version, versions[version.id], choices.get(version.id)) for version in rows]
    return sorted(found, key=lambda item: (item.item, item.item_version))


_share = millionths(Score.value) / millionths(Score.possible)
_rest = (millionths(Attempt.score) - millionths(Score.value)) / func.nullif(
    millionths(Attempt.possible) - millionths(Score.possible), 0
)


def _item_sums(session: Session, assessment: Assessment) -> Iterable[tuple[uuid.UUID, _Sums]]:
    means: list[Label[float]] = [
        func.avg(value).label(name)
        for name, value in (
            ("x", _share),
            ("r", _rest),
            ("xx", _share * _share),
            ("rr", _rest * _rest),
            ("xr", _share * _rest),
        )
    ]
    query = scored(select(FormItem.item_version_id, func.count(), *means), assessment)
    for version_id, n, *values in session.execute(query.group_by(FormItem.item_version_id)):
        yield version_id, _Sums(n, *(math.nan if value is None else float(value) for value in values))


@dataclass
class _Chosen:
    count: int = 0
    rest: float = 0.0


def _choices(session: Session, assessment: Assessment) -> dict[uuid.UUID, tuple[int, dict[str, _Chosen]]]:
    """Return for each item version how many answered it, and by own option id who chose it."""
    alike = (FormItem.item_version_id, FormItem.option_order, Response.answer)
    query = (
        scored(select(*alike, func.count(), func.sum(_rest)), assessment)
        .join(Response, Response.form_item_id == FormItem.id)
        .where(FormItem.option_order.is_not(None))
        .group_by(*alike)
    )
    answered: dict[uuid.UUID, int] = defaultdict(int)
    chosen: dict[uuid.UUID, dict[str, _Chosen]] = defaultdict(lambda: defaultdict(_Chosen))
    for version_id, order, answer, count, rest in session.execute(query):
        answered[version_id] += count
        own = own_ids(order)
        for shown in [answer["choice"]] if "choice" in answer else answer.get("choices", []):
            option = chosen[version_id][own[shown]]
            option.count += count
            option.rest += float(rest or 0.0)
    return {version_id: (answered[version_id], chosen[version_id]) for version_id in answered}


def _item(
    session: Session, version: ItemVersion, sums: _Sums, choices: tuple[int, dict[str, _Chosen]] | None
) -> ItemStatistics:
    item = read_content(version.content)
    options = None
    if choices is not None and isinstance(item, SingleChoice | MultipleChoice):
        answered, chosen = choices
        keys = mended.keys(session, version)
        options = [
            OptionStatistics(
                id=option.id,
                text=option.text,
                right=option.id in keys,
                chosen=figure(chosen[option.id].count / answered, answered, enough.DIFFICULTY),
                rest=figure(_mean(chosen[option.id]), answered, enough.DIFFICULTY),
            )
            for option in item.options
        ]
    return ItemStatistics(
        item=version.item_id,
        item_version=version.number,
        title=item.title,
        type=version.type,
        subtopic=version.subtopic,
        level=version.difficulty,
        difficulty=figure(sums.x, sums.n, enough.DIFFICULTY),
        discrimination=figure(sums.correlation, sums.n, enough.DISCRIMINATION),
        options=options,
        flags=list(_flags(sums, options)),
    )


def _mean(option: _Chosen) -> float:
    return option.rest / option.count if option.count else math.nan


def _flags(sums: _Sums, options: list[OptionStatistics] | None) -> Iterable[str]:
    """Say what looks wrong, where two standard errors say so too."""
    if sums.n < enough.DISCRIMINATION:
        return
    two_errors = 2 / math.sqrt(sums.n)
    if sums.correlation < -two_errors:
        yield "those who do well on the rest miss it: check the key"
    elif sums.correlation < POOR:
        yield "it hardly separates those who do well on the rest from those who do not"
    if not POOR / 2 <= sums.x <= 1 - POOR / 2:
        yield "nearly everybody earned the same on it"
    for option in options or ():
        if not option.right and _draws_the_able(option, options or [], sums):
            yield f"option {option.id} draws those who do well on the rest: is it right too?"


def _draws_the_able(option: OptionStatistics, options: list[OptionStatistics], sums: _Sums) -> bool:
    """Return whether those who chose a wrong option do better on the rest than wrong options let expect.

    They do if they lie above the mean of all by two standard errors; or above it at all, where they lie above
    those who chose other wrong options by two: a second key is shared with the first, which dilutes both.
    """
    if option.rest.value is None or not option.chosen.value:
        return False
    count, above = option.chosen.value * option.chosen.n, option.rest.value - sums.r
    if above > 2 * sums.deviation / math.sqrt(count):
        return True
    others = [
        (other.chosen.value * other.chosen.n, other.rest.value)
        for other in options
        if other is not option and not other.right and other.chosen.value and other.rest.value is not None
    ]
    if above <= 0 or not others:
        return False
    size = sum(chose for chose, _ in others)
    theirs = sum(chose * rest for chose, rest in others) / size
    return option.rest.value - theirs > 2 * sums.deviation * math.sqrt(1 / count + 1 / size)

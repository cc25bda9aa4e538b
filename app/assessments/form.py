"""The form: the exact item versions, variants and option order one candidate gets."""

import uuid
from collections.abc import Sequence

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.assessments import exposure
from app.assessments.pool import Admission, assign
from app.models import Assessment, FormItem, ItemVariant, ItemVersion, PoolItem
from question_bank.blueprint import Blueprint
from question_bank.item import MultipleChoice, SingleChoice, read_content


def draw(session: Session, assessment: Assessment, attempt_id: uuid.UUID, *, seed: int) -> list[FormItem]:
    """Draw a form that shares as little as can be with those drawn before.

    The same assessment, seed and earlier forms give the same form.
    """
    rng = np.random.default_rng(seed)
    blueprint = Blueprint.model_validate(assessment.blueprint)
    rows = session.execute(
        select(PoolItem.section, PoolItem.draw, PoolItem.item_version_id).where(
            PoolItem.assessment_id == assessment.id
        )
    )
    pool = [Admission(*row) for row in rows]
    sections = assign(blueprint, pool, rng, cost=exposure.costs(session, assessment.id, blueprint))
    wanted = [version_id for section in sections for version_id in section]
    versions = {
        version.id: version
        for version in session.scalars(select(ItemVersion).where(ItemVersion.id.in_(wanted)))
    }
    variants = _count_variants(session, wanted)
    form = []
    for s, section in enumerate(sections):
        for position, version_id in enumerate(section):
            version = versions[version_id]
            item = read_content(version.content)
            order = None
            if isinstance(item, SingleChoice | MultipleChoice):
                order = [item.options[index].id for index in rng.permutation(len(item.options))]
            drawn = variants.get(version_id)
            form.append(
                FormItem(
                    id=uuid.uuid4(),
                    attempt_id=attempt_id,
                    section=s,
                    position=position,
                    item_version_id=version_id,
                    variant_index=int(rng.integers(drawn)) if drawn else None,
                    option_order=order,
                    points=version.points,
                    item_version=version,
                )
            )
    session.add_all(form)
    return form


def read(session: Session, attempt_id: uuid.UUID) -> Sequence[FormItem]:
    """Return an attempt's form in its order, with the item versions."""
    return session.scalars(
        select(FormItem)
        .where(FormItem.attempt_id == attempt_id)
        .options(joinedload(FormItem.item_version))
        .order_by(FormItem.section, FormItem.position)
    ).all()


def _count_variants(session: Session, versions: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    counts = session.execute(
        select(ItemVariant.item_version_id, func.count())
        .where(ItemVariant.item_version_id.in_(versions))
        .group_by(ItemVariant.item_version_id)
    )
    return {row[0]: row[1] for row in counts}

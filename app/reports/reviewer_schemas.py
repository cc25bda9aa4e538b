"""Shapes of the figures about reviewers."""

from pydantic import BaseModel, Field

from app.reports.figures import Figure

KAPPA = Field(description="Cohen's kappa with quadratic weights, over all criteria: 1 agreement, 0 chance.")
ALPHA = Field(description="Krippendorff's alpha for ordered levels, over all criteria.")


class ItemAgreement(BaseModel):
    """How far those who scored one item agree."""

    title: str
    responses: int = Field(description="Responses to it that two people scored.")
    kappa: Figure = KAPPA
    alpha: Figure = ALPHA


class ReviewerFigures(BaseModel):
    """One reviewer beside those who scored the same responses. N is the number of those responses."""

    name: str
    scored: int = Field(description="Responses scored in all.")
    scored_by_two: int = Field(description="Of the latest that two people scored, those of this reviewer.")
    calibrated_items: int = Field(description="Items whose exemplars the reviewer scored.")
    calibration_tries: int
    kappa: Figure = Field(description="Agreement with the others' levels on the same responses.")
    severity: Figure = Field(
        description="How much less of the points than the others this reviewer gives; below 0: more."
    )
    severity_error: Figure = Field(description="The standard error of the same.")
    drift: Figure = Field(
        description="How much more severe the reviewer was in the later half of these responses."
    )
    drift_error: Figure = Field(description="The standard error of the same.")


class ReviewingStatistics(BaseModel):
    """Figures over responses that two people scored apart."""

    responses: int
    latest: int = Field(description="The figures stand on this many of the latest at most.")
    kappa: Figure = KAPPA
    alpha: Figure = ALPHA
    items: list[ItemAgreement]
    reviewers: list[ReviewerFigures]

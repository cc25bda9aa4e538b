"""How the prose of an assessment is reviewed: by how many, and when a third person decides."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Reviewing(BaseModel):
    """Settings of reviewing. They may change at any time, and hold for answers that come in from then on."""

    model_config = ConfigDict(extra="forbid")

    double_marked: float = Field(
        0.0,
        ge=0,
        le=1,
        description="The share of responses that two reviewers score, apart; 1 for all, 0 for none.",
    )
    adjudicate_above: float = Field(
        0.25,
        ge=0,
        le=1,
        description="How far apart two scores may lie, as a share of the points; above, a third decides.",
    )
    point_to_passages: bool = Field(
        False,
        description="Show reviewers where words of a criterion occur in a response. It scores nothing.",
    )


def read(stored: dict[str, Any]) -> Reviewing:
    """Return the settings that an assessment keeps; what it does not say is as by default."""
    return Reviewing.model_validate(stored)

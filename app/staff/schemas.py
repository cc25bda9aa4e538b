"""Shapes of signing in."""

import uuid

from pydantic import BaseModel, ConfigDict, Field

from app.models import Role


class SignIn(BaseModel):
    """What a staff member types."""

    model_config = ConfigDict(extra="forbid")

    email: str = Field(max_length=254, examples=["recruiter@example.org"])
    password: str = Field(max_length=1024, examples=["correct horse battery staple"])


class Me(BaseModel):
    """The signed-in member of staff."""

    id: uuid.UUID
    email: str
    name: str
    role: Role
    sends_mail: bool = Field(description="Whether this installation has a mail server to send by.")

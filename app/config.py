"""Settings, read from the environment (prefix BN_ASSESS_) or from files in a secrets directory."""

import os
from email.utils import parseaddr
from pathlib import Path
from typing import Literal, Self, TypeAlias
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url

Question: TypeAlias = Literal["gender", "age", "ethnicity", "disability"]
"""What may be asked of candidates about themselves."""

QUEUE_SCHEMA = "procrastinate"
"""Where the queue's own tables are on PostgreSQL, apart from ours."""


LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Settings(BaseSettings):
    """Everything an operator can set. Unsafe values are refused outside `development`."""

    model_config = SettingsConfigDict(
        env_prefix="BN_ASSESS_",
        secrets_dir=os.environ.get("BN_ASSESS_SECRETS_DIR"),
        extra="ignore",
        frozen=True,
    )

    environment: Literal["production", "development"] = Field(
        "production", description="`development` allows plain HTTP cookies and the demo."
    )
    database_url: SecretStr = Field(
        SecretStr("sqlite:///var/bn-assess.sqlite3"),
        description="sqlite:///path or postgresql://user:password@host/name.",
    )
    database_pool_size: int = Field(20, ge=8, le=200, description="Connections one process may hold.")
    database_password: SecretStr | None = Field(
        None, description="Goes into the database's address where that holds none: so it can stay in a file."
    )
    database_wait_s: int = Field(
        30, ge=0, le=3600, description="How long a start waits for a PostgreSQL that is not up yet."
    )
    base_url: str = Field("http://127.0.0.1:8000", description="The public address: what links begin with.")
    host: str = Field("127.0.0.1", description="The address `serve` listens on.")
    port: int = Field(8000, ge=1, le=65_535, description="The port `serve` listens on.")
    trusted_proxies: str = Field(
        "127.0.0.1",
        description="Addresses or networks, with commas between, whose X-Forwarded-For tells who is asking.",
    )
    secure_cookies: bool | None = Field(
        None, description="Send cookies over TLS only; by default on, and off in development."
    )
    metrics_host: str = Field("127.0.0.1", description="The address Prometheus reads metrics at.")
    metrics_port: int | None = Field(
        None, ge=1, le=65_535, description="The port of the same; without one there are no metrics."
    )
    log_format: Literal["text", "json"] = Field("text", description="Log lines for people or for machines.")
    drain_s: float = Field(
        0, ge=0, le=600, description="How long `serve` still answers after it said that it is not ready."
    )
    graders: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=0, le=256, description="Submissions graded at a time."
    )
    max_body_bytes: int = Field(1_048_576, ge=4_096, description="A larger request body is refused.")
    max_submits_per_item: int = Field(20, ge=1, description="Submits of code an item takes.")
    max_runs_per_item: int = Field(200, ge=1, description="Runs on the visible samples an item takes.")
    invitation_days: int = Field(14, ge=1, le=365, description="How long an invitation may be started.")
    demographics: list[Question] = Field(
        ["gender", "age", "ethnicity"],
        description="What candidates are asked of themselves after the end, as a JSON list; [] asks nothing.",
    )
    review_lease_s: int = Field(
        1800, ge=60, le=86_400, description="How long a response stays with the reviewer who opened it."
    )
    calibration_agreement: float = Field(
        0.6,
        ge=0,
        le=1,
        description="The share of an item's exemplars that a reviewer must score rightly first; 0: none.",
    )
    session_hours: int = Field(12, ge=1, le=720, description="How long a staff sign-in lasts.")
    smtp_host: str | None = Field(
        None, description="The mail server; without one, links are copied or printed and nothing is sent."
    )
    smtp_port: int = Field(587, ge=1, le=65_535, description="Its port.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the connection is secured; `none` on the machine itself only."
    )
    smtp_username: str | None = Field(None, description="The account there; none: without signing in.")
    smtp_password: SecretStr | None = Field(None, description="Its password, best kept in a file.")
    mail_from: str | None = Field(
        None, description="Who e-mails are from: an address, or Name <address>; needed with a mail server."
    )
    mail_texts: Path | None = Field(
        None, description="A folder of texts of your own in place of the packaged ones."
    )

    @model_validator(mode="after")
    def refuse_unsafe(self) -> Self:
        """Outside development cookies travel over TLS only."""
        if self.environment != "development" and self.secure_cookies is False:
            raise ValueError(
                "BN_ASSESS_SECURE_COOKIES=false would send sign-ins in the clear: serve over TLS, "
                "or set BN_ASSESS_ENVIRONMENT=development on a machine of your own"
            )
        if self.smtp_host is not None and self.mail_from is None:
            raise ValueError("BN_ASSESS_SMTP_HOST needs BN_ASSESS_MAIL_FROM: the address e-mails are from")
        if self.mail_from is not None and "@" not in parseaddr(self.mail_from)[1]:
            raise ValueError("BN_ASSESS_MAIL_FROM is an address, or Name <address>")
        if self.smtp_host is not None and self.smtp_security == "none":
            self._refuse_clear_mail()
        return self

    def _refuse_clear_mail(self) -> None:
        """An invitation link in the clear opens the test to whoever listens."""
        if self.environment != "development" and self.smtp_host not in LOOPBACK:
            raise ValueError(
                "BN_ASSESS_SMTP_SECURITY=none would send invitation links in the clear: use starttls or tls, "
                f"or a mail server on this machine ({', '.join(sorted(LOOPBACK))})"
            )

    @property
    def database_address(self) -> str:
        """The database's whole address, the password included."""
        url = make_url(self.database_url.get_secret_value())
        if self.database_password is not None and url.password is None and url.host is not None:
            url = url.set(password=self.database_password.get_secret_value())
        return url.render_as_string(hide_password=False)

    @property
    def cookies_need_tls(self) -> bool:
        """Whether cookies carry the Secure flag."""
        return self.environment != "development" if self.secure_cookies is None else self.secure_cookies

    @property
    def public_origin(self) -> str:
        """The scheme and host of `base_url`, as a browser writes them into Origin."""
        public = urlsplit(self.base_url)
        return f"{public.scheme}://{public.netloc}".lower()

    @property
    def sqlite_path(self) -> Path | None:
        """The SQLite file, or None for another database or one in memory."""
        url = self.database_url.get_secret_value()
        path = url.removeprefix("sqlite:///")
        return Path(path) if path != url and path and not path.startswith(":") else None

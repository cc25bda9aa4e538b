import logging

import pytest
from fastapi.testclient import TestClient

from app.config import Settings
from app.main import create_app
from tests.app.conftest import KeptSandbox
from tests.service import API, Service


def test_a_mistake_of_the_service_is_a_problem_that_names_its_line_in_the_log(
    service: Service, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("app.invitations.invite.describe", broken)
    ada = service.candidate()
    answer = ada.get("/invitation", headers={"X-Request-ID": "asked-by-ada"})
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:bn-assess:internal-fault")
    assert answer.headers["X-Request-ID"] == "asked-by-ada"
    assert "asked-by-ada" in answer.json()["detail"]
    assert "a mistake of ours" not in answer.text
    (line,) = [record for record in caplog.records if record.name == "app.http"]
    assert "asked-by-ada" in line.getMessage()
    assert line.exc_info is not None


@pytest.mark.parametrize(
    "path", ["//take/bni_secret", "/prefix/take/bni_secret", "/api/v1/invitation/bni_secret", "/bnk_secret"]
)
def test_no_token_reaches_the_log_wherever_it_was_typed(
    service: Service, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    caplog.set_level(logging.INFO, "app.access")
    service.client.get(path)
    (line,) = [record.getMessage() for record in caplog.records if record.name == "app.access"]
    assert "secret" not in line


def test_no_path_writes_a_log_line_of_its_own(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "app.access")
    service.client.get("/x%0a2026-01-01 ERROR forged")
    (line,) = [record.getMessage() for record in caplog.records if record.name == "app.access"]
    assert "\n" not in line


@pytest.mark.parametrize(
    "token", ["%E2%98%83", "a%0d%0aX-Evil:%201", "bni_a;b=c", "bni_x%0a", "bnk_key", "%00"]
)
def test_what_can_be_no_invitation_takes_no_good_ones_place(service: Service, token: str) -> None:
    ada = service.candidate()
    service.client.get(f"/take/{ada.token}", follow_redirects=False)
    answer = service.client.get(f"/take/{token}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/test")
    assert "set-cookie" not in answer.headers
    assert service.client.get(f"{API}/invitation").status_code == 200


def origins(settings: Settings, kept_sandbox: KeptSandbox, origin: str) -> int:
    """The status of a write by cookie through a proxy that puts its own name into Host."""
    app = create_app(settings, open_sandbox=lambda _size: kept_sandbox)
    with TestClient(app, base_url="http://10.0.0.7:8000") as client:
        return client.delete(f"{API}/session", headers={"Origin": origin}).status_code


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://assess.example.org", 204),
        ("http://10.0.0.7:8000", 204),
        ("http://assess.example.org", 403),
        ("https://assess.example.org:8443", 403),
        ("https://evil.assess.example.org", 403),
        ("https://assess.example.org.evil.example", 403),
        ("null", 403),
        ("", 403),
        ("https://[", 403),
    ],
)
def test_behind_a_proxy_writes_by_cookie_come_from_the_public_address(
    settings: Settings, kept_sandbox: KeptSandbox, origin: str, status: int
) -> None:
    behind = settings.model_copy(update={"base_url": "https://assess.example.org/"})
    assert origins(behind, kept_sandbox, origin) == status

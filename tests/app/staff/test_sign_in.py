from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import get_ident
from time import sleep

import pytest
from sqlalchemy import select

from app.main import PASSWORDS_AT_ONCE
from app.models import ApiKey, Invitation, Role, Staff, StaffSession
from app.staff import accounts, throttle
from tests.service import API, PASSWORD, Service

WHO = {"email": "recruiter@example.org", "password": PASSWORD}


def test_signing_in_sets_a_cookie_that_scripts_cannot_read(service: Service) -> None:
    service.staff()
    answer = service.client.post(f"{API}/session", json={**WHO, "email": "Recruiter@Example.org"})
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert service.client.get(f"{API}/me").json()["role"] == "recruiter"


def test_outside_development_cookies_travel_over_tls_only(service: Service) -> None:
    from pydantic import ValidationError

    from app.config import Settings

    assert Settings().cookies_need_tls
    assert not Settings(environment="development").cookies_need_tls
    with pytest.raises(ValidationError, match="SECURE_COOKIES"):
        Settings(secure_cookies=False)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(service: Service) -> None:
    service.staff()
    answers = [
        service.client.post(f"{API}/session", json=who)
        for who in ({**WHO, "password": "wrong"}, {**WHO, "email": "nobody@example.org"})
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert answers[0].json() == answers[1].json()


def test_the_sixth_guess_is_refused_even_when_right_until_the_window_is_over(service: Service) -> None:
    service.staff()
    for _ in range(5):
        assert service.client.post(f"{API}/session", json={**WHO, "password": "guess"}).status_code == 401
    slowed = service.client.post(f"{API}/session", json=WHO)
    assert (slowed.status_code, slowed.json()["type"]) == (429, "urn:bn-assess:too-many-sign-ins")
    assert int(slowed.headers["Retry-After"]) > 0
    service.clock.advance(15 * 60)
    assert service.client.post(f"{API}/session", json=WHO).status_code == 200


def test_guessing_one_account_does_not_lock_its_colleague_out(service: Service) -> None:
    service.staff()
    service.staff(Role.REVIEWER)
    for _ in range(6):
        service.client.post(f"{API}/session", json={**WHO, "password": "guess"})
    colleague = {**WHO, "email": "reviewer@example.org"}
    assert service.client.post(f"{API}/session", json=colleague).status_code == 200


def test_signing_out_ends_the_sign_in_on_the_server(service: Service) -> None:
    service.staff()
    cookie = service.client.post(f"{API}/session", json=WHO).cookies["bn_assess_staff"]
    assert service.client.delete(f"{API}/session").status_code == 204
    service.client.cookies.set("bn_assess_staff", cookie)
    assert service.client.get(f"{API}/me").status_code == 401


def test_a_sign_in_expires(service: Service) -> None:
    service.staff()
    service.client.post(f"{API}/session", json=WHO)
    service.clock.advance(12 * 3600 - 1)
    assert service.client.get(f"{API}/me").status_code == 200
    service.clock.advance(1)
    assert service.client.get(f"{API}/me").status_code == 401


def test_a_new_password_ends_old_sign_ins_and_a_disabled_account_has_none(service: Service) -> None:
    recruiter = service.staff()
    service.client.post(f"{API}/session", json=WHO)
    with service.database.write() as session:
        member = accounts.find(session, WHO["email"])
        accounts.set_password(session, member, "another long password", now=service.now, by=None)
    assert service.client.get(f"{API}/me").status_code == 401
    assert recruiter.get("/me").status_code == 200
    with service.database.write() as session:
        accounts.disable(session, accounts.find(session, WHO["email"]), now=service.now, by=None)
    assert recruiter.get("/me").status_code == 401


def test_a_revoked_key_stops_working(service: Service) -> None:
    recruiter = service.staff()
    with service.database.write() as session:
        member = accounts.find(session, WHO["email"])
        assert accounts.revoke_keys(session, member, "test", now=service.now, by=None) == 1
    assert recruiter.get("/me").status_code == 401


def test_no_secret_is_stored_as_it_was_given(service: Service) -> None:
    recruiter = service.staff()
    ada = service.candidate(recruiter)
    token = service.client.post(f"{API}/session", json=WHO).cookies["bn_assess_staff"]
    with service.database.read() as session:
        stored = [
            session.scalars(select(column)).all()
            for column in (
                ApiKey.key_hash,
                Invitation.token_hash,
                StaffSession.token_hash,
                Staff.password_hash,
            )
        ]
    text = repr(stored)
    for secret in (recruiter.token, ada.token, token, PASSWORD):
        assert secret not in text
    assert "$argon2id$" in text


def test_tokens_have_at_least_128_random_bits() -> None:
    from app.tokens import INVITATION, new_token

    tokens = {new_token(INVITATION) for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(len(token) - len(INVITATION) >= 128 / 6 for token in tokens)


def test_an_instant_without_a_zone_is_refused(service: Service) -> None:
    from sqlalchemy.exc import StatementError

    with pytest.raises(StatementError, match="time zone"), service.database.write() as session:
        session.add(
            Staff(email="x", name="x", role=Role.ADMIN, password_hash="x", created_at=datetime(2026, 1, 1))
        )


def test_guesses_sent_all_at_once_are_no_more_than_sent_one_after_the_other(service: Service) -> None:
    service.staff()
    with ThreadPoolExecutor(20) as tabs:
        guesses = [
            tabs.submit(service.client.post, f"{API}/session", json={**WHO, "password": f"guess {number}"})
            for number in range(20)
        ]
    statuses = Counter(guess.result().status_code for guess in guesses)
    assert statuses[401] <= 5 + PASSWORDS_AT_ONCE - 1
    assert statuses[401] + statuses[429] == 20


def test_few_passwords_are_hashed_at_once_however_many_are_sent(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once: list[int] = []
    busy: set[int] = set()

    def slow(*_: object) -> bool:
        busy.add(get_ident())
        at_once.append(len(busy))
        sleep(0.02)
        busy.discard(get_ident())
        return False

    monkeypatch.setattr(accounts, "password_matches", slow)
    with ThreadPoolExecutor(20) as tabs:
        for number in range(20):
            tabs.submit(service.client.post, f"{API}/session", json={**WHO, "email": f"{number}@example.org"})
    assert len(at_once) == 20
    assert max(at_once) <= PASSWORDS_AT_ONCE


def test_a_new_password_ends_the_wait_after_too_many_guesses(service: Service) -> None:
    service.staff()
    for _ in range(5):
        service.client.post(f"{API}/session", json={**WHO, "password": "guess"})
    assert service.client.post(f"{API}/session", json=WHO).status_code == 429
    with service.database.write() as session:
        member = accounts.find(session, WHO["email"])
        accounts.set_password(session, member, "another long password", now=service.now, by=None)
    new = {**WHO, "password": "another long password"}
    assert service.client.post(f"{API}/session", json=new).status_code == 200


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.7", "192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
        ("testclient", "testclient", True),
    ],
)
def test_a_customers_whole_network_counts_as_one_address(one: str, other: str, same: bool) -> None:
    assert (throttle.source(one) == throttle.source(other)) is same

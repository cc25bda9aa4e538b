import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from app.candidates import erase
from app.clock import HeldClock
from app.config import Settings
from app.invitations.delivery import WAITS
from app.invitations.sending import Sending
from app.mail.smtp import Post
from app.mail.texts import load_texts
from app.main import create_app
from app.models import AuditEntry, Delivery, FurtherLink, Invitation
from tests.app.conftest import KeptSandbox
from tests.app.reports.test_reports import counted_queries
from tests.mail_server import MailServer
from tests.service import Caller, Service


@pytest.fixture(scope="module")
def mail() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def posting(
    settings: Settings, mail: MailServer, clock: HeldClock, kept_sandbox: KeptSandbox
) -> Iterator[Service]:
    """A service that sends by the mail server; the lifespan's own sweep is the test's to run."""
    mail.box.letters.clear()
    mail.box.answers.clear()
    mail.box.recipients.clear()
    sends = settings.model_copy(update=mail.settings)
    app = create_app(settings, clock=clock, open_sandbox=lambda _size: kept_sandbox)
    app.state.settings = sends
    with TestClient(app, base_url=settings.base_url) as client:
        yield Service(app, client, clock)


def sweep(service: Service, **changes: Any) -> int:
    """What is due is sent, as the sweep of a process sends it."""
    settings = service.app.state.settings.model_copy(update=changes)
    sending = Sending(service.database, service.clock, Post(settings), load_texts(), settings=settings)
    return asyncio.run(sending.sweep())


def rows(recruiter: Caller, assessment: str, **query: Any) -> list[dict[str, Any]]:
    """Every line of the list, two a page."""
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        params = {"limit": 2, **query} | ({"cursor": cursor} if cursor else {})
        page = recruiter.get(f"/assessments/{assessment}/invitations", params=params).json()
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def invite(recruiter: Caller, assessment: str, *names: str, send: bool = True, **person: Any) -> list[str]:
    people = [{"name": name, "email": f"{name.lower()}@example.org", **person} for name in names]
    path = f"/assessments/{assessment}/invitations"
    invited = recruiter.request("POST", path, json=people, params={"send": send})
    assert invited.status_code == 201, invited.text
    return [line["id"] for line in invited.json()]


def link_in(letter: Any) -> str:
    body: str = letter.get_content()
    (link,) = [word for word in body.split() if "/take/" in word]
    return link


def test_an_invitation_is_sent_with_a_link_that_opens_it_beside_the_one_shown(
    posting: Service, mail: MailServer
) -> None:
    recruiter = posting.staff()
    assessment = posting.published(recruiter)
    invite(recruiter, assessment, "Ada", language="de", time_factor="1.25")
    assert rows(recruiter, assessment)[0]["delivery"]["status"] == "queued"
    assert sweep(posting) == 1
    assert sweep(posting) == 0
    (letter,) = mail.box.letters
    assert (letter["To"], letter["Subject"]) == ("Ada <ada@example.org>", "Ihre Einladung: One of each")
    assert letter["Reply-To"] == "recruiter@example.org"
    assert "13 Minuten" in letter.get_content()  # 600 s by 1.25, rounded up
    token = link_in(letter).rpartition("/")[2]
    assert Caller(posting.client, token).get("/invitation").json()["candidate"]["name"] == "Ada"
    (row,) = rows(recruiter, assessment)
    assert (row["delivery"]["status"], row["delivery"]["tries"], row["language"]) == ("sent", 1, "de")


def test_no_table_ever_holds_a_link(posting: Service, mail: MailServer) -> None:
    recruiter = posting.staff()
    invite(recruiter, posting.published(recruiter), "Ada")
    sweep(posting)
    token = link_in(mail.box.letters[0]).rpartition("/")[2]
    with posting.database.read() as session:
        stored = [repr(row.__dict__) for row in session.scalars(select(Delivery))]
        stored += session.scalars(select(FurtherLink.token_hash)).all()
    assert len(stored) == 2
    assert [text for text in stored if token in text] == []


def test_what_is_not_taken_is_tried_again_later_and_later_and_then_no_more(
    posting: Service, mail: MailServer
) -> None:
    recruiter = posting.staff()
    assessment = posting.published(recruiter)
    invite(recruiter, assessment, "Ada", expires_at="2026-12-01T00:00:00Z")
    mail.box.answers += ["451 Come back later"] * 8
    for tries, wait in enumerate(WAITS, start=1):
        assert sweep(posting) == 0
        (row,) = rows(recruiter, assessment)
        told = row["delivery"]
        assert (told["status"], told["tries"], told["note"]) == ("queued", tries, "451 Come back later")
        posting.clock.advance(wait.total_seconds() - 1)
        assert sweep(posting) == 0
        assert rows(recruiter, assessment)[0]["delivery"]["tries"] == tries
        posting.clock.advance(1)
    sweep(posting)
    told = rows(recruiter, assessment)[0]["delivery"]
    assert (told["status"], told["next_try_at"]) == ("failed", None)
    assert mail.box.letters == []


def test_a_refusal_for_good_fails_at_once_and_keeps_no_other_letter_back(
    posting: Service, mail: MailServer
) -> None:
    recruiter = posting.staff()
    assessment = posting.published(recruiter)
    invite(recruiter, assessment, "Ada", "Bob")
    mail.box.answers += ["550 No such user here"]
    assert sweep(posting) == 1
    told = {row["delivery"]["status"] for row in rows(recruiter, assessment)}
    assert told == {"failed", "sent"}


def test_a_server_that_is_away_costs_a_try_and_no_letter(posting: Service, mail: MailServer) -> None:
    recruiter = posting.staff()
    assessment = posting.published(recruiter)
    invite(recruiter, assessment, "Ada", "Bob")
    assert sweep(posting, smtp_port=1) == 0
    assert {row["delivery"]["tries"] for row in rows(recruiter, assessment)} == {1}
    posting.clock.advance(60)
    assert sweep(posting) == 2
    assert sorted(mail.box.recipients) == ["ada@example.org", "bob@example.org"]


def test_what_is_not_committed_is_not_sent(posting: Service, mail: MailServer) -> None:
    recruiter = posting.staff()
    assessment = posting.published(recruiter)
    people = [{"name": "Ada", "email": "ada@example.org"}, {"name": "Bob", "email": "bob@example.org"}]
    people[1]["expires_at"] = "2001-01-01T00:00:00Z"
    path = f"/assessments/{assessment}/invitations?send=true"
    assert recruiter.post(path, people).status_code == 422
    assert sweep(posting) == 0
    assert rows(recruiter, assessment) == []


def test_nobody_is_written_to_without_need(posting: Service, mail: MailServer) -> None:
    recruiter = posting.staff()
    assessment = posting.published(recruiter)
    revoked, started = invite(recruiter, assessment, "Ada", "Bob")
    recruiter.post(f"/invitations/{revoked}/revoke")
    link = recruiter.post(f"/invitations/{started}/link", {}).json()["link"]
    Caller(posting.client, link.rpartition("/")[2]).post("/attempt")
    assert sweep(posting) == 0
    assert mail.box.letters == []
    notes = {row["delivery"]["note"] for row in rows(recruiter, assessment)}
    assert notes == {"The invitation was withdrawn.", "The test has been started."}
    for invitation in (revoked, started):
        refused = recruiter.post(f"/invitations/{invitation}/remind")
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:no-need")


def test_a_reminder_carries_a_link_of_its_own_and_leaves_the_earlier_ones(
    posting: Service, mail: MailServer
) -> None:
    recruiter = posting.staff()
    assessment = posting.published(recruiter)
    (ada,) = invite(recruiter, assessment, "Ada")
    sweep(posting)
    for _ in range(2):  # asked for twice, written once
        assert recruiter.post(f"/invitations/{ada}/remind").json()["delivery"]["letter"] == "reminder"
    assert sweep(posting) == 1
    first, second = (link_in(letter).rpartition("/")[2] for letter in mail.box.letters)
    assert first != second
    assert [Caller(posting.client, token).get("/invitation").status_code for token in (first, second)] == [
        200,
        200,
    ]
    fresh = recruiter.post(f"/invitations/{ada}/link", {"replace": True}).json()["link"].rpartition("/")[2]
    told = [Caller(posting.client, token).get("/invitation").status_code for token in (first, second, fresh)]
    assert told == [401, 401, 200]


def test_all_who_have_not_started_are_reminded_and_nobody_else(posting: Service, mail: MailServer) -> None:
    recruiter = posting.staff()
    assessment = posting.published(recruiter)
    _, revoked, started = invite(recruiter, assessment, "Wai", "Rev", "Sta", send=False)
    invite(recruiter, assessment, "Queued")
    recruiter.post(f"/invitations/{revoked}/revoke")
    link = recruiter.post(f"/invitations/{started}/link", {}).json()["link"]
    Caller(posting.client, link.rpartition("/")[2]).post("/attempt")
    path = f"/assessments/{assessment}/invitations/remind"
    assert [recruiter.post(path).json() for _ in range(2)] == [{"people": 1}, {"people": 0}]
    sweep(posting)
    assert sorted(mail.box.recipients) == ["queued@example.org", "wai@example.org"]
    assert {letter["Subject"] for letter in mail.box.letters} == {
        "Your invitation: One of each",
        "Reminder: One of each",
    }


def test_erasing_a_person_leaves_nothing_of_what_a_mail_server_said_of_them(
    posting: Service, mail: MailServer
) -> None:
    recruiter = posting.staff()
    invite(recruiter, posting.published(recruiter), "Ada")
    mail.box.answers += ["550 <ada@example.org> is unknown"]
    sweep(posting)
    with posting.database.write() as session:
        (ada,) = erase.find(session, "ada@example.org")
        erase.erase(session, ada, by=None, now=posting.now)
    with posting.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Delivery)) == 0


def test_without_a_mail_server_links_are_passed_on_by_hand(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    path = f"/assessments/{assessment}/invitations"
    refused = recruiter.post(f"{path}?send=true", [{"name": "Ada", "email": "ada@example.org"}])
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:no-mail")
    (ada,) = invite(recruiter, assessment, "Ada", send=False)
    assert recruiter.post(f"/invitations/{ada}/remind").status_code == 409
    assert rows(recruiter, assessment)[0]["delivery"] is None


def test_the_list_says_where_each_invitation_stands_and_filters_by_it(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    names = ("Open", "Started", "Finished", "Revoked", "Expired", "Over")
    ids = dict(zip(names, invite(recruiter, assessment, *names, send=False), strict=True))

    def act(name: str, *paths: str) -> None:
        link = recruiter.post(f"/invitations/{ids[name]}/link", {}).json()["link"]
        for path in paths:
            assert Caller(service.client, link.rpartition("/")[2]).post(path).is_success

    act("Over", "/attempt")
    service.clock.advance(601)  # its time is over, whether or not the sweep has been by
    act("Started", "/attempt")
    act("Finished", "/attempt", "/attempt/finish")
    recruiter.post(f"/invitations/{ids['Revoked']}/revoke")
    with service.database.write() as session:
        session.get_one(Invitation, UUID(ids["Expired"])).expires_at = service.now
    states = {row["candidate"]["name"]: row["state"] for row in rows(recruiter, assessment)}
    assert states == {
        "Open": "open",
        "Started": "started",
        "Finished": "finished",
        "Over": "finished",
        "Revoked": "revoked",
        "Expired": "expired",
    }
    for state in set(states.values()):
        found = {row["candidate"]["name"] for row in rows(recruiter, assessment, state=state)}
        assert found == {name for name, stands in states.items() if stands == state}, state
    assert {row["candidate"]["name"] for row in rows(recruiter, assessment, search="ED@exam")} == {
        "Started",
        "Finished",
        "Revoked",
        "Expired",
    }
    assert rows(recruiter, assessment, search="100%_") == []


def test_an_invitation_can_be_extended_until_it_is_started(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    (ada,) = invite(recruiter, assessment, "Ada", send=False)
    token = recruiter.post(f"/invitations/{ada}/link", {}).json()["link"].rpartition("/")[2]
    service.clock.advance(timedelta(days=20).total_seconds())
    assert Caller(service.client, token).post("/attempt").status_code == 410
    later = (service.now + timedelta(days=2)).isoformat()
    change = {"expires_at": later, "time_factor": "1.5"}
    row = recruiter.request("PATCH", f"/invitations/{ada}", json=change).json()
    assert (row["state"], row["time_factor"]) == ("open", 1.5)
    assert Caller(service.client, token).post("/attempt").status_code == 201
    refused = recruiter.request("PATCH", f"/invitations/{ada}", json={"time_factor": "2"})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:bn-assess:already-started")
    with service.database.read() as session:
        acts = session.scalars(select(AuditEntry.act).where(AuditEntry.subject_id == ada)).all()
    assert sorted(acts) == ["invitation.change", "invitation.create", "invitation.link"]


def test_an_assessments_time_factor_holds_for_those_invited_without_one(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    recruiter.request("PATCH", f"/assessments/{assessment}", json={"time_factor": "1.25"})
    invite(recruiter, assessment, "Ada", send=False)
    invite(recruiter, assessment, "Bob", send=False, time_factor="1")
    assert {row["candidate"]["name"]: row["time_factor"] for row in rows(recruiter, assessment)} == {
        "Ada": 1.25,
        "Bob": 1.0,
    }


@pytest.mark.parametrize(
    "person",
    [
        {"name": "Ada\r\nBcc: eve@example.org"},
        {"name": "Ada\u2028Eve"},
        {"email": "ada@example.org,eve@example.org"},
        {"email": "Ada <ada@example.org>"},
        {"email": "ada@example.org\n"},
    ],
)
def test_what_could_become_a_header_is_refused_where_it_is_typed(
    service: Service, person: dict[str, str]
) -> None:
    recruiter = service.staff()
    path = f"/assessments/{service.published(recruiter)}/invitations"
    who = {"name": "Ada", "email": "ada@example.org", **person}
    assert recruiter.post(path, [who]).status_code == 422


def test_the_list_takes_as_many_queries_for_many_as_for_few(service: Service) -> None:
    recruiter = service.staff()
    assessment = service.published(recruiter)
    counted = []
    for names in (("A", "B"), tuple(f"P{number}" for number in range(30))):
        invite(recruiter, assessment, *names, send=False)
        with counted_queries(service) as statements:
            assert recruiter.get(f"/assessments/{assessment}/invitations").status_code == 200
        counted.append(len(statements))
    assert counted[0] == counted[1]

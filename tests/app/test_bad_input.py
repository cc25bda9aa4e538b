"""Bad input: each gets a clear problem document, nothing is lost, nothing is a 500."""

from typing import Any

import pytest

from tests.service import API, Caller, Service, items_by_type

PROBLEM = "application/problem+json"


def assert_problem(answer: Any, status: int) -> dict[str, Any]:
    """The problem document of an answer."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    document: dict[str, Any] = answer.json()
    assert document["type"].startswith("urn:bn-assess:")
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    return document


def raw(caller: Caller, method: str, path: str, body: bytes, content_type: str = "application/json") -> Any:
    return caller.request(method, path, content=body, headers={"Content-Type": content_type})


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"\x00",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"revision": 1}',
        b'{"revision": 1, "answer": null}',
        b'{"revision": 1, "answer": {}}',
        b'{"revision": 1, "answer": {"value": NaN}}',
        b'{"revision": 1, "answer": {"value": Infinity}}',
        b'{"revision": 1, "answer": {"value": 1e999}}',
        b'{"revision": 1, "answer": {"value": "0.5"}}',
        b'{"revision": 1, "answer": {"value": true}}',
        b'{"revision": 1, "answer": {"value": 1, "text": "x"}}',
        b'{"revision": 1, "answer": {"choice": "b"}}',
        b'{"revision": 1, "answer": {"grade": 1}}',
        b'{"revision": 0, "answer": {"value": 1}}',
        b'{"revision": -1, "answer": {"value": 1}}',
        b'{"revision": 2147483648, "answer": {"value": 1}}',
        b'{"revision": 1.5, "answer": {"value": 1}}',
        b'{"revision": true, "answer": {"value": 1}}',
        b'{"revision": "1", "answer": {"value": 1}}',
        b'{"revision": 1, "answer": {"value": 1}, "score": 9}',
    ],
    ids=lambda body: body[:48].decode("latin-1"),
)
def test_a_response_that_is_no_answer_is_refused_and_changes_nothing(service: Service, body: bytes) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["numeric"]["id"]
    path = f"/attempt/responses/{item}"
    ada.put(path, {"revision": 7, "answer": {"value": 0.5}})
    assert_problem(raw(ada, "PUT", path, body), 422)
    stored = items_by_type(ada.get("/attempt").json())["numeric"]
    assert (stored["response"], stored["revision"]) == ({"value": 0.5}, 7)


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 50_000, b'{"revision": 1, "answer": {"value": ' + b"9" * 5_000 + b"}}"],
    ids=["deep list", "deep object", "huge integer"],
)
def test_json_made_to_exhaust_its_parser_is_refused(service: Service, body: bytes) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["numeric"]["id"]
    assert_problem(raw(ada, "PUT", f"/attempt/responses/{item}", body), 400)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("single_choice", {"choice": "h"}),
        ("single_choice", {"choice": "A"}),
        ("single_choice", {"choice": ["a"]}),
        ("multiple_choice", {"choices": ["a", "a"]}),
        ("multiple_choice", {"choices": "ab"}),
        ("multiple_choice", {"choices": ["a"] * 100}),
        ("written", {"text": "NUL \x00 inside"}),
        ("written", {"text": "x" * 20_001}),
        ("written", {"text": 5}),
        ("coding", {"source": "x = 1\x00"}),
        ("coding", {"source": "x" * 100_001}),
    ],
)
def test_an_answer_of_the_wrong_shape_says_what_is_wrong(
    service: Service, kind: str, answer: dict[str, Any]
) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())[kind]["id"]
    assert_problem(ada.put(f"/attempt/responses/{item}", {"revision": 1, "answer": answer}), 422)


def test_a_lone_surrogate_is_refused_before_it_reaches_the_database(service: Service) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["written"]["id"]
    body = b'{"revision": 1, "answer": {"text": "\\ud800"}}'
    assert_problem(raw(ada, "PUT", f"/attempt/responses/{item}", body), 422)


@pytest.mark.parametrize(
    "item_id", ["00000000-0000-0000-0000-000000000000", "x", "..%2f..", "%00", "\N{SNOWMAN}", "9" * 500]
)
def test_an_unknown_item_is_not_found(service: Service, item_id: str) -> None:
    ada = service.candidate()
    ada.post("/attempt")
    body = {"revision": 1, "answer": {"value": 1.0}}
    assert ada.put(f"/attempt/responses/{item_id}", body).status_code == 404


@pytest.mark.parametrize("chunked", [False, True])
def test_ten_megabytes_of_source_are_refused_and_the_saved_code_stays(
    service: Service, chunked: bool
) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["coding"]["id"]
    path = f"/attempt/responses/{item}"
    ada.put(path, {"revision": 1, "answer": {"source": "x = 1"}})
    body = b'{"revision": 2, "answer": {"source": "' + b"x" * 10_000_000 + b'"}}'
    content: Any = (body[at : at + 65_536] for at in range(0, len(body), 65_536)) if chunked else body
    answer = ada.request("PUT", path, content=content, headers={"Content-Type": "application/json"})
    assert_problem(answer, 413)
    assert items_by_type(ada.get("/attempt").json())["coding"]["response"] == {"source": "x = 1"}


@pytest.mark.parametrize(
    "token",
    ["bni_" + "A" * 32, "bnk_" + "A" * 32, "bns_x", "x", "'; DROP TABLE invitation; --", "A" * 5_000, "é"],
)
def test_a_forged_token_opens_nothing(service: Service, token: str) -> None:
    service.candidate().post("/attempt")
    header = {b"Authorization": b"Bearer " + token.encode()}
    for path in ("/invitation", "/attempt", "/assessments", "/reviews", "/me"):
        answer = service.client.get(API + path, headers=header)
        assert answer.status_code in (401, 403)
        assert answer.headers["content-type"] == PROBLEM


def test_two_tabs_with_equal_revisions_keep_the_first_and_tell_the_second(service: Service) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["written"]["id"]
    path = f"/attempt/responses/{item}"
    first = ada.put(path, {"revision": 1, "answer": {"text": "from tab one"}})
    second = ada.put(path, {"revision": 1, "answer": {"text": "from tab two"}})
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json()["answer"] == {"text": "from tab one"}
    rebased = ada.put(path, {"revision": second.json()["revision"] + 1, "answer": {"text": "from tab two"}})
    assert rebased.json()["answer"] == {"text": "from tab two"}


@pytest.mark.parametrize("cursor", ["x", "e30=", "W10=", "WzFd", "WyJhIiwiYiJd", "é", "=" * 400])
def test_a_made_up_cursor_is_refused(service: Service, cursor: str) -> None:
    assert_problem(service.staff().get("/assessments", params={"cursor": cursor}), 422)


def test_a_choice_item_takes_no_code(service: Service) -> None:
    ada = service.candidate()
    items = items_by_type(ada.post("/attempt").json())
    code = {"source": "while True: pass", "kind": "run"}
    assert_problem(ada.post("/attempt/submissions", {"item_id": items["numeric"]["id"], **code}), 422)


def test_the_twenty_first_submit_is_refused(service: Service) -> None:
    ada = service.candidate()
    item = items_by_type(ada.post("/attempt").json())["coding"]["id"]
    body = {"item_id": item, "source": "def batch_norm(*a): return 0", "kind": "submit"}
    assert [ada.post("/attempt/submissions", body).status_code for _ in range(20)] == [202] * 20
    assert_problem(ada.post("/attempt/submissions", body), 409)
    assert items_by_type(ada.get("/attempt").json())["coding"]["submits_left"] == 0


def test_an_unknown_route_and_a_wrong_method_are_problem_documents(service: Service) -> None:
    assert_problem(service.client.get(f"{API}/nothing"), 404)
    assert_problem(service.client.delete(f"{API}/invitation"), 405)

"""The whole path against a live server: a candidate sits the test, a recruiter reads the score."""

from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.live import LiveServer

RIGHT = {
    "batch_norm": """
import numpy as np
def batch_norm(x, gamma, beta, eps):
    mean = x.mean(axis=0)
    var = ((x - mean) ** 2).mean(axis=0)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta
""",
    "batch_norm_inference": """
import numpy as np
def batch_norm_inference(x, gamma, beta, running_mean, running_var, eps):
    shape = (1, -1) + (1,) * (x.ndim - 2)
    g, b, m, v = (a.reshape(shape) for a in (gamma, beta, running_mean, running_var))
    return g * (x - m) / np.sqrt(v + eps) + b
""",
    "batch_norm_backward": """
import numpy as np
def batch_norm_backward(dout, x, gamma, eps):
    centred = x - x.mean(axis=0)
    std = np.sqrt((centred ** 2).mean(axis=0) + eps)
    xhat = centred / std
    dbeta, dgamma = dout.sum(axis=0), (dout * xhat).sum(axis=0)
    dx = gamma / std * (dout - dout.mean(axis=0) - xhat * (dout * xhat).mean(axis=0))
    return dx, dgamma, dbeta
""",
}
ANSWERS: dict[str, dict[str, Any]] = {
    "single_choice": {"choice": "a"},
    "multiple_choice": {"choices": ["a", "b"]},
    "numeric": {"value": 0.5},
    "written": {"text": "The batch mean and variance are noisy estimates."},
}


def items(attempt: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for section in attempt["sections"] for item in section["items"]]


def follow(client: httpx2.Client, location: str) -> str:
    """The verdict at the end of a submission's event stream."""
    events = client.get(location + "/events").text
    last = client.get(location).json()
    assert f'"verdict":"{last["verdict"]}"' in events
    verdict: str = last["verdict"]
    return verdict


def test_a_candidate_sits_the_test_and_a_recruiter_reads_the_score(server: LiveServer) -> None:
    demo = server.demo()
    with server.client() as candidate:
        # The link moves the token into a cookie, and the address that is left tells nothing.
        taken = candidate.get(demo["candidate_url"])
        assert (taken.status_code, taken.headers["location"]) == (303, "/test")
        assert "httponly" in taken.headers["set-cookie"].lower()
        assert candidate.get(server.base_url + taken.headers["location"]).status_code == 200
        origin = {"Origin": server.base_url}
        assert candidate.get("invitation").json()["status"] == "open"
        attempt = candidate.post("attempt", headers=origin).json()
        for item in items(attempt):
            if item["type"] == "coding":
                source = RIGHT[item["entry_point"]]
                for kind in ("run", "submit"):
                    body = {"item_id": item["id"], "source": source, "kind": kind}
                    handed_in = candidate.post("attempt/submissions", json=body, headers=origin)
                    assert handed_in.status_code == 202
                    assert follow(candidate, server.base_url + handed_in.headers["location"]) == "accepted"
            else:
                body = {"revision": 1, "answer": ANSWERS[item["type"]]}
                saved = candidate.put(f"attempt/responses/{item['id']}", json=body, headers=origin)
                assert saved.status_code == 200
        finished = candidate.post("attempt/finish", headers=origin).json()
        assert finished["status"] == "finished"

    with server.client() as recruiter:
        who = {"email": demo["recruiter_email"], "password": demo["recruiter_password"]}
        assert recruiter.post("session", json=who).status_code == 200
        (assessment,) = recruiter.get("assessments").json()["items"]
        (row,) = recruiter.get(f"assessments/{assessment['id']}/attempts").json()["items"]
        assert (row["candidate"]["name"], row["status"]) == ("Demo candidate", "finished")
        report = recruiter.get(f"attempts/{row['id']}").json()
        code = [item for item in report["items"] if item["type"] == "coding"]
        assert code
        assert all(item["score"]["earned"] == item["possible"] for item in code)
        assert report["review_pending"] == 1
        assert report["auto_score"] >= sum(item["possible"] for item in code)
        assert recruiter.delete("session").status_code == 204
        assert recruiter.get("me").status_code == 401

    assert demo["candidate_token"] not in server.log.read_text()


def test_another_sites_page_cannot_write_with_a_visitors_cookie(server: LiveServer) -> None:
    demo = server.demo()
    with server.client() as candidate:
        candidate.get(demo["candidate_url"])
        for headers in (
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Sec-Fetch-Site": "cross-site"},
        ):
            refused = candidate.post("attempt", headers=headers)
            assert (refused.status_code, refused.json()["type"]) == (403, "urn:bn-assess:foreign-origin")
        assert candidate.get("attempt").status_code == 409


@pytest.mark.parametrize(
    ("trusted", "status"), [("127.0.0.1", 401), ("192.0.2.1", 429)], ids=["named", "unknown"]
)
def test_a_proxy_that_is_named_tells_whose_sign_in_failed(
    stocked_url: str, tmp_path: Path, trusted: str, status: int
) -> None:
    server = LiveServer(stocked_url, tmp_path, trusted_proxies=trusted)
    server.start()
    who = {"email": "nobody@example.org", "password": "guess"}
    with server.client() as client:
        answers = [
            client.post("session", json=who, headers={"X-Forwarded-For": f"198.51.100.{number}"})
            for number in range(6)
        ]
    server.stop()
    assert answers[-1].status_code == status

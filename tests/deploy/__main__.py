"""The compose file, for real: up from nothing, a test sat, workers scaled, an upgrade, down and up.

    python -m tests.deploy --compose "podman-compose --in-pod=false" --from-image bn-assess:before

It needs images (`sh tests/deploy/images.sh` makes them where none can be fetched), and leaves nothing behind.
"""

import argparse
import secrets
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx2

from tests.deploy.stack import Stack
from tests.journeys.test_over_http import ANSWERS, items
from tests.live import free_port

CODE = Path("docs/examples/batch_norm.py").read_text()
BLUEPRINT = {
    "title": "Everything once",
    "instructions": "Answer all.",
    "time_limit_s": 3600,
    "sections": [
        {
            "title": "Answers",
            "draws": [{"types": [kind], "count": 1} for kind in ANSWERS],
        },
        {"title": "Code", "draws": [{"types": ["coding"], "items": ["bn-forward"], "count": 1}]},
    ],
}


def sit(stack: Stack, recruiter: httpx2.Client, assessment: str, name: str, *, submits: int) -> str:
    """Invite somebody, answer everything, hand in code, finish; return the attempt's id."""
    who = [{"name": name, "email": f"{name.lower()}@example.org"}]
    link = (
        recruiter.post(f"assessments/{assessment}/invitations", json=who).raise_for_status().json()[0]["link"]
    )
    with stack.client(link.rsplit("/", 1)[1]) as candidate:
        attempt = candidate.post("attempt").raise_for_status().json()
        for item in items(attempt):
            if item["type"] == "coding":
                body = {"item_id": item["id"], "source": CODE, "kind": "submit"}
                for _ in range(submits):
                    candidate.post("attempt/submissions", json=body).raise_for_status()
            else:
                body = {"revision": 1, "answer": ANSWERS[item["type"]]}
                candidate.put(f"attempt/responses/{item['id']}", json=body).raise_for_status()
        candidate.post("attempt/finish").raise_for_status()
        return str(attempt["id"])


def graded(recruiter: httpx2.Client, attempt: str) -> dict[str, Any]:
    """The attempt's report, once all its code is graded."""
    give_up_at = time.monotonic() + 120
    while time.monotonic() < give_up_at:
        report: dict[str, Any] = recruiter.get(f"attempts/{attempt}").raise_for_status().json()
        code = [s for item in report["items"] for s in item["submissions"]]
        if code and all(submission["verdict"] for submission in code):
            assert {submission["verdict"] for submission in code} == {"accepted"}, code
            return report
        time.sleep(0.2)
    raise AssertionError(f"attempt {attempt} was not graded within 120 s")


def act(told: str, began: float) -> None:
    """Print what has been shown, and when."""
    print(f"{time.monotonic() - began:6.1f} s  {told}", flush=True)


def play(stack: Stack, before: str | None, image: str) -> None:
    """Every act in turn; each report read before is read again after everything."""
    began = time.monotonic()
    stack.up("database", "migrate", "api", "worker", BN_ASSESS_IMAGE=before or image)
    act(f"up from nothing, with {before or image}", began)
    password = secrets.token_urlsafe()
    stack.command(
        "staff", "add", "r@example.org", "--role", "admin", "--name", "R", "--password-stdin", stdin=password
    )
    key = stack.command("key", "create", "r@example.org", "test").split()[-1]
    act("staff added by command", began)
    with stack.client(key) as recruiter:
        assessment = recruiter.post("assessments", json=BLUEPRINT).raise_for_status().json()["id"]
        recruiter.post(f"assessments/{assessment}/publish").raise_for_status()
        attempts = [sit(stack, recruiter, assessment, "Ada", submits=2)]
        reports = {attempts[0]: graded(recruiter, attempts[0])}
        act("a test sat, and its code accepted", began)

        if before is not None:
            stack.up("--force-recreate", "migrate", "api", "worker", BN_ASSESS_IMAGE=image)
            act(f"upgraded to {image}", began)
            compare(recruiter, reports)

        stack.up("--no-recreate", "--scale", "worker=3", "database", "migrate", "api", "worker")
        attempts += [sit(stack, recruiter, assessment, f"Many{n}", submits=5) for n in range(8)]
        stopped = stack.stop_one("worker")
        act(f"three workers, 40 submissions handed in, {stopped} stopped under way", began)
        reports |= {attempt: graded(recruiter, attempt) for attempt in attempts}
        act("all graded, each once, all accepted", began)

        stack.down()
        stack.up("database", "migrate", "api", "worker")
        act("down and up again", began)
        compare(recruiter, reports)
        attempt = sit(stack, recruiter, assessment, "Last", submits=1)
        graded(recruiter, attempt)
        act(f"{len(reports)} reports as they were, and the next test sat", began)


def compare(recruiter: httpx2.Client, reports: dict[str, dict[str, Any]]) -> None:
    """Raise unless every report is what it was."""
    for attempt, report in reports.items():
        again = recruiter.get(f"attempts/{attempt}").raise_for_status().json()
        assert again.keys() >= report.keys()
        changed = {name for name, value in report.items() if again[name] != value}
        assert not changed, f"attempt {attempt} changed: {changed}"


def main() -> None:
    """Play it, and take everything away again."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--compose", default="docker compose", help="the compose command")
    parser.add_argument("--image", default="localhost/bn-assess:latest", help="the image of bn-assess")
    parser.add_argument("--postgres-image", default="localhost/bn-assess-postgres:latest")
    parser.add_argument("--from-image", help="an older image to start with and upgrade from")
    chosen = parser.parse_args()
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        secret = Path(folder) / "database_password"
        secret.write_text(secrets.token_hex(24))
        secret.chmod(0o444)
        settings = {
            "BN_ASSESS_SECRETS": folder,
            "BN_ASSESS_PUBLISH": f"127.0.0.1:{port}",
            "BN_ASSESS_BASE_URL": f"http://127.0.0.1:{port}",
            "POSTGRES_IMAGE": chosen.postgres_image,
            "BN_ASSESS_IMAGE": chosen.image,
        }
        stack = Stack(chosen.compose, settings, port)
        try:
            play(stack, chosen.from_image, chosen.image)
        finally:
            stack.down("--volumes")


if __name__ == "__main__":
    main()

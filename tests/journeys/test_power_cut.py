"""SIGKILL while a candidate answers and a submission is graded: nothing that was acknowledged is lost."""

import contextlib
import threading
import time

import httpx2
import psutil

from tests.journeys.test_over_http import RIGHT, items
from tests.live import LiveServer

SLOW = RIGHT["batch_norm"] + "\nimport time\n_busy = [sum(range(1000)) for _ in range(60_000)]\n"


def test_every_acknowledged_answer_survives_and_the_submission_gets_its_verdict(server: LiveServer) -> None:
    demo = server.demo()
    acknowledged: dict[str, tuple[int, object]] = {}
    with server.client(demo["candidate_token"]) as candidate:
        attempt = candidate.post("attempt").json()
        writing = [item["id"] for item in items(attempt) if item["type"] in ("written", "numeric")]
        code = next(item for item in items(attempt) if item["type"] == "coding")
        killed = threading.Event()

        def answer() -> None:
            revision = 0
            with contextlib.suppress(httpx2.TransportError):
                while not killed.is_set():
                    revision += 1
                    for item in writing:
                        kind = next(i["type"] for i in items(attempt) if i["id"] == item)
                        value = (
                            {"text": f"line {revision}"} if kind == "written" else {"value": float(revision)}
                        )
                        body = {"revision": revision, "answer": value}
                        if candidate.put(f"attempt/responses/{item}", json=body).status_code == 200:
                            acknowledged[item] = (revision, value)

        body = {"item_id": code["id"], "source": SLOW, "kind": "submit"}
        location = candidate.post("attempt/submissions", json=body).headers["location"]
        hands = threading.Thread(target=answer)
        hands.start()
        for _ in range(200):
            if candidate.get(server.base_url + location).json()["status"] == "running":
                break
            time.sleep(0.01)
        time.sleep(0.3)
        server.kill()
        killed.set()
        hands.join()

    assert acknowledged
    server.start()
    with server.client(demo["candidate_token"]) as candidate:
        stored = {item["id"]: item for item in items(candidate.get("attempt").json())}
        for item, (revision, value) in acknowledged.items():
            # One more may have been stored than was acknowledged; none may be missing.
            assert stored[item]["revision"] >= revision
            if stored[item]["revision"] == revision:
                assert stored[item]["response"] == value
        for _ in range(300):
            submission = candidate.get(server.base_url + location).json()
            if submission["status"] == "done":
                break
            time.sleep(0.1)
        assert submission["verdict"] is not None


def test_no_process_of_the_sandbox_outlives_a_killed_server(server: LiveServer) -> None:
    demo = server.demo()
    with server.client(demo["candidate_token"]) as candidate:
        code = next(item for item in items(candidate.post("attempt").json()) if item["type"] == "coding")
        body = {"item_id": code["id"], "source": SLOW, "kind": "submit"}
        candidate.post("attempt/submissions", json=body)
        time.sleep(0.2)
    family = psutil.Process(server.pid).children(recursive=True)
    assert family
    server.kill()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []

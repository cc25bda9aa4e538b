import gzip
import re
from pathlib import Path

import anyio
import httpx2
import pytest
from fastapi import FastAPI

from app.web.pages import DIST, mount_pages

PATHS = ["/", "/test", "/staff", "/staff/attempts/7"]


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "test-abc123.js").write_text("export {};")
    for name in ("index", "test", "staff"):
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><title>{name}</title>")
    return tmp_path


def get(dist: Path, path: str, accepting: str = "identity") -> httpx2.Response:
    app = FastAPI()
    mount_pages(app, dist)

    async def ask() -> httpx2.Response:
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(path, headers={"Accept-Encoding": accepting})

    return anyio.run(ask)


@pytest.mark.parametrize(("path", "title"), [*zip(PATHS, ["index", "test", "staff", "staff"], strict=True)])
def test_each_path_gets_its_page(dist: Path, path: str, title: str) -> None:
    answer = get(dist, path)
    assert answer.status_code == 200
    assert f"<title>{title}</title>" in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_a_page_may_load_nothing_but_this_sites_own_files(dist: Path, path: str) -> None:
    headers = get(dist, path).headers
    directives = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert directives["style-src"] == "'self'"
    assert directives["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"


def test_an_asset_is_kept_for_ever_and_a_page_is_asked_for_again(dist: Path) -> None:
    asset = get(dist, "/assets/test-abc123.js")
    assert asset.status_code == 200
    assert "immutable" in asset.headers["cache-control"]
    assert asset.headers["x-content-type-options"] == "nosniff"
    assert get(dist, "/test").headers["cache-control"] == "no-cache"


SCRIPT = "export const batch = 'norm';\n" * 50


@pytest.mark.parametrize(
    ("accepting", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP;q=0.5, br;q=0", "gzip"),
        ("*", "br"),
        ("br;q=nonsense, gzip;q=0.000, deflate", None),
        ("*;q=0", None),
        ("identity", None),
        ("", None),
    ],
)
def test_an_asset_comes_as_the_build_compressed_it_where_that_is_accepted(
    dist: Path, accepting: str, encoding: str | None
) -> None:
    plain = dist / "assets" / "test-abc123.js"
    plain.write_text(SCRIPT)
    (dist / "assets" / "test-abc123.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (dist / "assets" / "test-abc123.js.br").write_bytes(b"as Brotli")
    asset = get(dist, "/assets/test-abc123.js", accepting)
    assert asset.headers.get("content-encoding") == encoding
    assert asset.headers["vary"] == "Accept-Encoding"
    assert asset.headers["content-type"].startswith("text/javascript")
    assert "immutable" in asset.headers["cache-control"]
    sent = {"br": 9, "gzip": len(gzip.compress(SCRIPT.encode())), None: len(SCRIPT)}[encoding]
    assert asset.headers["content-length"] == str(sent)


def test_each_form_of_an_asset_has_its_own_tag_and_none_has_an_address_of_its_own(dist: Path) -> None:
    (dist / "assets" / "test-abc123.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    tags = {
        get(dist, "/assets/test-abc123.js", accepting).headers["etag"] for accepting in ("gzip", "identity")
    }
    assert len(tags) == 2
    assert get(dist, "/assets/test-abc123.js.gz").status_code == 404
    assert get(dist, "/assets/gone.js", "br, gzip").status_code == 404


def test_every_built_script_style_and_drawing_lies_beside_itself_compressed() -> None:
    texts = [file for file in (DIST / "assets").iterdir() if file.suffix in {".js", ".css", ".svg"}]
    assert texts, "build first: python hatch_build.py"
    for file in texts:
        assert gzip.decompress(file.with_name(f"{file.name}.gz").read_bytes()) == file.read_bytes()
        assert file.with_name(f"{file.name}.br").is_file()
    hashed = re.compile(r".+-[\w-]{8}\.(?:js|css|svg|woff2)(?:\.br|\.gz)?")
    assert [file.name for file in (DIST / "assets").iterdir() if not hashed.fullmatch(file.name)] == []


def test_the_service_worker_is_asked_for_again_and_may_load_nothing_from_elsewhere(dist: Path) -> None:
    (dist / "service-worker.js").write_text("self;")
    headers = get(dist, "/service-worker.js").headers
    assert headers["content-type"].startswith("text/javascript")
    assert headers["cache-control"] == "no-cache"
    assert "connect-src 'self'" in headers["content-security-policy"]


def test_the_built_service_worker_keeps_every_file_of_the_candidates_page_and_none_of_the_staffs() -> None:
    script = (DIST / "service-worker.js").read_text()
    kept = set(re.findall(r'"(/assets/[^"]+)"', script))
    named = set(re.findall(r'(?:src|href)="(/assets/[^"]+\.(?:js|css))"', (DIST / "test.html").read_text()))
    assert named <= kept
    assert all((DIST / file.lstrip("/")).is_file() for file in kept)
    assert {file.split("/")[2].split("-")[0] for file in kept} >= {
        "editor",
        "maths",
        "markdown",
        "finish",
        "after",
    }
    assert not any("staff" in file for file in kept)


@pytest.mark.parametrize("path", ["/assets/%2e%2e/staff.html", "/assets/..%2fstaff.html"])
def test_no_asset_path_leads_out_of_the_assets(dist: Path, path: str) -> None:
    assert get(dist, path).status_code == 404


def test_a_client_that_was_not_built_says_how_to_build_it(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    answer = get(nowhere, "/test")
    assert answer.status_code == 503
    assert "python hatch_build.py" in answer.text
    assert get(nowhere, "/assets/gone.js").status_code == 404


def test_a_built_page_names_only_assets_that_exist_and_holds_no_inline_code() -> None:
    pages = sorted(DIST.glob("*.html"))
    assert [page.stem for page in pages] == ["index", "staff", "test"], "build first: python hatch_build.py"
    for page in pages:
        html = page.read_text()
        assets = re.findall(r'(?:src|href)="(/assets/[^"]+)"', html)
        assert assets
        assert all((DIST / asset.lstrip("/")).is_file() for asset in assets)
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", html)

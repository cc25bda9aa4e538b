"""Serves the built web client: its pages, its hashed assets and the headers that keep them closed."""

from pathlib import Path

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import Headers
from starlette.types import Scope

DIST = Path(__file__).parent / "dist"

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)

PAGE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), display-capture=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # The page names its assets by hash, so a stale page would ask for files that are gone.
    "Cache-Control": "no-cache",
}

NOT_BUILT = """<!doctype html>
<html lang="en"><title>bn-assess: the web client is not built</title>
<h1>The web client is not built</h1>
<p>Run <code>python hatch_build.py</code> in the source tree, then reload this page.
The API works without it.</p>
</html>
"""


# By file name ending, the better first; the build lays such files beside each script and style.
ENCODINGS = {".br": "br", ".gz": "gzip"}


def accepted(encoding: str, header: str) -> bool:
    """Return whether an Accept-Encoding header admits `encoding` (RFC 9110, section 12.5.3)."""
    weights = {"*": 0.0}
    for part in header.lower().split(","):
        coding, _, parameter = part.partition(";")
        name, _, value = parameter.strip().partition("=")
        try:
            weights[coding.strip()] = float(value) if name.strip() == "q" else 1.0
        except ValueError:
            weights[coding.strip()] = 0.0
    return weights.get(encoding, weights["*"]) > 0


class HashedAssets(StaticFiles):
    """Static files whose names change with their content, so that a browser may keep them for ever."""

    async def check_config(self) -> None:
        """Accept a missing folder: the client may be built while the service runs."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve one file, compressed if that was made and is accepted, with the headers for it."""
        if Path(path).suffix in ENCODINGS:
            raise HTTPException(status_code=404)  # no file of its own, but a form of the one it lies beside
        asked = Headers(scope=scope).get("Accept-Encoding", "")
        encoding = next((end for end in ENCODINGS if self._lies_beside(path, end, asked)), "")
        response = await super().get_response(path + encoding, scope)
        # Said of the plain form too: a cache on the way must not hand that one form to everybody.
        response.headers["Vary"] = "Accept-Encoding"
        if encoding:
            response.headers["Content-Encoding"] = ENCODINGS[encoding]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    def _lies_beside(self, path: str, ending: str, asked: str) -> bool:
        # lookup_path() keeps to the folder of the assets, whatever the path says.
        return accepted(ENCODINGS[ending], asked) and self.lookup_path(path + ending)[1] is not None


def page(name: str, dist: Path) -> Response:
    """Answer with a built page, or with what to do where there is none."""
    built = dist / f"{name}.html"
    if not built.is_file():
        return HTMLResponse(NOT_BUILT, status_code=503, headers=PAGE_HEADERS)
    return FileResponse(built, media_type="text/html", headers=PAGE_HEADERS)


def worker(dist: Path) -> Response:
    """Answer with the script that keeps the candidate's page on the device."""
    script = dist / "service-worker.js"
    if not script.is_file():
        return Response(status_code=404)
    return FileResponse(script, media_type="text/javascript", headers=PAGE_HEADERS)


def mount_pages(app: FastAPI, dist: Path = DIST) -> None:
    """Serve the landing page, the candidate's and the staff client, and their assets."""

    @app.get("/", include_in_schema=False)
    def landing_page() -> Response:
        return page("index", dist)

    @app.get("/test", include_in_schema=False)
    def candidate_page() -> Response:
        return page("test", dist)

    @app.get("/staff", include_in_schema=False)
    @app.get("/staff/{path:path}", include_in_schema=False)
    def staff_page(path: str = "") -> Response:
        return page("staff", dist)

    @app.get("/service-worker.js", include_in_schema=False)
    def service_worker() -> Response:
        return worker(dist)

    app.mount("/assets", HashedAssets(directory=dist / "assets", check_dir=False), name="assets")

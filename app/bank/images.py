"""Images of item versions, served to those who may see the item and to nobody else."""

import hashlib
from collections.abc import Callable
from typing import Any

from fastapi import Response

from app.models import ItemVersion
from app.problems import NotFound

SVG = "image/svg+xml"
# The address names the content, so a browser may keep it; a shared cache, which asks nobody, may not.
KEPT = {"Cache-Control": "private, max-age=31536000, immutable"}
HEADERS = {
    # Opened as a page of its own, a drawing runs nothing and loads nothing.
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {SVG: {"schema": {"type": "string"}}}, "description": "The drawing."}
}


def addresses(version: ItemVersion, base: str) -> Callable[[str], str]:
    """Return where each image of the version is found below `base`, under the SHA-256 of its content."""
    images = version.content.get("images", {})
    return lambda name: f"{base}/{_digest(images[name])}.svg" if name in images else name


def serve(version: ItemVersion, file: str, *, keep: bool = True) -> Response:
    """Answer with the image whose address ends with `file`; raise NotFound where the version has none.

    `keep` lets the reader's browser keep it.
    """
    for drawing in version.content.get("images", {}).values():
        if file == f"{_digest(drawing)}.svg":
            return Response(drawing, media_type=SVG, headers=HEADERS | (KEPT if keep else {}))
    raise NotFound("The item has no such image; its prompt names those it has.")


def _digest(drawing: str) -> str:
    return hashlib.sha256(drawing.encode()).hexdigest()

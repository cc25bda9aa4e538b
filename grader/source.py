"""A submission's text out of the bytes it was handed in as."""

MAX_SOURCE_BYTES = 256 * 1024


class SourceRefused(Exception):
    """The bytes cannot be a submission; the message says why and what to hand in instead."""


def decode(raw: bytes) -> str:
    """The text of `raw`, which must be UTF-8 without NUL and at most 256 KiB."""
    if len(raw) > MAX_SOURCE_BYTES:
        limit = MAX_SOURCE_BYTES // 1024
        raise SourceRefused(f"The source is larger than {limit} KiB, which no solution needs.")
    if b"\0" in raw:
        raise SourceRefused(
            "The source contains NUL bytes: hand in Python text, not a compiled or binary file."
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"The source is not UTF-8 text (byte {error.start}): save the file as UTF-8."
        raise SourceRefused(reason) from None

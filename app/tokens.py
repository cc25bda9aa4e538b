"""Secrets that travel in links and headers: made at random, shown once, stored hashed."""

import hashlib
import secrets

INVITATION = "bni_"
API_KEY = "bnk_"
SESSION = "bns_"


def new_token(prefix: str) -> str:
    """Return a fresh token of 192 random bits; the prefix says what it is for, also to secret scanners."""
    return prefix + secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    """Return what is stored. A plain SHA-256 suffices: the token is random, so there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_seed() -> int:
    """Return a seed below 2^53, so that it survives JSON in every client."""
    return secrets.randbelow(2**53)

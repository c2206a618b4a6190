"""How secrets of browsers are kept: as hashes, so that nobody who reads them can use them."""

from hashlib import sha256


def hashed(secret: str) -> str:
    """The key of what a browser holds; it is long and random, so it needs no salt."""
    return sha256(secret.encode()).hexdigest()

"""Signatures of messages, as Standard Webhooks has them: `v1` (HMAC-SHA256) and `v1a` (Ed25519).

Source: https://github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md. Secrets
are padded standard base64: Go and Rust refuse others, and Python's library drops `-` and `_` in
silence and checks with another secret.
"""

import hashlib
import hmac
import secrets
from base64 import b64encode
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

BYTES = 32
"""Of a secret, and of the seed of a key."""


class Signer(Protocol):
    """Signs the bytes of one message."""

    def sign(self, signed: bytes) -> str:
        """The signature with its version."""
        ...


class SharedSecret:
    """`v1`: the receiver has the same secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    @property
    def shown(self) -> str:
        """As the receiver is told it, once."""
        return f"whsec_{_text(self._secret)}"

    def sign(self, signed: bytes) -> str:
        """The signature with its version."""
        return f"v1,{_text(hmac.digest(self._secret, signed, hashlib.sha256))}"


class SigningKey:
    """`v1a`: the receiver has the public half, and can sign nothing itself."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def public(self) -> str:
        """The public half, which is no secret."""
        raw = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return f"whpk_{_text(raw)}"

    def sign(self, signed: bytes) -> str:
        """The signature with its version."""
        return f"v1a,{_text(self._key.sign(signed))}"


def new_secret() -> bytes:
    """Random bytes for a secret or for the seed of a key."""
    return secrets.token_bytes(BYTES)


def signed_headers(
    message: str, body: bytes, signers: Iterable[Signer], *, at: datetime
) -> dict[str, str]:
    """The headers that prove who sent the body, and when: real time, for receivers go by theirs.

    There is one space between signatures, whoever signs: Python's library raises at two.
    """
    assert body, "receivers raise at an empty body"
    seconds = str(int(at.timestamp()))
    signed = b".".join((message.encode("ascii"), seconds.encode("ascii"), body))
    return {
        "webhook-id": message,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(signer.sign(signed) for signer in signers),
    }


def _text(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")

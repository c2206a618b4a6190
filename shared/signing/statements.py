"""Statements as JWS (RFC 7515) with Ed25519 (RFC 8037): anybody with the public key checks them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

ALGORITHM = "EdDSA"
_LENGTH = 16


class WrongKey(ValueError):
    """The file holds no Ed25519 key in PEM that opens without a password."""


class Statements:
    """Signs with one key, whose public half is told to everybody."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        jwk: dict[str, str] = OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)
        self._kid = hashlib.sha256(jwk["x"].encode("ascii")).hexdigest()[:_LENGTH]
        self.key_set: Mapping[str, Any] = {
            "keys": [{**jwk, "kid": self._kid, "use": "sig", "alg": ALGORITHM}]
        }

    @classmethod
    def from_file(cls, file: Path) -> Self:
        """With the key of a file; raises WrongKey."""
        try:
            key = serialization.load_pem_private_key(file.read_bytes(), password=None)
        except (ValueError, TypeError, OSError) as error:
            raise WrongKey(f"{file} can't be read as a private key: {error}") from error
        if not isinstance(key, Ed25519PrivateKey):
            raise WrongKey(f"{file} is not an Ed25519 key")
        return cls(key)

    def sign(self, claims: Mapping[str, Any], kind: str) -> str:
        """The statement in compact form; `kind` is its `typ`."""
        headers = {"kid": self._kid, "typ": kind}
        return jwt.encode(dict(claims), self._key, algorithm=ALGORITHM, headers=headers)

"""The development issuer: signs tokens that the local services accept, and no others do."""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from shared import development

ISSUER = development.ISSUER
AUDIENCE = "laurel"


@dataclass(frozen=True)
class Issuer:
    """An Ed25519 key in `folder`, readable by its owner only, with its public key set beside it."""

    folder: Path

    @property
    def jwks(self) -> Path:
        """The public key set, a JWKS file."""
        return self.folder / "jwks.json"

    @property
    def _key_file(self) -> Path:
        return self.folder / "key.pem"

    def ensure(self) -> None:
        """Makes the key and its key set unless they are there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._key_file.exists():
            pem = Ed25519PrivateKey.generate().private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            _write(self._key_file, pem)
        public = {**self._public_jwk(), "kid": self._kid(), "use": "sig", "alg": "EdDSA"}
        key_set = json.dumps({"keys": [public]}, indent=1).encode("ascii")
        if not self.jwks.exists() or self.jwks.read_bytes() != key_set:
            _write(self.jwks, key_set)

    def mint(
        self,
        subject: str,
        roles: Sequence[str],
        uscc: str | None = None,
        name: str | None = None,
        lifetime: timedelta = timedelta(hours=12),
        office: str | None = None,
        division: str | None = None,
    ) -> str:
        """A token for `subject`, valid from now for `lifetime`.

        `uscc` names the own enterprise, `division` the own city, `office` the office that an
        official acts for.
        """
        now = datetime.now(UTC)
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": subject,
            "iat": now,
            "exp": now + lifetime,
            "roles": list(roles),
        }
        optional = {"uscc": uscc, "division": division, "name": name, "office": office}
        claims |= {key: value for key, value in optional.items() if value is not None}
        return jwt.encode(claims, self._key(), algorithm="EdDSA", headers={"kid": self._kid()})

    def identify(
        self, subject: str, client: str, nonce: str, *, name: str, lifetime: timedelta
    ) -> str:
        """An ID token, which tells a client who signed in and opens no service."""
        now = datetime.now(UTC)
        claims = {
            "iss": ISSUER,
            "aud": client,
            "sub": subject,
            "iat": now,
            "exp": now + lifetime,
            "nonce": nonce,
            "name": name,
        }
        return jwt.encode(claims, self._key(), algorithm="EdDSA", headers={"kid": self._kid()})

    def _key(self) -> Ed25519PrivateKey:
        key = serialization.load_pem_private_key(self._key_file.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise TypeError(f"{self._key_file} is not an Ed25519 key")
        return key

    def _public_jwk(self) -> dict[str, str]:
        jwk: dict[str, str] = OKPAlgorithm.to_jwk(self._key().public_key(), as_dict=True)
        return jwk

    def _kid(self) -> str:
        return hashlib.sha256(self._public_jwk()["x"].encode("ascii")).hexdigest()[:16]


def _write(file: Path, content: bytes) -> None:
    fresh = file.with_suffix(f".{os.getpid()}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
        opened.write(content)
    fresh.replace(file)

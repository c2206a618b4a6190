"""Keys with which a local stack signs and seals; nobody else has reason to trust them."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

NAME = "Laurel, trial only"
BEGINS, ENDS = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class TrialKeys:
    """The keys in `folder`: of statements, of the seal, of the secrets of subscriptions,
    and of sessions.

    They are readable by their owner only.
    """

    folder: Path

    @property
    def status_key(self) -> Path:
        """An Ed25519 key."""
        return self.folder / "status-key.pem"

    @property
    def seal(self) -> Path:
        """An ECDSA key and the certificate that it gave itself."""
        return self.folder / "seal.pem"

    @property
    def webhook_key(self) -> Path:
        """A key of Fernet."""
        return self.folder / "webhook.key"

    @property
    def session_key(self) -> Path:
        """A key of Fernet."""
        return self.folder / "session.key"

    def ensure(self) -> None:
        """Makes them unless they are there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.status_key.exists():
            _write(self.status_key, _pem(Ed25519PrivateKey.generate()))
        if not self.seal.exists():
            key = ec.generate_private_key(ec.SECP256R1())
            pem = serialization.Encoding.PEM
            _write(self.seal, _pem(key) + _certificate(key).public_bytes(pem))
        for key_of_fernet in (self.webhook_key, self.session_key):
            if not key_of_fernet.exists():
                _write(key_of_fernet, Fernet.generate_key())


def _certificate(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    signs = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGINS)
        .not_valid_after(ENDS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(signs, critical=True)
        .sign(key, hashes.SHA256())
    )


def _pem(key: Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(file: Path, content: bytes) -> None:
    fresh = file.with_suffix(f".{os.getpid()}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
        opened.write(content)
    fresh.replace(file)

"""Seals PDF documents: a signature inside the file (PAdES) that any reader checks offline."""

import json
from base64 import b64decode, b64encode
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from shared.isolated.call import IsolatedFunction, Limits
from shared.signing.statements import WrongKey

LIMITS = Limits(within=timedelta(seconds=30), memory=1024 * 2**20)
FIELD = "Seal"
"""The name of the signature's field in the file."""


class Seal:
    """Signs with a key and its certificate, each document in a process of its own."""

    def __init__(self, key: bytes, chain: tuple[bytes, ...]) -> None:
        """All in DER: the private key (PKCS #8), its certificate, and those above that."""
        self._key, self._chain = key, chain
        self._seal = IsolatedFunction(f"{__name__}:{sealed.__name__}", "Sealing a PDF", LIMITS)

    @classmethod
    def from_file(cls, file: Path) -> Self:
        """With the key and the certificates of a PEM file, its own first; raises WrongKey.

        An ECDSA or RSA key: common readers know no Ed25519 in PDF.
        """
        try:
            pem = file.read_bytes()
            key = serialization.load_pem_private_key(pem, password=None)
            chain = x509.load_pem_x509_certificates(pem)
        except (ValueError, TypeError, OSError) as error:
            raise WrongKey(f"{file} can't be read as key and certificates: {error}") from error
        if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
            raise WrongKey(f"{file} has neither an ECDSA nor an RSA key")
        if chain[0].public_key() != key.public_key():
            raise WrongKey(f"the first certificate in {file} is not that of the key in it")
        der = serialization.Encoding.DER
        private = key.private_bytes(
            der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return cls(private, tuple(each.public_bytes(der) for each in chain))

    async def __call__(self, pdf: bytes) -> bytes:
        """The document with its seal; whoever changes a byte of it breaks that."""
        parts = {
            "pdf": b64encode(pdf).decode(),
            "key": b64encode(self._key).decode(),
            "chain": [b64encode(each).decode() for each in self._chain],
        }
        return await self._seal(json.dumps(parts).encode())


def sealed(argument: bytes) -> bytes:
    """The sealed document, for a process of its own: pyHanko needs 60 MB and half a second."""
    from asn1crypto.keys import PrivateKeyInfo
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    given = json.loads(argument)
    own, *above = (Certificate.load(b64decode(each)) for each in given["chain"])
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(above)
    signer = SimpleSigner(
        signing_cert=own,
        signing_key=PrivateKeyInfo.load(b64decode(given["key"])),
        cert_registry=store,
    )
    metadata = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    # Typst ends a file without an end of line, and PDF/A wants one before what is added to it.
    pdf = b64decode(given["pdf"]).rstrip(b"\r\n") + b"\n"
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    made: BytesIO = sign_pdf(writer, metadata, signer=signer)
    return made.getvalue()

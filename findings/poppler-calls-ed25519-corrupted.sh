#!/bin/sh
# A PDF that pyHanko signs with Ed25519 is "not signed or corrupted data" to poppler's pdfsig.
#
# Seen with pyHanko 0.38.0 and pdfsig 22.12.0 (NSS). pyHanko follows RFC 8419 and ISO/TS 32002: the
# signature in the file is good, by `cryptography` over the signed attributes, and their digest is that
# of the bytes. pdfsig reads who signed and that the whole document is covered ("Total document
# signed"), and then says that it is not signed or corrupted, and not that it does not know the
# algorithm. The same document signed in the same way with ECDSA is valid. pdfsig exits with 0 each
# time, so that a script has to read what it prints.
#
# Needs python3 (3.10 or newer) and pdfsig of poppler-utils. Exits 1 if the behaviour has changed.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" -q install pyhanko==0.38.0
cd "$work"
env/bin/python - <<'P'
import datetime
from hashlib import sha256, sha512
from io import BytesIO

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko_certvalidator.registry import SimpleCertificateStore

writer = PdfFileWriter()
content = writer.add_object(StreamObject(stream_data=b""))
writer.insert_page(PageObject(contents=content, media_box=(0, 0, 100, 100)))
plain = BytesIO()
writer.write(plain)

name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Trial")])
for kind, key, digest in (
    ("ed25519", ed25519.Ed25519PrivateKey.generate(), None),
    ("ecdsa", ec.generate_private_key(ec.SECP256R1()), hashes.SHA256()),
):
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.datetime(2020, 1, 1))
        .not_valid_after(datetime.datetime(2050, 1, 1))
        .sign(key, digest)
    )
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        signing_cert=Certificate.load(certificate.public_bytes(Encoding.DER)),
        signing_key=PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )
    how = PdfSignatureMetadata(
        field_name="Seal", md_algorithm="sha256" if digest else "sha512"
    )
    made = sign_pdf(IncrementalPdfFileWriter(BytesIO(plain.getvalue())), how, signer=signer)
    whole = made.getvalue()
    [found] = PdfFileReader(BytesIO(whole)).embedded_signatures
    start, length, begins, rest = found.byte_range
    covered = whole[start : start + length] + whole[begins : begins + rest]
    attributes = found.signer_info["signed_attrs"]
    told = {each["type"].native: each["values"][0].native for each in attributes}
    hashed = (sha256 if digest else sha512)(covered).digest()
    assert told["message_digest"] == hashed, "the digest is not that of the bytes"
    scheme = (ec.ECDSA(digest),) if digest else ()
    signed = attributes.untag().dump()
    key.public_key().verify(found.signer_info["signature"].native, signed, *scheme)
    print(f"{kind}: the signature in the file is good")
    with open(f"{kind}.pdf", "wb") as file:
        file.write(whole)
P
for kind in ed25519 ecdsa; do
    status=0
    pdfsig -nocert "$kind.pdf" >"$kind.said" 2>/dev/null || status=$?
    echo "$kind: pdfsig exits $status: $(grep 'Signature Validation' "$kind.said")"
    [ "$status" = 0 ] && grep -q "Total document signed" "$kind.said"
done
grep -q "Validation: Document isn't signed or corrupted data" ed25519.said
grep -q "Validation: Signature is Valid" ecdsa.said

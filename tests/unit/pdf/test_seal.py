"""A sealed document is checked by readers that nobody here wrote."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.local.trial_keys import NAME, TrialKeys
from shared.pdf.codes import qr_code
from shared.pdf.document import Code, Document, Paragraph
from shared.pdf.making import PdfMaker
from shared.signing.seal import Seal
from shared.signing.statements import Statements, WrongKey
from tests.unit.pdf.reading import READERS, compact

ADDRESS = "https://laurel.example.cn/review/certificates/GD2020-00001"
PDFSIG = shutil.which("pdfsig")


@pytest.fixture
def keys(tmp_path: Path) -> TrialKeys:
    found = TrialKeys(tmp_path / "keys")
    found.ensure()
    return found


async def a_sealed_document(keys: TrialKeys) -> bytes:
    document = Document(
        title="证书",
        issuer="广东省科学技术厅",
        reference="GD2020-00001",
        blocks=(Paragraph("江门某某科技有限公司"), Code(qr_code(ADDRESS), "核验")),
    )
    pdf = await PdfMaker()(document, at=datetime(2020, 3, 2, tzinfo=UTC))
    return await Seal.from_file(keys.seal)(pdf)


async def test_a_sealed_document_is_still_read(keys: TrialKeys) -> None:
    pdf = await a_sealed_document(keys)
    for read in READERS.values():
        assert "江门某某科技有限公司" in compact(read(pdf))


async def test_what_the_seal_adds_begins_on_a_line_of_its_own_as_pdf_a_wants(
    keys: TrialKeys,
) -> None:
    pdf = await a_sealed_document(keys)
    _, added = pdf.split(b"%%EOF", 1)
    assert re.match(rb"\r?\n\d+ \d+ obj\r?\n", added)


def said_by_pdfsig(file: Path) -> str:
    done = subprocess.run(
        [PDFSIG or "pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False
    )
    return done.stdout


@pytest.mark.skipif(PDFSIG is None, reason="pdfsig of poppler-utils is not installed")
async def test_pdfsig_finds_the_seal_valid_and_a_changed_byte_not(
    keys: TrialKeys, tmp_path: Path
) -> None:
    pdf = await a_sealed_document(keys)
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(pdf)
    at = pdf.index(b"/Type")
    bad.write_bytes(pdf[:at] + b"/Tyqe" + pdf[at + 5 :])
    said = said_by_pdfsig(good)
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert f"Signer Certificate Common Name: {NAME}" in said
    assert "ETSI.CAdES.detached" in said
    assert "Signature is Valid." not in said_by_pdfsig(bad)


def test_a_key_that_readers_do_not_know_is_refused(keys: TrialKeys, tmp_path: Path) -> None:
    file = tmp_path / "both.pem"
    file.write_bytes(keys.status_key.read_bytes() + _certificate_in(keys.seal))
    with pytest.raises(WrongKey, match="neither"):
        Seal.from_file(file)


def test_a_certificate_of_another_key_is_refused(keys: TrialKeys, tmp_path: Path) -> None:
    other = TrialKeys(tmp_path / "other")
    other.ensure()
    file = tmp_path / "mixed.pem"
    file.write_bytes(_key_in(keys.seal) + _certificate_in(other.seal))
    with pytest.raises(WrongKey, match="is not that of the key"):
        Seal.from_file(file)


def test_keys_that_are_none_are_named(keys: TrialKeys, tmp_path: Path) -> None:
    file = tmp_path / "none.pem"
    file.write_text("nothing")
    with pytest.raises(WrongKey, match=r"none\.pem"):
        Statements.from_file(file)
    with pytest.raises(WrongKey, match="is not an Ed25519 key"):
        Statements.from_file(keys.seal)


def test_trial_keys_stay_and_are_for_their_owner(keys: TrialKeys) -> None:
    before = keys.seal.read_bytes(), keys.status_key.read_bytes()
    keys.ensure()
    assert (keys.seal.read_bytes(), keys.status_key.read_bytes()) == before
    assert {file.stat().st_mode & 0o777 for file in (keys.seal, keys.status_key)} == {0o600}
    pem = keys.status_key.read_bytes()
    key = serialization.load_pem_private_key(pem, password=None)
    assert isinstance(key, Ed25519PrivateKey)


def test_a_code_is_for_addresses() -> None:
    assert qr_code(ADDRESS).startswith("<svg")
    with pytest.raises(ValueError, match="percent-encoded"):
        qr_code("https://例.cn")


def _certificate_in(file: Path) -> bytes:
    text = file.read_bytes()
    return text[text.index(b"-----BEGIN CERTIFICATE") :]


def _key_in(file: Path) -> bytes:
    text = file.read_bytes()
    return text[: text.index(b"-----BEGIN CERTIFICATE")]

"""What is signed is verified by the official libraries, and only as long as it is whole."""

import json
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.senders.agencies.signatures import (
    SharedSecret,
    Signer,
    SigningKey,
    new_secret,
    signed_headers,
)
from tests.receivers.verifying import VERIFIERS, Signed

BODY = json.dumps({"type": "laurel.outcome.given.v1", "产品": "伺服 ½ 😀"}, ensure_ascii=False)
LANGUAGES = sorted(VERIFIERS)


def _now() -> datetime:
    return datetime.now(UTC)


def _signed(*signers: Signer, told: str, body: str = BODY, at: datetime | None = None) -> Signed:
    headers = signed_headers("review.4f1d.7", body.encode(), signers, at=at or _now())
    return Signed(told, headers, body)


def _verified(language: str, *messages: Signed) -> list[str]:
    return VERIFIERS[language](messages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_secret_is_read_by_the_official_library(language: str) -> None:
    secrets = [SharedSecret(bytes([number]) * 32) for number in (0, 62, 63, 251, 255)]
    secrets += [SharedSecret(new_secret()) for _ in range(20)]
    messages = [_signed(secret, told=secret.shown) for secret in secrets]
    assert _verified(language, *messages) == ["taken"] * len(messages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_a_secret_is_replaced_both_are_verified(language: str) -> None:
    new, former, key = SharedSecret(new_secret()), SharedSecret(new_secret()), SigningKey(b"k" * 32)
    message = _signed(new, former, key, told=new.shown)
    assert message.headers["webhook-signature"].count(" ") == 2
    assert "  " not in message.headers["webhook-signature"]
    assert _verified(language, message, replace(message, secret=former.shown)) == ["taken"] * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_changed_or_is_another_s_is_refused(language: str) -> None:
    secret = SharedSecret(new_secret())
    whole = _signed(secret, told=secret.shown)
    changed = [
        replace(whole, body=whole.body.replace("given", "revoked")),
        replace(whole, headers={**whole.headers, "webhook-id": "review.4f1d.8"}),
        replace(whole, secret=SharedSecret(new_secret()).shown),
        _signed(secret, told=secret.shown, at=_now() - timedelta(minutes=6)),
        _signed(secret, told=secret.shown, at=_now() + timedelta(minutes=6)),
    ]
    said = _verified(language, whole, *changed)
    assert said[0] == "taken"
    assert "taken" not in said[1:]


@pytest.mark.parametrize("language", ["node", "go"])
def test_the_public_half_of_a_key_verifies(language: str) -> None:
    key, other = SigningKey(new_secret()), SigningKey(new_secret())
    message = _signed(SharedSecret(new_secret()), key, told=key.public)
    said = _verified(language, message, replace(message, secret=other.public))
    assert said[0] == "taken"
    assert said[1] != "taken"


def test_the_traps_that_are_kept_out_are_there() -> None:
    """Were one of these to change, the care that `signatures.py` takes would be for nothing."""
    raw = bytes([251, 239, 190]) * 10 + b"\xff\xff"
    secret = SharedSecret(raw)
    assert "+" in secret.shown
    assert "/" in secret.shown
    whole = _signed(secret, told=secret.shown)
    urlsafe = replace(whole, secret=secret.shown.replace("+", "-").replace("/", "_"))
    unpadded = replace(whole, secret=secret.shown.rstrip("="))
    two_spaces = _signed(SharedSecret(new_secret()), secret, told=secret.shown)
    doubled = two_spaces.headers["webhook-signature"].replace(" ", "  ")
    two_spaces = replace(two_spaces, headers={**two_spaces.headers, "webhook-signature": doubled})
    python = _verified("python", urlsafe, two_spaces, replace(whole, body=""))
    assert "taken" not in python
    assert python[1].startswith("ValueError")
    (go,) = _verified("go", unpadded)
    assert "base64" in go


@given(st.binary(min_size=32, max_size=32))
def test_a_secret_is_padded_standard_base64(raw: bytes) -> None:
    shown = SharedSecret(raw).shown.removeprefix("whsec_")
    assert b64decode(shown, validate=True) == raw
    assert len(shown) == 44


def test_an_empty_body_is_never_signed() -> None:
    with pytest.raises(AssertionError):
        signed_headers("a", b"", [], at=_now())

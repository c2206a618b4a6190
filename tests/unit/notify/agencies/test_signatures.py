"""What is signed is verified by the official libraries, and only as long as it is whole."""

import json
from base64 import b64decode
from collections.abc import Callable
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

BODY = json.dumps(
    {"type": "laurel.outcome.given.v1", "产品": "伺服 ½ 😀"}, ensure_ascii=False
).encode()
LANGUAGES = sorted(VERIFIERS)


def _now() -> datetime:
    return datetime.now(UTC)


def _signed(*signers: Signer, told: str, body: bytes = BODY, at: datetime | None = None) -> Signed:
    headers = signed_headers("review.4f1d.7", body, signers, at=at or _now())
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
        replace(whole, body=whole.body.replace(b"given", b"revoked")),
        replace(whole, headers={**whole.headers, "webhook-id": "review.4f1d.8"}),
        replace(whole, secret=SharedSecret(new_secret()).shown),
        _signed(secret, told=secret.shown, at=_now() - timedelta(minutes=6)),
        _signed(secret, told=secret.shown, at=_now() + timedelta(minutes=6)),
    ]
    said = _verified(language, whole, *changed)
    assert said[0] == "taken"
    assert "taken" not in said[1:]


@pytest.mark.parametrize("language", ["node", "go", "java"])
def test_the_public_half_of_a_key_verifies(language: str) -> None:
    key, other = SigningKey(new_secret()), SigningKey(new_secret())
    message = _signed(SharedSecret(new_secret()), key, told=key.public)
    said = _verified(language, message, replace(message, secret=other.public))
    assert said[0] == "taken"
    assert said[1] != "taken"


SECRET = SharedSecret(bytes([251, 239, 190, 255, 255, 255]) + b"a" * 26)
"""Its text has four `+`, four `/` and a `=`: without those that base64url has otherwise, it is
still the text of a secret."""


def _by_hand(body: bytes, *, separator: str = " ", told: str = SECRET.shown) -> Signed:
    """Signed rightly, but as Laurel never does: with any body, and whatever between signatures."""
    seconds = str(int(_now().timestamp()))
    signed = b".".join((b"review.4f1d.7", seconds.encode(), body))
    both = (SharedSecret(new_secret()).sign(signed), SECRET.sign(signed))
    headers = {
        "webhook-id": "review.4f1d.7",
        "webhook-timestamp": seconds,
        "webhook-signature": separator.join(both),
    }
    return Signed(told, headers, body)


TRAPS: dict[str, Callable[[], Signed]] = {
    "none": lambda: _by_hand(BODY),
    "unpadded secret": lambda: _by_hand(BODY, told=SECRET.shown.rstrip("=")),
    "base64url secret": lambda: _by_hand(
        BODY, told=SECRET.shown.replace("+", "-").replace("/", "_")
    ),
    "two spaces between signatures": lambda: _by_hand(BODY, separator="  "),
    "empty body": lambda: _by_hand(b""),
    "body in GB 18030": lambda: _by_hand(BODY.decode().encode("gb18030")),
}
TAKEN = "taken"
SAID: dict[str, dict[str, str]] = {
    "none": dict.fromkeys(VERIFIERS, TAKEN),
    "unpadded secret": {
        "python": TAKEN,
        "node": TAKEN,
        "go": "illegal base64 data",
        "java": TAKEN,
        "rust": "invalid secret",
    },
    "base64url secret": {
        # In silence it has left some letters out, and checks with another secret.
        "python": "No matching signature found",
        "node": "incorrect characters for decoding",
        "go": "illegal base64 data",
        "java": "Illegal base64 character",
        "rust": "invalid secret",
    },
    "two spaces between signatures": dict.fromkeys(VERIFIERS, TAKEN)
    | {"python": "ValueError: not enough values to unpack"},
    "empty body": dict.fromkeys(VERIFIERS, TAKEN) | {"python": "JSONDecodeError"},
    "body in GB 18030": {
        "python": "UnicodeDecodeError",
        "node": "No matching signature found",
        "go": TAKEN,
        "java": "No matching signature found",
        "rust": "payload invalid",
    },
}
"""What each library says of each, or a part of it."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("trap", TRAPS)
def test_each_library_falls_into_the_traps_that_are_kept_out_of(trap: str, language: str) -> None:
    """Were one of these to change, the care that `signatures.py` takes would be for nothing."""
    (said,) = _verified(language, TRAPS[trap]())
    assert SAID[trap][language] in said


@given(st.binary(min_size=32, max_size=32))
def test_a_secret_is_padded_standard_base64(raw: bytes) -> None:
    shown = SharedSecret(raw).shown.removeprefix("whsec_")
    assert b64decode(shown, validate=True) == raw
    assert len(shown) == 44


def test_an_empty_body_is_never_signed() -> None:
    with pytest.raises(AssertionError):
        signed_headers("a", b"", [], at=_now())

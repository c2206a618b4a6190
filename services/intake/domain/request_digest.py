"""What tells a repetition of a request from another one with the same Idempotency-Key."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from services.intake.domain.received_file import ReceivedFile

_PLAIN = (str, int, float, bool)


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """A request by its Idempotency-Key and the digest of what it brought."""

    key: str
    digest: str


def digest_of(facts: Any) -> str:
    """The digest of something that JSON can hold; the order of its names does not matter."""
    # As ASCII: an answer may hold half a character, which UTF-8 can't.
    return sha256(json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def form_digest(files: Iterable[ReceivedFile], answers: Mapping[str, Any], *wishes: str) -> str:
    """The digest of files and answers, in whatever order they came, and of what is to be done."""
    # Whatever is no plain value is refused, and may be nested deeper than can be written.
    plain = {k: v if isinstance(v, _PLAIN) else None for k, v in answers.items()}
    return digest_of([sorted(map(_named, files)), plain, *wishes])


def _named(file: ReceivedFile) -> list[str]:
    target = [] if file.target is None else [file.target]
    return [file.requirement, file.sha256, *target]

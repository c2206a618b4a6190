"""Bilingual texts as documents."""

from collections.abc import Mapping
from typing import Any

from shared.values import Bilingual


def text_to_document(text: Bilingual) -> dict[str, str]:
    """The text as it is saved."""
    return {"zh": text.zh, "en": text.en}


def to_text(found: Mapping[str, Any]) -> Bilingual:
    """The text in a document that this service wrote, so that it needs no second validation."""
    return Bilingual.model_construct(zh=found["zh"], en=found["en"])

"""Answers of the services as templates read them: texts in one language, times as times."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.languages import Language


def _is_time(name: str) -> bool:
    return name == "at" or name.endswith("_at")


def said(text: Any, language: Language) -> str:
    """A text that came in both languages."""
    return str(text[language]) if isinstance(text, Mapping) else str(text or "")


def readable(found: Any, language: Language) -> Any:
    """The same with every text in this language, and a time wherever a name ends so."""
    match found:
        case {"zh": str(), "en": str()} if len(found) == 2:
            return found[language]
        case Mapping():
            return {name: _value(name, value, language) for name, value in found.items()}
        case list():
            return [readable(each, language) for each in found]
    return found


def _value(name: str, value: Any, language: Language) -> Any:
    if _is_time(name) and isinstance(value, str):
        return datetime.fromisoformat(value)
    return readable(value, language)

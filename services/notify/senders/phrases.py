"""The phrases of notices that are alike, by kind and language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, Template

from services.notify.domain.application import Application
from services.notify.domain.contact import LANGUAGES, Language
from services.notify.domain.kinds import PHRASED, Phrased


@dataclass(frozen=True, slots=True)
class _Of:
    title: Template
    says: Sequence[Template]
    may: Sequence[Template]


class Phrases:
    """A title, what happened, and what the enterprise may do now; read once from a file."""

    def __init__(self, file: Path, environment: Environment) -> None:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
        self._of = {
            (kind, language): _read(found[kind][language], environment)
            for kind in PHRASED
            for language in LANGUAGES
        }

    def of(self, application: Application, content: Phrased, language: Language) -> dict[str, Any]:
        """`title`, `says` and `may` of this notice; a paragraph with nothing to say is left out."""
        known = {
            "f": content.facts,
            "number": application.number,
            "product": application.product.in_language(language),
            "programme": application.programme_name.in_language(language),
            "round": application.round,
        }
        phrases = self._of[content.kind, language]
        return {
            "title": phrases.title.render(known),
            "says": _rendered(phrases.says, known),
            "may": _rendered(phrases.may, known),
        }


def _read(found: Mapping[str, Any], environment: Environment) -> _Of:
    return _Of(
        title=environment.from_string(found["title"]),
        says=[environment.from_string(text) for text in found["says"]],
        may=[environment.from_string(text) for text in found.get("may", ())],
    )


def _rendered(texts: Sequence[Template], known: Mapping[str, Any]) -> list[str]:
    return [said for text in texts if (said := text.render(known).strip())]

"""The fixed words of pages, each in both languages side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.languages import Language


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text in both languages; `{name}` is filled in; `one` is the English for exactly one."""

    zh: str
    en: str
    one: str | None = None

    def in_language(self, language: Language, /, **values: object) -> str:
        """The text in this language; a value `n` of 1 picks the English singular."""
        text = self.zh if language == "zh" else self.en
        if language == "en" and self.one is not None and str(values.get("n")) == "1":
            text = self.one
        return text.format(**values) if values else text


class Words:
    """The phrases in one language, as templates use them: `t.save`, `t("found", n=3)`."""

    def __init__(self, phrases: Mapping[str, Phrase], language: Language) -> None:
        self._phrases = phrases
        self._language = language

    def __getattr__(self, name: str) -> str:
        return self(name)

    def __call__(self, name: str, /, **values: object) -> str:
        try:
            phrase = self._phrases[name]
        except KeyError:
            raise AttributeError(f"there is no phrase {name!r}") from None
        return phrase.in_language(self._language, **values)

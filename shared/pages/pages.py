"""Renders a service's templates in both languages."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from starlette.datastructures import URL

from shared import figure_words
from shared.calendar import before_midnight
from shared.languages import LANGUAGES, Language
from shared.pages import moments
from shared.pages.assets import Assets
from shared.pages.headers import FRESH, HEADERS
from shared.pages.language import HTML_LANG
from shared.pages.phrases import Phrase, Words
from shared.pages.shell_phrases import SHELL
from shared.pages.site import Site
from shared.values import Bilingual

SHARED = Path(__file__).with_name("templates")


class Pages:
    """The pages of one service: its templates, its phrases and the shell around them."""

    def __init__(
        self, *, templates: Path, phrases: Mapping[str, Phrase], assets: Assets, site: Site
    ) -> None:
        self.assets = assets
        known = {**SHELL, **phrases}
        self._words = {language: Words(known, language) for language in LANGUAGES}
        self._environments = {
            language: _environment(language, templates, known, assets, site)
            for language in LANGUAGES
        }

    def render(
        self,
        request: Request,
        language: Language,
        template: str,
        *,
        status: int = 200,
        cache: str = FRESH,
        address: str | None = None,
        **values: Any,
    ) -> HTMLResponse:
        """A whole page; `address` is where its like is found, unless that is where it was sent."""
        other = LANGUAGES[1] if language == LANGUAGES[0] else LANGUAGES[0]
        # By its query alone, else a path that begins with // would lead to another host.
        url = URL(address) if address else URL(f"?{request.url.query}")
        link = str(url.include_query_params(lang=other))
        html = self.text(language, template, other_language=link, **values)
        headers = {**HEADERS, "Cache-Control": cache, "Content-Language": HTML_LANG[language]}
        return HTMLResponse(html, status, headers=headers)

    def words(self, language: Language) -> Words:
        """The phrases in one language, for what is put together outside of a template."""
        return self._words[language]

    def text(self, language: Language, template: str, **values: Any) -> str:
        """A template alone, such as one region of a page."""
        return self._environments[language].get_template(template).render(**values)


def inner(text: str) -> str:
    """A text in the middle of a sentence: `Products recognised` becomes `products recognised`."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _environment(
    language: Language,
    templates: Path,
    phrases: Mapping[str, Phrase],
    assets: Assets,
    site: Site,
) -> Environment:
    own, shell = FileSystemLoader(templates), PrefixLoader({"shared": FileSystemLoader(SHARED)})
    environment = Environment(
        loader=ChoiceLoader([shell, own]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def text(text: Bilingual) -> str:
        return text.in_language(language)

    def in_unit(value: Any, unit: str, decimals: int = 0, signed: bool = False) -> str:
        return figure_words.in_unit(value, unit, language, decimals=decimals, signed=signed)

    environment.globals |= {
        "t": Words(phrases, language),
        "lang": language,
        "html_lang": HTML_LANG[language],
        "other_html_lang": HTML_LANG["en" if language == "zh" else "zh"],
        "site": site,
        "asset": assets.url,
        "share": figure_words.share,
        "decimals_of": figure_words.decimals_of,
    }
    environment.filters |= {
        "text": text,
        "decimal": Decimal,
        "inner": inner,
        "number": figure_words.number,
        "decimals_of": figure_words.decimals_of,
        "percent": figure_words.percent,
        "in_unit": in_unit,
        "qualified": lambda said, how: figure_words.qualified(said, how, language),
        "moment": moments.moment,
        "moment_exact": moments.moment_exact,
        "clock_time": moments.clock_time,
        "day": moments.day,
        "before_midnight": before_midnight,
        "machine": moments.machine,
        "long_day": lambda on: moments.long_day(on, language),
        "deadline": lambda due_at: moments.deadline(due_at, language),
    }
    return environment

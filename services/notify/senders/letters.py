"""Letters from templates, in Chinese and English."""

from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from services.notify.domain.contact import LANGUAGES, Language
from services.notify.domain.kinds import KINDS
from services.notify.domain.notice import Letter, Notice
from shared.calendar import BEIJING

TEMPLATES = Path(__file__).parent.parent / "templates"


class TemplateLetters:
    """A subject, a text and its HTML for each kind and language.

    `portal` is where supplements are sent; without one, letters have no link. Raises
    TemplateNotFound for a kind without its templates.
    """

    def __init__(self, portal: str | None) -> None:
        self._portal = portal.rstrip("/") if portal else None
        loader = FileSystemLoader(TEMPLATES)
        plain, html = (_environment(loader, autoescape=escape) for escape in (False, True))
        self._templates = {
            (kind, language): _Templates(
                subject=plain.get_template(f"{kind}.{language}.subject"),
                text=plain.get_template(f"{kind}.{language}.txt"),
                html=html.get_template(f"{kind}.{language}.html"),
            )
            for kind in KINDS
            for language in LANGUAGES
        }

    def write(self, notice: Notice, language: Language) -> Letter:
        """Subject and plain text."""
        templates, facts = self._of(notice, language)
        subject = " ".join(templates.subject.render(facts).split())
        return Letter(language=language, subject=subject, text=templates.text.render(facts))

    def html(self, notice: Notice, language: Language) -> str:
        """The same as a page for mail programs."""
        templates, facts = self._of(notice, language)
        return templates.html.render(facts)

    def _of(self, notice: Notice, language: Language) -> tuple["_Templates", dict[str, Any]]:
        path = f"/applications/{notice.application.id}"
        facts = {
            "notice": notice,
            "application": notice.application,
            "content": notice.content,
            "language": language,
            "link": f"{self._portal}{path}" if self._portal else None,
        }
        return self._templates[notice.content.kind, language], facts


class _Templates(NamedTuple):
    subject: Template
    text: Template
    html: Template


def _environment(loader: FileSystemLoader, *, autoescape: bool) -> Environment:
    environment = Environment(
        loader=loader,
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["deadline"] = deadline
    environment.filters["day"] = day
    environment.filters["moment"] = moment
    return environment


@lru_cache(maxsize=256)
def deadline(due_at: datetime, language: Language) -> str:
    """An exclusive end as people say it: the day that ends then, or the minute."""
    local = due_at.astimezone(BEIJING)
    if (local.hour, local.minute, local.second) != (0, 0, 0):
        time = f"{local:%H:%M}"
        if language == "zh":
            return f"{_full(local, language)}{time}前（北京时间）"
        return f"{time} on {_full(local, language)} (Beijing time)"
    last = _full(local - timedelta(seconds=1), language)
    if language == "zh":
        return f"{last}24:00前（北京时间）"
    return f"midnight at the end of {last} (Beijing time)"


@lru_cache(maxsize=256)
def day(at: datetime, language: Language) -> str:
    """The day that it is in Beijing then, with its weekday."""
    return _full(at.astimezone(BEIJING), language)


@lru_cache(maxsize=256)
def moment(at: datetime, language: Language) -> str:
    """The second that it is in Beijing then, since one may decide."""
    local = at.astimezone(BEIJING)
    if language == "zh":
        return f"{_full(local, language)}{local:%H:%M:%S}（北京时间）"
    return f"{local:%H:%M:%S} on {_full(local, language)} (Beijing time)"


def _full(local: datetime, language: Language) -> str:
    if language == "zh":
        return format_date(local, "y年M月d日（EEEE）", "zh_CN")
    return format_date(local, "EEEE d MMMM y", "en_GB")

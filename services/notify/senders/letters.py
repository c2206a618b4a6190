"""Letters from templates, in Chinese and English."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from services.notify.domain.application import Application
from services.notify.domain.contact import LANGUAGES, Language
from services.notify.domain.kinds import KINDS, PHRASED, Phrased
from services.notify.domain.notice import Letter, Notice
from services.notify.senders.phrases import Phrases
from shared.calendar import BEIJING

Session = Callable[[Application], int | None]

TEMPLATES = Path(__file__).parent.parent / "templates"


class TemplateLetters:
    """A subject, a text and its HTML for each kind and language.

    `portal` is where supplements are sent; without one, letters have no link. `session` tells of
    an application which session its round is, if its programme counts them. Raises
    TemplateNotFound for a kind without its templates, KeyError for one without its phrases.
    """

    def __init__(self, portal: str | None, session: Session = lambda _: None) -> None:
        self._session = session
        self._portal = portal.rstrip("/") if portal else None
        loader = FileSystemLoader(TEMPLATES)
        plain, html = (environment(loader, autoescape=escape) for escape in (False, True))
        self._templates = {
            (kind, language): _Templates(
                subject=plain.get_template(f"{layout}.{language}.subject"),
                text=plain.get_template(f"{layout}.{language}.txt"),
                html=html.get_template(f"{layout}.{language}.html"),
            )
            for kind in KINDS
            for layout in ["phrased" if kind in PHRASED else kind]
            for language in LANGUAGES
        }
        self._phrases = Phrases(TEMPLATES / "phrases.yaml", plain)

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
        facts: dict[str, Any] = {
            "notice": notice,
            "application": notice.application,
            "content": notice.content,
            "language": language,
            "round_name": self._round_name(notice.application, language),
            "link": f"{self._portal}{path}" if self._portal else None,
        }
        if isinstance(notice.content, Phrased):
            facts |= self._phrases.of(notice.application, notice.content, language)
        return self._templates[notice.content.kind, language], facts

    def _round_name(self, application: Application, language: Language) -> str:
        session = self._session(application)
        if session is not None:
            return f"第 {session} 届" if language == "zh" else f"session {session}"
        return f"{application.round} 年度" if language == "zh" else f"round {application.round}"


class _Templates(NamedTuple):
    subject: Template
    text: Template
    html: Template


def environment(loader: FileSystemLoader, *, autoescape: bool) -> Environment:
    """What templates of letters are read by."""
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
    environment.filters["within"] = within
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


def within(name: str) -> str:
    """An English name as it stands within a sentence; an abbreviation keeps its capitals."""
    return name[:1].lower() + name[1:] if name[1:2].islower() or name[1:2] in " " else name


def _full(local: datetime, language: Language) -> str:
    if language == "zh":
        return format_date(local, "y年M月d日（EEEE）", "zh_CN")
    return format_date(local, "EEEE d MMMM y", "en_GB")

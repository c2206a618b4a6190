"""Letters from templates, in Chinese and English."""

from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.notify.domain.contact import Language
from services.notify.domain.notice import Letter, Notice
from shared.calendar import BEIJING

TEMPLATES = Path(__file__).parent.parent / "templates"


class TemplateLetters:
    """One template a kind, language and part.

    `portal` is where supplements are sent; without one, letters have no link.
    """

    def __init__(self, portal: str | None) -> None:
        self._portal = portal.rstrip("/") if portal else None
        loader = FileSystemLoader(TEMPLATES)
        self._plain = _environment(loader, autoescape=False)
        self._html = _environment(loader, autoescape=True)

    def write(self, notice: Notice, language: Language) -> Letter:
        """Subject and plain text."""
        facts = self._facts(notice, language)
        subject, text = (
            self._plain.get_template(f"{notice.kind}.{language}.{part}").render(facts)
            for part in ("subject", "txt")
        )
        return Letter(language=language, subject=" ".join(subject.split()), text=text)

    def html(self, notice: Notice, language: Language) -> str:
        """The same as a page for mail programs."""
        template = self._html.get_template(f"{notice.kind}.{language}.html")
        return template.render(self._facts(notice, language))

    def _facts(self, notice: Notice, language: Language) -> dict[str, Any]:
        demand = notice.demand
        return {
            "notice": notice,
            "demand": demand,
            "terms": demand.terms,
            "language": language,
            "link": f"{self._portal}/applications/{demand.application}" if self._portal else None,
            "clock": notice.reminds_of,
            "left": notice.days_left,
            "end": notice.non_acceptance,
            "back": notice.takes_back,
        }


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

"""What a mail server's reply to one letter means: to its recipient or to its data."""

import re
from datetime import timedelta

from services.notify.domain.outcome import Bounced, RetryLater

CLOSING = 421

_THINGS = (
    r"(?:messages?|mails?|e-?mails?|letters?|connections?|sessions?|requests?|recipients?|"
    r"deliver(?:y|ies)|concurrent)"
)
_LIMITS = re.compile(
    r"frequen(?:cy|t|tly)[ -]*(?:is |was |been )?(?:limit|restrict|exceed)|"
    r"(?:limit|exceed)\w*[^.;]{0,20}\bfrequency|"
    r"\b(?:rate|sending|hourly|daily|minute)[ -](?:is |was |been )?(?:limit|throttl|exceed|quota)|"
    r"\bthrottl|\btoo (?:fast|frequent)|\btoo often|"
    rf"\btoo many (?:[\w-]+ ){{0,2}}{_THINGS}|"
    rf"\b{_THINGS} (?:per|in|within|an|a|each|every) (?:\d+ )?(?:second|minute|hour|day)|"
    r"\b(?:unusual|high|excessive|at a) rate\b|"
    r"\b(?:HL:(?:ICC|IFC)|MI:(?:CEL|DMC|CCL|SFQ)|RP:(?:DRC|CCL|TRC|CEL))\b|"
    r"频率|频繁|发信量|"
    r"(?:连接|并发|邮件|信件|收件人|收信人|发送)的?(?:数量?|次数)[^。；]{0,8}(?:超|过多|限制)",
    re.IGNORECASE,
)
"""Words by which servers say that it is too much at a time, whatever code they give it."""

_NUMBER = r"(?:(?P<clock>\d{1,2}:\d{2}:\d{2})|(?P<count>\d{1,5}) ?(?P<unit>%s)(?![a-z]))"
_UNITS = r"seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h"
_SECONDS = {"s": 1, "m": 60, "h": 3600, "秒": 1, "分": 60, "小": 3600, "时": 3600}
_WISH = (
    r"\b(?:again|retry|retrying|re-?send|resume|reconnect|come back|wait|back ?off|"
    r"gr[ae]y-?list\w*|deferred|delayed|blocked|suspended|paused)"
    r"(?: (?:later|please|your|the|this|message|mail|delivery|sending|temporarily))*"
    r"[,:;]?(?: (?:in|after|for|at least|about|approximately|another|a minimum of))*[ =:]*"
)
_AFTER_IT = (
    r" (?:later|before (?:you )?(?:re-?)?(?:try|send|connect)\w*|"
    r"(?:and then|then|and) (?:re-?try|try again|re-?send))"
)
_WISH_IN_CHINESE = r"(?:请|等待?|稍后|稍等)[^\d。；，,]{0,4}"
_WISHES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _WISH + _NUMBER % _UNITS,
        _NUMBER % _UNITS + _AFTER_IT,
        r"(?:请|等待?|稍后|稍等)[^\d。；，,]{0,4}"
        + _NUMBER % "秒钟?|分钟?|小?时"
        + r"(?:之?后|以后|再)",
    )
)
"""The forms in which a wait is asked for; that a number of hours is named is none."""


def understood(code: int, said: str) -> RetryLater | Bounced:
    """What becomes of a letter of which the server says this.

    A 4xx is for later, a 421 as any, and so is a limit that is told as 5xx; all else is for good.
    """
    said = " ".join(said.split())
    if 500 <= code < 600 and not is_limit(said):
        return Bounced(f"{code} {said}", code)
    known = 400 <= code < 600
    reason = f"{code} {said}" if known else f"unexpected answer: {code} {said}"
    limits = known and (code == CLOSING or is_limit(said))
    return RetryLater(reason, code, wait_asked(said), limits=limits)


def is_limit(said: str) -> bool:
    """Whether the words say that too much was sent at a time."""
    return _LIMITS.search(said) is not None


def wait_asked(said: str) -> timedelta | None:
    """After how long a server asks to be tried again, when it says so in words."""
    found = next((match for wish in _WISHES if (match := wish.search(said))), None)
    if found is None:
        return None
    if found["clock"]:
        hours, minutes, seconds = map(int, found["clock"].split(":"))
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return timedelta(seconds=int(found["count"]) * _SECONDS[found["unit"][0].lower()])

"""What a mail server's answer means for a letter."""

import re
from datetime import timedelta

from aiosmtplib.errors import (
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from services.notify.domain.outcome import Bounced, Outcome, RetryLater, Unreachable

CLOSING = 421
TOO_LARGE = 552
_RETRY_AFTER = re.compile(
    r"\b(\d{1,5}) ?(seconds?|secs?|s|minutes?|mins?|m|hours?|h)\b", re.IGNORECASE
)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours"}


def meaning(error: Exception) -> Outcome:
    """The outcome that an error answer stands for; re-raises what is no answer."""
    match error:
        case SMTPRecipientsRefused(recipients=[refused, *_]):
            return _refusal(refused.code, refused.message)
        case SMTPSenderRefused(code=code, message=said) if code >= 500 and code != TOO_LARGE:
            # Our own address or login is at fault, which is nothing against the recipient.
            return Unreachable(f"the server refuses our sender: {code} {said}")
        case SMTPResponseException(code=code, message=said):
            return _refusal(code, said)
        case SMTPNotSupported() | ValueError() | UnicodeError():
            return Bounced(f"the address can't be written to: {error}")
        case _:
            raise error


def _refusal(code: int, said: str) -> Outcome:
    said = " ".join(said.split())
    if code == CLOSING:
        return Unreachable(f"{code} {said}")
    if 400 <= code < 500:
        return RetryLater(f"{code} {said}", code, retry_after(said))
    if 500 <= code < 600:
        return Bounced(f"{code} {said}", code)
    return RetryLater(f"unexpected answer: {code} {said}", code)


def retry_after(said: str) -> timedelta | None:
    """After how long a server asks to be tried again, when its answer says so."""
    found = _RETRY_AFTER.search(said)
    return timedelta(**{_UNITS[found[2][0].lower()]: int(found[1])}) if found else None

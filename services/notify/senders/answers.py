"""What a mail server's answer means for a letter."""

from aiosmtplib.errors import (
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from services.notify.domain.outcome import Bounced, Outcome, Unreachable
from services.notify.domain.replies import CLOSING, understood

TOO_LARGE = 552


def meaning(error: Exception) -> Outcome:
    """The outcome that an error answer stands for; re-raises what is no answer."""
    match error:
        case SMTPRecipientsRefused(recipients=[refused, *_]):
            return understood(refused.code, refused.message)
        case SMTPSenderRefused(code=code, message=said) if _is_about_us(code):
            # No recipient was named yet, so it is nothing against this one.
            return Unreachable(f"the server refuses our sender: {code} {' '.join(said.split())}")
        case SMTPResponseException(code=code, message=said):
            return understood(code, said)
        case SMTPNotSupported() | ValueError() | UnicodeError():
            return Bounced(f"the address can't be written to: {error}")
        case _:
            raise error


def closes(error: Exception) -> bool:
    """Whether the server hangs up after this answer."""
    match error:
        case SMTPRecipientsRefused(recipients=[refused, *_]):
            return refused.code == CLOSING
        case SMTPResponseException(code=code):
            return code == CLOSING
        case _:
            return False


def _is_about_us(code: int) -> bool:
    return code == CLOSING or (code >= 500 and code != TOO_LARGE)

"""An error of the mail library is understood as what it means for the letter."""

from datetime import timedelta

import pytest
from aiosmtplib.errors import (
    SMTPDataError,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

from services.notify.domain.outcome import Bounced, Outcome, RetryLater, Unreachable
from services.notify.senders.answers import meaning


def refused(code: int, said: str) -> SMTPRecipientsRefused:
    return SMTPRecipientsRefused([SMTPRecipientRefused(code, said, "zhang@example.cn")])


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (refused(550, "5.1.1 no such\r\nmailbox"), Bounced("550 5.1.1 no such mailbox", 550)),
        (refused(552, "mailbox full"), Bounced("552 mailbox full", 552)),
        (refused(450, "4.2.1 busy"), RetryLater("450 4.2.1 busy", 450)),
        (
            refused(451, "greylisted, try again in 300 seconds"),
            RetryLater("451 greylisted, try again in 300 seconds", 451, timedelta(seconds=300)),
        ),
        (
            refused(421, "4.7.0 deferred for now"),
            RetryLater("421 4.7.0 deferred for now", 421, limits=True),
        ),
        (SMTPDataError(421, "busy"), RetryLater("421 busy", 421, limits=True)),
        (
            SMTPDataError(550, "Ip frequency limited"),
            RetryLater("550 Ip frequency limited", 550, limits=True),
        ),
        (
            SMTPSenderRefused(421, "closing", "n@laurel.example"),
            Unreachable("the server refuses our sender: 421 closing"),
        ),
        (SMTPDataError(554, "spam"), Bounced("554 spam", 554)),
        (SMTPDataError(451, "disk full"), RetryLater("451 disk full", 451)),
        (
            SMTPSenderRefused(550, "not allowed", "n@laurel.example"),
            Unreachable("the server refuses our sender: 550 not allowed"),
        ),
        (SMTPSenderRefused(552, "too large", "n"), Bounced("552 too large", 552)),
        (SMTPSenderRefused(452, "too many", "n"), RetryLater("452 too many", 452)),
        (
            SMTPNotSupported("SMTPUTF8 is not supported"),
            Bounced("the address can't be written to: SMTPUTF8 is not supported"),
        ),
        (SMTPDataError(354, "what"), RetryLater("unexpected answer: 354 what", 354)),
    ],
)
def test_each_answer_has_its_outcome(error: Exception, outcome: Outcome) -> None:
    assert meaning(error) == outcome


def test_what_is_no_answer_of_a_mail_server_is_not_taken_for_one() -> None:
    with pytest.raises(ZeroDivisionError):
        meaning(ZeroDivisionError())

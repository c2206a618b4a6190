"""What a mail server says is understood as what it means for the letter."""

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
from services.notify.senders.answers import meaning, retry_after


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
        (refused(421, "shutting down"), Unreachable("421 shutting down")),
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


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("4.7.1 Greylisted for 5 minutes", timedelta(minutes=5)),
        ("try again in 1 hour", timedelta(hours=1)),
        ("please retry after 60s", timedelta(seconds=60)),
        ("4.7.1 try again later", None),
        ("451 4.3.0 error 12", None),
    ],
)
def test_a_wish_to_be_tried_later_is_read_from_the_answer(
    said: str, asked: timedelta | None
) -> None:
    assert retry_after(said) == asked

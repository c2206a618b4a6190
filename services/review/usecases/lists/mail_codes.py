"""Mails the codes that wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.review.domain.lists.verifying import Code
from services.review.ports import CodeMail, Codes, Mailed, Refused
from shared.errors import Unavailable

AT_ONCE = 100
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=30)


@dataclass(frozen=True)
class MailCodes:
    """A code is noted as mailed after it was: killed in between, it is mailed once more."""

    codes: Codes
    mail: CodeMail

    async def __call__(self, at: datetime) -> int:
        """How many the server took; raises Unavailable when it can't be reached."""
        mailed = 0
        for code in await self.codes.to_mail(at, AT_ONCE):
            try:
                said = await self.mail.send(code, at)
            except Unavailable:
                # Behind the others: it may be this one letter that the server hangs up on.
                await self._put_off(code, at)
                raise
            match said:
                case Mailed():
                    await self.codes.note_mailed(code)
                    mailed += 1
                case Refused(reason):
                    await self.codes.note_refused(code, reason)
                case _:
                    await self._put_off(code, at)
        return mailed

    async def _put_off(self, code: Code, at: datetime) -> None:
        wait = min(FIRST_WAIT * 2 ** min(code.tries, 10), LONGEST_WAIT)
        await self.codes.put_off(code, at + wait)

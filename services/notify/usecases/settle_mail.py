"""A person says what became of a mail that nobody could tell."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.bounce import BounceMail
from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.domain.notice import Notice
from services.notify.domain.refusals import WrongFields
from services.notify.domain.unclear_mail import Settlement, UnclearMail, faults
from services.notify.ports import Correspondences, UnclearMails, Wake
from shared.errors import FieldError


@dataclass(frozen=True)
class SettleMail:
    """What is said first stands, and is kept before anything follows from it.

    Killed in between, the mail stays in the queue with what was said of it, and saying the same
    carries it out.
    """

    correspondences: Correspondences
    mails: UnclearMails
    wake: Wake

    async def __call__(
        self, settlement: Settlement, *, real: datetime
    ) -> tuple[UnclearMail, Notice | None]:
        """The mail as it is now, and the notice that it is about.

        Raises NotFound, WrongFields and AlreadySettled.
        """
        await self.mails.get(settlement.mail)
        if wrong := await self.faults(settlement):
            raise WrongFields(wrong)
        mail = await self.mails.settle(settlement)
        stands = mail.settlement or settlement
        notice = stands.notice
        found = None if notice is None else await self.correspondences.with_notice(notice)
        if notice is None or found is None:
            return mail, None
        if stands.verdict == "failed":
            found = await self._carry_out(found.application, notice, mail, stands, real)
            mail = await self.mails.carried_out(mail.id)
        return mail, found.notice(notice)

    async def faults(self, settlement: Settlement) -> list[FieldError]:
        """What is wrong with the notice that is named."""
        wrong = list(faults(settlement.verdict, settlement.notice))
        notice = settlement.notice
        if not wrong and notice and await self.correspondences.with_notice(notice) is None:
            wrong.append(
                FieldError(
                    "notice", "must be the id of a notice that was sent", "须为已发告知的标识"
                )
            )
        return wrong

    async def _carry_out(
        self, application: str, notice: str, mail: UnclearMail, said: Settlement, real: datetime
    ) -> Correspondence:
        bounce = BounceMail((notice,), (), mail.reason, mail.code, "")

        def fail(correspondence: Correspondence) -> Changed | None:
            kept = correspondence.notice(notice)
            if kept is None or correspondence.has_settled(mail.id):
                return None
            settled = correspondence.settling(said)
            # What came of it proves that it arrived.
            changed = (
                None
                if correspondence.has_answered(kept)
                else kept.returned(bounce, at=said.at, real=real)
            )
            return (settled, ()) if changed is None else (settled.replacing(changed[0]), changed[1])

        now = await self.correspondences.change(application, fail, at=said.at)
        self.wake()
        return now

"""Keeps a server's mail that nobody can tell, for people to settle."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from services.notify.domain.bounce import BounceMail
from services.notify.domain.contact import masked, masked_within
from services.notify.domain.notice import Notice
from services.notify.domain.unclear_mail import Candidate, UnclearMail, Why
from services.notify.ports import Correspondences, UnclearMails
from services.notify.usecases.hear_bounce import HearBounce

MOST_CANDIDATES = 10


@dataclass(frozen=True)
class KeepUnclearMail:
    """The same mail is kept once, however often it comes."""

    correspondences: Correspondences
    hear: HearBounce
    mails: UnclearMails

    async def __call__(
        self, mail: BounceMail, raw: bytes, *, trusted: bool, at: datetime
    ) -> UnclearMail | None:
        """The mail as it is kept; None for one that is of no concern to us.

        That is one that returns somebody else's mail, and a stranger's (not `trusted`) that tells
        no notice of ours: anybody may write such.
        """
        about = await self.hear.about(mail)
        if about is None and (mail.returns_a_mail or not trusted):
            return None
        named = await self._notice(about) if about else []
        kept = UnclearMail(
            id=sha256(raw).hexdigest()[:32],
            why=_why(mail, trusted=trusted, named=about is not None),
            sender=mail.sender,
            subject=masked_within(mail.subject),
            sent_at=mail.sent_at,
            came_at=at,
            said=masked_within(mail.said),
            reason=masked_within(mail.reason),
            code=mail.code,
            candidates=tuple(named or await self._mailed_to(mail.recipients)),
        )
        return await self.mails.keep(kept)

    async def _notice(self, about: tuple[str, str]) -> list[Candidate]:
        found = await self.correspondences.get(about[0])
        kept = None if found is None else found.notice(about[1])
        return [] if kept is None else [_candidate(kept)]

    async def _mailed_to(self, recipients: Collection[str]) -> list[Candidate]:
        """What went to one of these addresses, the newest first."""
        mailed: list[Candidate] = []
        async for correspondence in self.correspondences.mailed_to(recipients):
            notices = reversed(correspondence.notices)
            mailed += [_candidate(n) for n in notices if n.was_mailed_to(recipients)]
            if len(mailed) >= MOST_CANDIDATES:
                break
        return mailed[:MOST_CANDIDATES]


def _candidate(notice: Notice) -> Candidate:
    return Candidate(
        notice=notice.id,
        application=notice.application.id,
        number=notice.application.number,
        to=masked(notice.attempts[-1].to) if notice.attempts else "",
    )


def _why(mail: BounceMail, *, trusted: bool, named: bool) -> Why:
    if not trusted:
        return "sender"
    if mail.sense == "held":
        return "held"
    if mail.sense == "unclear":
        return "meaning"
    return "recipient" if named else "notice"

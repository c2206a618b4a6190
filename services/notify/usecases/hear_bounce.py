"""A mail came back after the mail server had taken it."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.bounce import BounceMail
from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.domain.notice import Notice
from services.notify.ports import Correspondences, Wake


@dataclass(frozen=True)
class HearBounce:
    """A bounce that is handed in once more changes nothing more."""

    correspondences: Correspondences
    wake: Wake

    async def __call__(
        self,
        mail: BounceMail,
        *,
        at: datetime,
        real: datetime,
        to_recipient_only: bool = False,
    ) -> tuple[Correspondence, Notice] | None:
        """The notice that it is about, as it is now; None when it is about none of ours.

        With `to_recipient_only` it is about none unless it names an address that the notice was
        mailed to: whoever knows a Message-ID can make a server report another failure with it.
        """
        found = await self.about(mail, to_recipient_only=to_recipient_only)
        if found is None:
            return None
        application, notice = found

        def bounce(correspondence: Correspondence) -> Changed | None:
            kept = correspondence.notice(notice)
            # What came of it proves that it arrived.
            if kept is None or correspondence.has_answered(kept):
                return None
            changed = kept.returned(mail, at=at, real=real)
            if changed is None:
                return None
            return correspondence.replacing(changed[0]), changed[1]

        now = await self.correspondences.change(application, bounce, at=at)
        self.wake()
        kept = now.notice(notice)
        return None if kept is None else (now, kept)

    async def about(
        self, mail: BounceMail, *, to_recipient_only: bool = False
    ) -> tuple[str, str] | None:
        """The application and the notice that it is about; None when it is about none of ours.

        By the Message-ID that it returns; else by recipient and subject.
        """
        for notice in mail.notices:
            if found := await self.correspondences.with_notice(notice):
                kept = found.notice(notice)
                known = kept is not None and kept.was_mailed_to(mail.recipients)
                if known or not to_recipient_only:
                    return found.application, notice
        text = _letters(mail.text)
        begun: tuple[str, str] | None = None
        async for correspondence in self.correspondences.mailed_to(mail.recipients):
            for kept in reversed(correspondence.notices):
                if kept.letter is None or not kept.was_mailed_to(mail.recipients):
                    continue
                subject = _letters(kept.letter.subject)
                if subject and subject in text:
                    return correspondence.application, kept.id
                beginning = _letters(_beginning(kept.letter.subject, kept.application.number))
                if begun is None and beginning and beginning in text:
                    begun = correspondence.application, kept.id
        return begun


def _letters(text: str) -> str:
    """Its letters and digits alone: servers wrap subjects, and write their brackets otherwise."""
    return "".join(filter(str.isalnum, text))


def _beginning(subject: str, number: str) -> str:
    """The subject as far as the number, which is there where a server cut it short."""
    before, known, _ = subject.partition(number) if number else (subject, "", "")
    return f"{before}{known}"

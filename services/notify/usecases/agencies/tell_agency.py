"""An agency is told by mail that its receiver fails, or was given up for that."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.agencies.subscription import Act, Subscription
from services.notify.domain.contact import masked_within
from services.notify.domain.outcome import Bounced, Delivered
from services.notify.ports import Addressee, Mail, Mailer
from services.notify.ports.agencies.subscriptions import (
    Progress,
    ReceiverLetters,
    Subscriptions,
)
from shared.values import Bilingual


@dataclass(frozen=True)
class TellAgency:
    """Once, as far as the mail server says; killed in between, again with the same Message-ID."""

    subscriptions: Subscriptions
    progress: Progress
    letters: ReceiverLetters
    mailer: Mailer

    async def __call__(self, subscription: Subscription, *, at: datetime) -> bool:
        """Whether the mail is out of our hands; False when it is to be tried once more."""
        of, to = subscription.unmailed, subscription.mail_to
        if of is None or to is None:
            return True
        befell = next(act for act in reversed(subscription.acts) if act.did == of)
        since = (await self.progress.of(subscription.id)).failing_since or befell.at
        letter, html = self.letters.write(subscription, of, since)
        name = Bilingual(zh=subscription.name, en=subscription.name)
        message = f"{subscription.id}.{of}.{int(befell.at.timestamp())}"
        answer = await self.mailer.send(
            Mail(message, Addressee(name, to.email), letter, html, befell.at)
        )
        match answer:
            case Delivered(proof=said) | Bounced(reason=said):
                reason = masked_within(said)
                act = Act(did="mailed", by="laurel", side="laurel", at=at, reason=reason)
                await self.subscriptions.change(
                    subscription.id, lambda it: it.mailed(of, act), at=at
                )
                return True
        return False

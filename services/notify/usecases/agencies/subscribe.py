"""An agency subscribes to outcomes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.reach import Reach
from services.notify.domain.agencies.receiver import receiver_at
from services.notify.domain.agencies.subscription import Act, KeptSecret, Kind, MailTo, Subscription
from services.notify.domain.agencies.subscription_refusals import TooManySubscriptions
from services.notify.domain.refusals import WrongFields
from services.notify.ports import Outcomes
from services.notify.ports.agencies.subscriptions import Progress, Secrets, Subscriptions
from shared.errors import FieldError

EACH_AT_MOST = 20
"""Subscriptions of an agency that have not ended."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an agency asks for; `with_key` for signatures by a key of which it has a half.

    `url` is that of a webhook, and None else. `begins_behind` is the position behind which it
    begins, None for whatever comes from now on.
    """

    owner: str
    by: str
    name: str
    kind: Kind
    url: str | None
    wanted: Filter
    with_key: bool
    mail_to: MailTo | None
    begins_behind: int | None


@dataclass(frozen=True)
class Subscribe:
    """Nothing is sent to a receiver that has not answered a challenge; a feed is read at once."""

    subscriptions: Subscriptions
    progress: Progress
    outcomes: Outcomes
    secrets: Secrets
    reach: Reach

    async def __call__(self, wish: Wish, *, at: datetime) -> tuple[Subscription, str | None]:
        """The subscription and the secret of a webhook, which is shown this once.

        Raises WrongFields, TooManySubscriptions, and Unavailable without keys of secrets.
        """
        url = _checked(wish, self.reach)
        if await self.subscriptions.count(wish.owner) >= EACH_AT_MOST:
            raise TooManySubscriptions(EACH_AT_MOST)
        made = Subscription(
            id=uuid4().hex,
            owner=wish.owner,
            name=wish.name,
            kind=wish.kind,
            url=url,
            wanted=wish.wanted,
            mail_to=wish.mail_to,
            state="active" if wish.kind == "feed" else "unproven",
            created_at=at,
            acts=(Act(did="created", by=wish.by, side="agency", at=at),),
        )
        shown = None
        if wish.kind == "webhook":
            kept, shown = self.secrets.new_secret()
            signing_key, public_key = self.secrets.new_key() if wish.with_key else (None, None)
            signed = {"signing_key": signing_key, "public_key": public_key}
            made = made.model_copy(update={"secrets": (KeptSecret(kept=kept),), **signed})
        behind = wish.begins_behind
        await self.progress.begin(made.id, await self.outcomes.last() if behind is None else behind)
        await self.subscriptions.create(made, at=at)
        return made, shown


def _checked(wish: Wish, reach: Reach) -> str | None:
    """The address of a webhook, written in the one way. Raises WrongFields."""
    if wish.kind == "webhook":
        if wish.url is None:
            raise WrongFields(
                [FieldError("url", "is needed for a webhook", "webhook 类订阅须填写接收地址")]
            )
        return receiver_at(wish.url, reach).url
    wrong = []
    if wish.url is not None:
        wrong.append(FieldError("url", "is for a webhook alone", "仅 webhook 类订阅填写"))
    if wish.kind == "kafka" and wish.wanted != Filter():
        wrong.append(
            FieldError(
                "filter",
                "must be empty: a login reads the whole topic, and filters itself",
                "须为空：登录名读取整个主题，请自行筛选",
            )
        )
    if wish.kind == "kafka" and wish.begins_behind is not None:
        wrong.append(
            FieldError(
                "after",
                "must be left out: the consumer group says where it begins",
                "不得填写：由消费者组决定从何处开始",
            )
        )
    if wrong:
        raise WrongFields(wrong)
    return None

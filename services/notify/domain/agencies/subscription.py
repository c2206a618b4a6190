"""A subscription: which public outcomes an agency wants, and by which way it gets them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, Self

from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.subscription_refusals import (
    NotInThisState,
    NotOfThisKind,
    PausedByOperator,
)
from services.notify.domain.contact import Language
from shared.record import Record
from shared.values import Instant

Kind = Literal["webhook", "feed", "kafka"]
"""Webhook: sent to a receiver. Feed: read over HTTP, from a position that is kept here. Kafka: read
from the topic by a login, in a consumer group whose offsets Kafka keeps."""

State = Literal["unproven", "active", "paused", "disabled", "ended"]
"""Unproven: its receiver has not answered a challenge yet or, of Kafka, no operator has given it a
login. Disabled: its receiver failed for days. Nothing is sent, and no feed read, but in `active`;
what comes meanwhile is there once it is active."""

STATES: tuple[State, ...] = ("unproven", "active", "paused", "disabled", "ended")

Did = Literal[
    "created",
    "address_asked",
    "proven",
    "login_given",
    "filter_changed",
    "paused",
    "resumed",
    "secret_replaced",
    "rewound",
    "contact_changed",
    "warned",
    "disabled",
    "mailed",
    "ended",
]
Side = Literal["agency", "operator", "laurel"]

Befell = Literal["warned", "disabled"]
"""What an agency is told of by mail: its receiver fails, or was given up for that."""

OVERLAP_AT_MOST = timedelta(days=7)
ACTS_KEPT = 200


class Act(Record):
    """Who did what to a subscription, when, and why if that was said."""

    did: Did
    by: str
    side: Side
    at: Instant
    reason: str | None = None


class MailTo(Record):
    """Whom an agency wants to be told by mail, and in which language."""

    email: str
    language: Language


class KeptSecret(Record):
    """A secret, encrypted; one that was replaced signs `until` then, in real time."""

    kept: str
    until: Instant | None = None


class Subscription(Record):
    """What stands in it changes by its methods alone, each of which raises NotInThisState.

    `url`, `secrets` and keys are those of a webhook, and `login` that of Kafka. `moving_to` is an
    address that is sent to once it has answered a challenge, until then `url` is. `signing_key` is
    the encrypted seed of a `v1a` key and `public_key` its public half. `unmailed` is what is still
    to be mailed to `mail_to`. `owner` is the agency: the office of its account or, without one,
    the account.
    """

    id: str
    owner: str
    name: str
    kind: Kind = "webhook"
    url: str | None = None
    moving_to: str | None = None
    login: str | None = None
    wanted: Filter
    state: State
    secrets: tuple[KeptSecret, ...] = ()
    signing_key: str | None = None
    public_key: str | None = None
    mail_to: MailTo | None = None
    unmailed: Befell | None = None
    created_at: Instant
    acts: tuple[Act, ...]

    @property
    def sends(self) -> bool:
        """Whether anything is sent."""
        return self.state == "active"

    @property
    def receiver(self) -> str:
        """The address of a webhook's receiver. Raises NotOfThisKind."""
        self.check_kind("webhook")
        assert self.url is not None, "a webhook has a receiver"
        return self.url

    @property
    def to_prove(self) -> str:
        """The address that has to answer a challenge. Raises NotOfThisKind."""
        return self.moving_to or self.receiver

    @property
    def group(self) -> str | None:
        """The consumer group whose offsets say how far a login has read."""
        return None if self.login is None else f"{self.login}.outcomes"

    @property
    def last_act(self) -> Act:
        """What was done last."""
        return self.acts[-1]

    def signing(self, real: datetime) -> Sequence[str]:
        """The secrets that sign at this moment, the newest first."""
        return [s.kept for s in self.secrets if s.until is None or s.until > real]

    def moving(self, url: str, act: Act) -> Self:
        """Another address is wanted; the present one again ends that."""
        self.check_kind("webhook")
        self._check_not("ended")
        wanted = None if url == self.url else url
        return self if wanted == self.moving_to else self._after(act, moving_to=wanted)

    def proven(self, act: Act, url: str) -> Self:
        """The receiver at this address has answered; one that works already stays as it is.

        An address that is wanted no longer changes nothing.
        """
        self.check_kind("webhook")
        self._check_not("ended", "paused")
        if url == self.moving_to:
            return self._after(act, state="active", url=url, moving_to=None)
        if url != self.url or self.state == "active":
            return self
        return self._after(act, state="active")

    def given(self, login: str, act: Act) -> Self:
        """An operator has let this login read the topic."""
        self.check_kind("kafka")
        self._check_not("ended", "paused")
        if self.login == login and self.state == "active":
            return self
        return self._after(act, login=login, state="active")

    def paused(self, act: Act) -> Self:
        """Nothing is sent until it is resumed."""
        self._check_not("ended", "unproven", "disabled")
        if self.state == "paused" and (self._held_by_operator or act.side == "agency"):
            return self
        return self._after(act, state="paused")

    def resumed(self, act: Act) -> Self:
        """It goes on where it stopped. Raises PausedByOperator for an agency that may not."""
        self._check_not("ended", "unproven", "disabled")
        if self.state == "active":
            return self
        if self._held_by_operator and act.side == "agency":
            raise PausedByOperator(self.id, self._pausing.reason)
        return self._after(act, state="active")

    def disabled(self, act: Act) -> Self:
        """Its receiver is given up until it answers a challenge anew; whoever may be told is."""
        if self.state != "active":
            return self
        return self._after(act, state="disabled", unmailed="disabled" if self.mail_to else None)

    def warned(self, act: Act) -> Self:
        """Its receiver has taken nothing for long; whoever may be told is."""
        if self.state != "active":
            return self
        return self._after(act, unmailed="warned" if self.mail_to else None)

    def mailed(self, of: Befell, act: Act) -> Self:
        """The mail about this is out of our hands; what befell it since then is not told by it."""
        return self._after(act, unmailed=None) if self.unmailed == of else self

    def reached_at(self, mail_to: MailTo | None, act: Act) -> Self:
        """Another is told by mail from now on, or nobody."""
        self._check_not("ended")
        if mail_to == self.mail_to:
            return self
        return self._after(act, mail_to=mail_to, unmailed=self.unmailed if mail_to else None)

    def ended(self, act: Act) -> Self:
        """For good."""
        return self if self.state == "ended" else self._after(act, state="ended")

    def wanting(self, wanted: Filter, act: Act) -> Self:
        """From the next outcome on, others are sent."""
        self.check_kind("webhook", "feed")
        self._check_not("ended")
        return self if wanted == self.wanted else self._after(act, wanted=wanted)

    def with_secret(self, kept: str, act: Act, *, former_until: datetime) -> Self:
        """Signs with a new secret, and until then with the former one as well."""
        self.check_kind("webhook")
        self._check_not("ended")
        former = self.secrets[0].model_copy(update={"until": former_until})
        return self._after(act, secrets=(KeptSecret(kept=kept), former))

    def rewound(self, act: Act) -> Self:
        """What was sent is sent anew, or what was read is read anew."""
        self.check_kind("webhook", "feed")
        self._check_not("ended")
        return self._after(act)

    def check_kind(self, *kinds: Kind) -> None:
        """Raises NotOfThisKind unless it is of one of these."""
        if self.kind not in kinds:
            raise NotOfThisKind(self.id, self.kind)

    def check_read(self) -> None:
        """Raises NotOfThisKind or NotInThisState unless its feed may be read."""
        self.check_kind("feed")
        self._check_not("ended", "paused")

    @property
    def _pausing(self) -> Act:
        return next(act for act in reversed(self.acts) if act.did == "paused")

    @property
    def _held_by_operator(self) -> bool:
        return self.state == "paused" and self._pausing.side == "operator"

    def _check_not(self, *states: State) -> None:
        if self.state in states:
            raise NotInThisState(self.id, self.state)

    def _after(self, act: Act, **changed: object) -> Self:
        acts = (self.acts[0], *self.acts[1:][-(ACTS_KEPT - 2) :], act)
        return self.model_copy(update={**changed, "acts": acts})

"""A subscription: which public outcomes an agency wants to be sent, and to which receiver."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, Self

from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.subscription_refusals import (
    NotInThisState,
    PausedByOperator,
)
from shared.record import Record
from shared.values import Instant

State = Literal["unproven", "active", "paused", "disabled", "ended"]
"""Unproven: its receiver has not answered a challenge yet. Disabled: its receiver failed for days.
Nothing is sent but in `active`; what comes meanwhile is sent once it is active."""

STATES: tuple[State, ...] = ("unproven", "active", "paused", "disabled", "ended")

Did = Literal[
    "created",
    "proven",
    "filter_changed",
    "paused",
    "resumed",
    "secret_replaced",
    "rewound",
    "disabled",
    "ended",
]
Side = Literal["agency", "operator", "laurel"]

OVERLAP_AT_MOST = timedelta(days=7)
ACTS_KEPT = 200


class Act(Record):
    """Who did what to a subscription, when, and why if that was said."""

    did: Did
    by: str
    side: Side
    at: Instant
    reason: str | None = None


class KeptSecret(Record):
    """A secret, encrypted; one that was replaced signs `until` then, in real time."""

    kept: str
    until: Instant | None = None


class Subscription(Record):
    """What stands in it changes by its methods alone, each of which raises NotInThisState.

    `signing_key` is the encrypted seed of a `v1a` key and `public_key` its public half. `owner` is
    the agency: the office of its account or, without one, the account.
    """

    id: str
    owner: str
    name: str
    url: str
    wanted: Filter
    state: State
    secrets: tuple[KeptSecret, ...]
    signing_key: str | None = None
    public_key: str | None = None
    created_at: Instant
    acts: tuple[Act, ...]

    @property
    def sends(self) -> bool:
        """Whether anything is sent."""
        return self.state == "active"

    @property
    def last_act(self) -> Act:
        """What was done last."""
        return self.acts[-1]

    def signing(self, real: datetime) -> Sequence[str]:
        """The secrets that sign at this moment, the newest first."""
        return [s.kept for s in self.secrets if s.until is None or s.until > real]

    def proven(self, act: Act) -> Self:
        """Its receiver has answered the challenge; one that works already stays as it is."""
        self._check_not("ended", "paused")
        return self if self.state == "active" else self._after(act, state="active")

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
        """Its receiver is given up until it answers a challenge anew."""
        return self._after(act, state="disabled") if self.state == "active" else self

    def ended(self, act: Act) -> Self:
        """For good."""
        return self if self.state == "ended" else self._after(act, state="ended")

    def wanting(self, wanted: Filter, act: Act) -> Self:
        """From the next outcome on, others are sent."""
        self._check_not("ended")
        return self if wanted == self.wanted else self._after(act, wanted=wanted)

    def with_secret(self, kept: str, act: Act, *, former_until: datetime) -> Self:
        """Signs with a new secret, and until then with the former one as well."""
        self._check_not("ended")
        former = self.secrets[0].model_copy(update={"until": former_until})
        return self._after(act, secrets=(KeptSecret(kept=kept), former))

    def rewound(self, act: Act) -> Self:
        """What was sent is sent anew."""
        self._check_not("ended")
        return self._after(act)

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

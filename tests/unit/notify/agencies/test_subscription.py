"""A subscription goes only from where it stands to where its state allows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.subscription import (
    ACTS_KEPT,
    Act,
    Did,
    KeptSecret,
    Kind,
    Side,
    State,
    Subscription,
)
from services.notify.domain.agencies.subscription_refusals import (
    NotInThisState,
    NotOfThisKind,
    PausedByOperator,
)

URL, OTHER = "https://hooks.tax.gov.cn/", "https://other.tax.gov.cn/"
NOON = datetime(2019, 7, 1, 4, tzinfo=UTC)
WANTED = Filter(programme=frozenset({"hunan-key-new-products"}))


def act(did: Did, side: Side = "agency", minutes: int = 0) -> Act:
    """Somebody's act."""
    return Act(did=did, by=side, side=side, at=NOON + timedelta(minutes=minutes), reason="why")


def a_subscription() -> Subscription:
    """One that is new."""
    return Subscription(
        id="s1",
        owner="tax",
        name="Tax bureau",
        url=URL,
        wanted=Filter(),
        state="unproven",
        secrets=(KeptSecret(kept="first"),),
        created_at=NOON,
        acts=(act("created"),),
    )


STEPS: dict[str, Callable[[Subscription, Side], Subscription]] = {
    "prove": lambda s, side: s.proven(act("proven", side), s.to_prove),
    "pause": lambda s, side: s.paused(act("paused", side)),
    "resume": lambda s, side: s.resumed(act("resumed", side)),
    "disable": lambda s, _: s.disabled(act("disabled", "laurel")),
    "end": lambda s, side: s.ended(act("ended", side)),
    "filter": lambda s, side: s.wanting(WANTED, act("filter_changed", side)),
    "secret": lambda s, side: s.with_secret(
        "next", act("secret_replaced", side), former_until=NOON + timedelta(hours=1)
    ),
}
ALLOWED = {
    ("unproven", "prove"): "active",
    ("unproven", "disable"): "unproven",
    ("active", "prove"): "active",
    ("active", "pause"): "paused",
    ("active", "resume"): "active",
    ("active", "disable"): "disabled",
    ("paused", "pause"): "paused",
    ("paused", "resume"): "active",
    ("paused", "disable"): "paused",
    ("disabled", "prove"): "active",
    ("disabled", "disable"): "disabled",
    ("ended", "disable"): "ended",
    ("ended", "end"): "ended",
    **{(state, "end"): "ended" for state in ("unproven", "active", "paused", "disabled")},
    **{
        (state, step): state
        for state in ("unproven", "active", "paused", "disabled")
        for step in ("filter", "secret")
    },
}
KINDS: list[Kind] = ["webhook", "feed", "kafka"]
SIDES: list[Side] = ["agency", "operator"]


@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.sampled_from(SIDES)), max_size=30))
def test_it_moves_as_the_table_says_and_no_other_way(steps: list[tuple[str, Side]]) -> None:
    stands, held = a_subscription(), False
    for step, side in steps:
        expected = ALLOWED.get((stands.state, step))
        refused = held and stands.state == "paused" and step == "resume" and side == "agency"
        before = stands
        if expected is None:
            with pytest.raises(NotInThisState):
                STEPS[step](stands, side)
        elif refused:
            with pytest.raises(PausedByOperator):
                STEPS[step](stands, side)
        else:
            stands = STEPS[step](stands, side)
            assert stands.state == expected
            if step == "pause":
                held = side == "operator" or (held and before.state == "paused")
        assert stands.sends == (stands.state == "active")
        assert stands.acts[0].did == "created"
        assert len(stands.acts) >= len(before.acts)
        if stands.state != before.state:
            assert len(stands.acts) == len(before.acts) + 1


def test_what_changes_nothing_is_not_noted() -> None:
    active = a_subscription().proven(act("proven"), URL)
    assert active.proven(act("proven"), URL) is active
    assert active.resumed(act("resumed")) is active
    assert active.wanting(Filter(), act("filter_changed")) is active


def test_a_secret_that_was_replaced_signs_until_its_time_is_over() -> None:
    until = NOON + timedelta(hours=24)
    both = a_subscription().with_secret("second", act("secret_replaced"), former_until=until)
    assert both.signing(NOON) == ["second", "first"]
    assert both.signing(until) == ["second"]
    third = both.with_secret("third", act("secret_replaced"), former_until=until)
    assert third.signing(NOON) == ["third", "second"]


def test_the_first_act_and_the_newest_ones_are_kept() -> None:
    stands = a_subscription().proven(act("proven"), URL)
    for minute in range(3 * ACTS_KEPT):
        stands = (
            stands.paused(act("paused", minutes=minute))
            if minute % 2 == 0
            else stands.resumed(act("resumed", minutes=minute))
        )
    assert len(stands.acts) == ACTS_KEPT
    assert stands.acts[0].did == "created"
    assert stands.last_act.at == NOON + timedelta(minutes=3 * ACTS_KEPT - 1)


def of_kind(kind: Kind) -> Subscription:
    """A new one of another kind."""
    state: State = "active" if kind == "feed" else "unproven"
    no_webhook = {"kind": kind, "url": None, "secrets": (), "state": state}
    return a_subscription().model_copy(update=no_webhook)


def test_a_login_makes_one_of_kafka_active_and_may_be_changed() -> None:
    stands = of_kind("kafka").given("agency-tax", act("login_given", "operator"))
    assert (stands.state, stands.login, stands.group) == (
        "active",
        "agency-tax",
        "agency-tax.outcomes",
    )
    assert stands.given("agency-tax", act("login_given", "operator")) is stands
    other = stands.given("agency-tax-2", act("login_given", "operator"))
    assert other.group == "agency-tax-2.outcomes"
    with pytest.raises(NotInThisState):
        other.ended(act("ended")).given("agency-tax", act("login_given", "operator"))


@pytest.mark.parametrize(
    ("step", "kinds"),
    [
        ("prove", {"webhook"}),
        ("secret", {"webhook"}),
        ("filter", {"webhook", "feed"}),
        ("rewind", {"webhook", "feed"}),
        ("give", {"kafka"}),
    ],
)
def test_each_kind_can_do_what_it_is_for(step: str, kinds: set[str]) -> None:
    steps: dict[str, Callable[[Subscription, Side], Subscription]] = {
        **STEPS,
        "rewind": lambda s, side: s.rewound(act("rewound", side)),
        "give": lambda s, side: s.given("agency-tax", act("login_given", side)),
    }
    able = set()
    for kind in KINDS:
        try:
            steps[step](a_subscription() if kind == "webhook" else of_kind(kind), "agency")
        except NotOfThisKind:
            continue
        able.add(kind)
    assert able == kinds


def test_another_address_is_sent_to_once_it_has_answered_and_no_sooner() -> None:
    active = a_subscription().proven(act("proven"), URL)
    moving = active.moving(OTHER, act("address_asked"))
    assert (moving.receiver, moving.to_prove, moving.state) == (URL, OTHER, "active")
    # What was asked before somebody changed his mind proves nothing.
    assert moving.proven(act("proven"), URL) is moving
    assert active.proven(act("proven"), OTHER) is active
    moved = moving.proven(act("proven"), OTHER)
    assert (moved.receiver, moved.to_prove, moved.state) == (OTHER, OTHER, "active")
    given_up = moving.moving(URL, act("address_asked"))
    assert (given_up.receiver, given_up.to_prove) == (URL, URL)


def test_one_that_was_disabled_goes_on_at_another_address() -> None:
    disabled = a_subscription().proven(act("proven"), URL).disabled(act("disabled", "laurel"))
    moved = disabled.moving(OTHER, act("address_asked")).proven(act("proven"), OTHER)
    assert (moved.receiver, moved.state) == (OTHER, "active")

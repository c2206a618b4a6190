"""No provider holds up the letters to others, whatever its server answers."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.notify.senders.fair_queue import FairQueue
from services.notify.senders.providers import FIRST_PAUSE, LONGEST_PAUSE, Providers

AT_ONCE = 8
HOLDS = 4 * AT_ONCE
NAMES = st.sampled_from(["qq.com", "163.com", "a.example", "b.example", "c.example"])


@dataclass
class Time:
    """Stands still until it is moved."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Desk:
    """A fair queue, and a clock for its providers."""

    time: Time = field(default_factory=Time)

    def __post_init__(self) -> None:
        self.providers = Providers(self.time)
        self.queue = FairQueue[int](self.providers, at_once=AT_ONCE, holds=HOLDS)

    def take_all(self) -> list[tuple[str, int]]:
        """What is sent at once, as long as none of it ends."""
        taken = []
        while one := self.queue.take():
            taken.append(one)
        return taken


def test_a_provider_that_never_answers_leaves_connections_and_room_to_the_others() -> None:
    desk = Desk()
    assert sum(desk.queue.add("slow.example", n) for n in range(1000)) == HOLDS // 2
    assert len(desk.take_all()) == AT_ONCE // 2
    assert desk.queue.add("other.example", 1)
    assert desk.take_all() == [("other.example", 1)]


@given(st.lists(NAMES, max_size=100))
def test_every_provider_with_letters_comes_before_any_comes_twice(names: list[str]) -> None:
    desk, kept = Desk(), Counter[str]()
    for number, name in enumerate(names):
        kept[name] += desk.queue.add(name, number)
    first = [desk.queue.take() for _ in kept]
    assert {found[0] for found in first if found} == set(kept)


@given(st.lists(NAMES, max_size=100))
def test_the_letters_to_a_provider_go_the_oldest_first_and_none_is_lost(names: list[str]) -> None:
    desk = Desk()
    kept: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        if desk.queue.add(name, number):
            kept.setdefault(name, []).append(number)
    sent: dict[str, list[int]] = {}
    while one := desk.queue.take():
        sent.setdefault(one[0], []).append(one[1])
        desk.queue.ended(one[0])
    assert sent == kept


@given(st.lists(st.tuples(NAMES, st.sampled_from(["add", "take", "end", "limit"])), max_size=200))
def test_whatever_happens_there_are_never_too_many_at_once_and_none_to_who_is_paused(
    steps: list[tuple[str, str]],
) -> None:
    desk, sending = Desk(), Counter[str]()
    for number, (name, step) in enumerate(steps):
        match step:
            case "add":
                desk.queue.add(name, number)
            case "take" if one := desk.queue.take():
                assert one[0] not in desk.providers.paused
                sending[one[0]] += 1
            case "end" if sending[name]:
                sending[name] -= 1
                desk.queue.ended(name)
            case "limit":
                desk.providers.limits(name, "421")
        assert sending.total() <= AT_ONCE
        assert desk.queue.wanted <= HOLDS


def test_a_provider_that_limits_gets_one_letter_after_its_pause_until_it_takes_one() -> None:
    desk = Desk()
    for number in range(6):
        desk.queue.add("qq.com", number)
    desk.providers.limits("qq.com", "421 later")
    assert desk.take_all() == []
    assert desk.queue.passed_over == {"qq.com"}
    desk.time.seconds += FIRST_PAUSE.total_seconds()
    assert desk.take_all() == [("qq.com", 0)]
    desk.queue.ended("qq.com")
    desk.providers.took("qq.com")
    assert len(desk.take_all()) == AT_ONCE // 2


def test_what_waits_for_a_paused_provider_is_let_go_and_the_rest_stays() -> None:
    desk = Desk()
    for name, number in (("qq.com", 1), ("a.example", 2), ("qq.com", 3)):
        desk.queue.add(name, number)
    desk.providers.limits("qq.com", "421 later")
    assert list(desk.queue.let_go()) == [1, 3]
    assert desk.take_all() == [("a.example", 2)]


@given(st.integers(1, 30), st.timedeltas(timedelta(0), timedelta(days=3)) | st.none())
def test_pauses_grow_up_to_a_bound_and_what_is_asked_for_only_delays(
    times: int, asked: timedelta | None
) -> None:
    desk, last = Desk(), 0.0
    for _ in range(times):
        start = desk.time.seconds
        desk.providers.limits("qq.com", "421", asked)
        desk.providers.limits("qq.com", "421 of another letter", asked)
        while "qq.com" in desk.providers.paused:
            desk.time.seconds += 1
        pause = desk.time.seconds - start
        assert last <= pause <= max(LONGEST_PAUSE, timedelta(hours=1)).total_seconds() + 1
        last = pause

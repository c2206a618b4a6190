"""Exact totals: who has which value, so that each value is had exactly as often as is said."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Generic, TypeVar

V = TypeVar("V")


class CannotAllocate(ValueError):
    """The totals can't be met; names a value of which too many are left, and how many."""

    def __init__(self, value: object, left: int) -> None:
        super().__init__(f"nobody is left who may have {value} ({left} too many)")


def allocate(
    wants: Sequence[int],
    totals: Mapping[V, int],
    most: Callable[[int, V], int],
    rng: Random,
) -> list[list[V]]:
    """As many values for each taker as it wants; all values are given away.

    `most` is how many of a value a taker may have. Raises ValueError unless the wants are as many
    as the totals, CannotAllocate when no way to give them is within the bounds.
    """
    if sum(wants) != sum(totals.values()):
        raise ValueError(f"{sum(wants)} are wanted, {sum(totals.values())} are there")
    deal = _Deal(dict(totals), most, len(wants))
    takers = [taker for taker, want in enumerate(wants) for _ in range(want)]
    rng.shuffle(takers)
    for taker in takers:
        deal.give(taker, rng)
    found = [[v for v, n in given.items() for _ in range(n)] for given in deal.given]
    for values in found:
        rng.shuffle(values)
    return found


class _Deal(Generic[V]):
    def __init__(self, left: dict[V, int], most: Callable[[int, V], int], takers: int) -> None:
        self.left = left
        self.most = most
        self.given: list[dict[V, int]] = [{} for _ in range(takers)]

    def give(self, taker: int, rng: Random) -> None:
        """One more value for the taker, if need be by a chain of exchanges."""
        fitting = {v: n for v, n in self.left.items() if n and self._may_have(taker, v)}
        if fitting:
            (value,) = rng.choices(list(fitting), list(fitting.values()))
            self._move(taker, value, +1)
            self.left[value] -= 1
            return
        self._exchange(taker)

    def _may_have(self, taker: int, value: V) -> bool:
        return self.given[taker].get(value, 0) < self.most(taker, value)

    def _move(self, taker: int, value: V, by: int) -> None:
        self.given[taker][value] = self.given[taker].get(value, 0) + by

    def _exchange(self, first: int) -> None:
        """The shortest chain: somebody gives a value up for one that is left, and so on."""
        came_by: dict[int, tuple[int, V]] = {}
        waiting = deque([first])
        while waiting:
            taker = waiting.popleft()
            for value, left in self.left.items():
                if not self._may_have(taker, value):
                    continue
                if left:
                    self._settle(first, taker, value, came_by)
                    return
                for other, given in enumerate(self.given):
                    if given.get(value) and other != first and other not in came_by:
                        came_by[other] = (taker, value)
                        waiting.append(other)
        value, left = max(self.left.items(), key=lambda item: item[1])
        raise CannotAllocate(value, left)

    def _settle(
        self, first: int, last: int, value: V, came_by: Mapping[int, tuple[int, V]]
    ) -> None:
        self.left[value] -= 1
        taker = last
        self._move(taker, value, +1)
        while taker != first:
            receiver, given_up = came_by[taker]
            self._move(taker, given_up, -1)
            self._move(receiver, given_up, +1)
            taker = receiver


def spread(total: int, takers: int, low: int, high: int, rng: Random) -> list[int]:
    """Numbers from `low` to `high`, most of them small and a few large, with exactly this sum.

    Raises ValueError where there are none.
    """
    if not takers * low <= total <= takers * high:
        raise ValueError(f"{takers} numbers from {low} to {high} can't sum up to {total}")
    numbers = [low] * takers
    rest = total - takers * low
    weights = [rng.lognormvariate(0, 1) for _ in range(takers)]
    while rest:
        open_ = [i for i, number in enumerate(numbers) if number < high]
        whole = sum(weights[i] for i in open_)
        before = rest
        for i in open_:
            more = min(int(before * weights[i] / whole), high - numbers[i], rest)
            numbers[i] += more
            rest -= more
        if rest == before:
            # Less than one for each: the last ones go to whoever has room.
            for i in open_[:rest]:
                numbers[i] += 1
            rest -= min(rest, len(open_))
    return numbers

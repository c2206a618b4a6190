"""Which of the claimed letters goes next, so that no provider holds up the letters to others."""

from collections import Counter, OrderedDict, deque
from collections.abc import Sequence
from typing import Generic, TypeVar

from services.notify.senders.providers import Providers

T = TypeVar("T")


class FairQueue(Generic[T]):
    """Each provider in turn, each with its oldest letter.

    A provider has at most half of what the others leave: of the connections, and of the places
    here. While it limits us it has one connection.
    """

    def __init__(self, providers: Providers, *, at_once: int, holds: int) -> None:
        self._providers = providers
        self._at_once = at_once
        self._holds = holds
        self._waiting: OrderedDict[str, deque[T]] = OrderedDict()
        self._sending: Counter[str] = Counter()

    @property
    def runs_low(self) -> bool:
        """Whether there may soon be nothing left to take."""
        return self._held < self._at_once

    @property
    def wanted(self) -> int:
        """How many more letters are wanted, whosever they are."""
        return (self._holds - self._held + 1) // 2

    @property
    def passed_over(self) -> frozenset[str]:
        """Providers of which no more letters are wanted now."""
        full = {name for name in self._waiting if not self._has_room(name)}
        return self._providers.paused | full

    def add(self, provider: str, letter: T) -> bool:
        """One more that waits, those of a provider the oldest first; False when it has no room."""
        if not self._has_room(provider):
            return False
        self._waiting.setdefault(provider, deque()).append(letter)
        return True

    def take(self) -> tuple[str, T] | None:
        """The letter that is to be sent next, with its provider; None when none may be now."""
        paused = self._providers.paused
        if self._sending.total() >= self._at_once:
            return None
        for provider, letters in self._waiting.items():
            if provider in paused or self._sending[provider] >= self._most(provider):
                continue
            letter = letters.popleft()
            self._sending[provider] += 1
            # Whoever had its turn is the last one now.
            self._waiting.move_to_end(provider)
            if not letters:
                del self._waiting[provider]
            return provider, letter
        return None

    def ended(self, provider: str) -> None:
        """A letter that was taken is not on its way any more."""
        self._sending[provider] -= 1

    def let_go(self) -> Sequence[T]:
        """Takes out what waits for providers that are paused."""
        return self._out(self._providers.paused)

    def let_all_go(self) -> Sequence[T]:
        """Takes out all that waits."""
        return self._out(frozenset(self._waiting))

    @property
    def _held(self) -> int:
        return sum(map(len, self._waiting.values()))

    def _has_room(self, provider: str) -> bool:
        own = len(self._waiting.get(provider, ()))
        return own < (self._holds - (self._held - own) + 1) // 2

    def _most(self, provider: str) -> int:
        if self._providers.is_limiting(provider):
            return 1
        left = self._at_once - (self._sending.total() - self._sending[provider])
        return (left + 1) // 2

    def _out(self, providers: frozenset[str]) -> Sequence[T]:
        return [letter for name in providers for letter in self._waiting.pop(name, ())]

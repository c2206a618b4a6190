"""What the files of each sender have lately taken of the processors."""

FREE = 1.0
"""Seconds; an ordinary file takes some hundredths of one, so this is a whole application."""

FORGOTTEN = 0.02
"""Of each second: after a minute without a file a sender has FREE anew."""

MANY = 1_000
"""Senders that are remembered before those of whom there is nothing left are forgotten."""


class Spending:
    """Seconds of processor time by sender, as of an instant in seconds; they fade."""

    def __init__(self) -> None:
        self._spent: dict[str, tuple[float, float]] = {}

    def add(self, whose: str, seconds: float, now: float) -> None:
        """A file of this sender has taken so much."""
        if len(self._spent) >= MANY:
            self._spent = {each: it for each, it in self._spent.items() if self._of(each, now)}
        self._spent[whose] = (self._of(whose, now) + seconds, now)

    def is_past_free(self, whose: str, now: float) -> bool:
        """Whether the sender has had more than anybody gets at the cost of others."""
        return self._of(whose, now) > FREE

    def _of(self, whose: str, now: float) -> float:
        spent, then = self._spent.get(whose, (0.0, now))
        return max(0.0, spent - (now - then) * FORGOTTEN)

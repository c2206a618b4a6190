"""How often somebody may ask."""

from dataclasses import dataclass

AT_ONCE, A_SECOND = 100, 20.0
"""Requests of one agency to one replica: so many in a row, and so many a second for long."""


@dataclass(slots=True)
class Allowance:
    """What is left of the requests of one agency, as of an instant in seconds."""

    left: float
    at: float

    @classmethod
    def full(cls, now: float) -> "Allowance":
        """That of an agency that has not asked yet."""
        return cls(AT_ONCE, now)

    def take(self, now: float) -> float:
        """Takes one request, and tells 0; or in how many seconds there is one to be taken."""
        self.left = min(AT_ONCE, self.left + (now - self.at) * A_SECOND)
        self.at = now
        if self.left < 1:
            return (1 - self.left) / A_SECOND
        self.left -= 1
        return 0.0

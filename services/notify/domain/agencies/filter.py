"""Which public outcomes somebody wants."""

from dataclasses import dataclass

from services.notify.domain.agencies.facts import industries_of
from services.notify.domain.agencies.public_outcome import PublicOutcome

_ALL: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked of each fact: one of these values; an empty set asks nothing.

    `industry` has codes of GB/T 4754 at any depth (C, 39, 391, 3912), and `kind` CloudEvents types.
    `outcome` follows a subject: whoever wants the recognised hears of all that comes later of
    them too, such as that one is recognised no more. A fact that nobody knows is none of the
    values.
    """

    programme: frozenset[str] = _ALL
    round: frozenset[str] = _ALL
    district: frozenset[str] = _ALL
    industry: frozenset[str] = _ALL
    category: frozenset[str] = _ALL
    outcome: frozenset[str] = _ALL
    kind: frozenset[str] = _ALL

    def matches(self, outcome: PublicOutcome) -> bool:
        """Whether this is wanted."""
        facts = outcome.facts
        return (
            (not self.programme or facts.programme in self.programme)
            and (not self.round or facts.round in self.round)
            and (not self.district or facts.district in self.district)
            and (not self.industry or not self.industry.isdisjoint(industries_of(facts.industry)))
            and (not self.category or facts.category in self.category)
            and (not self.outcome or not self.outcome.isdisjoint(outcome.outcomes))
            and (not self.kind or outcome.type in self.kind)
        )

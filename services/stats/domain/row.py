"""What the fold remembers of one application."""

from collections.abc import Collection

import msgspec

from services.stats.domain.milestones import SCALE, Reached, union
from services.stats.domain.particulars import NONE, Particulars

STREAMS = ("applications.v1", "reviews.v1", "outcomes.v1", "cohorts.v1")
"""The streams that tell of an application; for its facts an earlier one outranks a later."""


class Row(msgspec.Struct, array_like=True, gc=False):
    """By stream: the sequence last heard (0: none) and the milestones that it had.

    `facts` is a number in the partition's table of facts; stream `facts_from` has given it, and
    with it `declared`, a number in the table of what programmes declare, and `particulars`.
    A version that knows no cohorts reads what it knows, and leaves out the last two.
    """

    facts: int
    facts_from: int
    seq0: int
    seq1: int
    seq2: int
    reached0: Reached
    reached1: Reached
    reached2: Reached
    declared: int = -1
    particulars: Particulars = NONE
    seq3: int = 0
    reached3: Reached = ()

    @classmethod
    def first(
        cls,
        stream: int,
        seq: int,
        facts: int,
        declared: int,
        particulars: Particulars,
        reached: Reached,
    ) -> "Row":
        """An application of which one stream is heard."""
        if stream == 0:
            return cls(facts, 0, seq, 0, 0, reached, (), (), declared, particulars)
        if stream == 1:
            return cls(facts, 1, 0, seq, 0, (), reached, (), declared, particulars)
        if stream == 2:
            return cls(facts, 2, 0, 0, seq, (), (), reached, declared, particulars)
        return cls(facts, 3, 0, 0, 0, (), (), (), declared, particulars, seq, reached)

    def reached(self) -> Reached:
        """All milestones of all streams."""
        if not self.seq1 and not self.seq2 and not self.seq3:
            return self.reached0
        return union((self.reached0, self.reached1, self.reached2, self.reached3))

    def heard(self, stream: int) -> tuple[int, Reached]:
        """The sequence last heard of a stream, and the milestones that it had."""
        if stream == 0:
            return self.seq0, self.reached0
        if stream == 1:
            return self.seq1, self.reached1
        if stream == 2:
            return self.seq2, self.reached2
        return self.seq3, self.reached3

    def replace(
        self,
        stream: int,
        seq: int,
        facts: int,
        declared: int,
        particulars: Particulars,
        reached: Reached,
    ) -> None:
        """Replaces what was known from the stream."""
        if stream == 0:
            self.seq0, self.reached0 = seq, reached
        elif stream == 1:
            self.seq1, self.reached1 = seq, reached
        elif stream == 2:
            self.seq2, self.reached2 = seq, reached
        else:
            self.seq3, self.reached3 = seq, reached
        if stream <= self.facts_from:
            self.facts_from, self.facts = stream, facts
            self.declared, self.particulars = declared, particulars

    def only_from(self, stream: int, added: Reached, withdrawals: Collection[int]) -> bool:
        """Whether no other stream has one of these milestones, nor one of the withdrawals."""
        if stream == 0:
            one, other = self.reached1, self.reached2
        elif stream == 1:
            one, other = self.reached0, self.reached2
        else:
            one, other = self.reached0, self.reached1
        if stream == 3:
            other = (*other, *self.reached2)
        for packed in (*one, *other, *(() if stream == 3 else self.reached3)):
            had = packed // SCALE
            if had in withdrawals:
                return False
            for new in added:
                if had == new // SCALE:
                    return False
        return True

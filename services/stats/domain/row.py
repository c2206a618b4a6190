"""What the fold remembers of one application."""

from collections.abc import Collection

import msgspec

from services.stats.domain.milestones import SCALE, Reached, union

STREAMS = ("applications.v1", "reviews.v1", "outcomes.v1")
"""The streams that tell of an application; for its facts an earlier one outranks a later."""

NOBODY = len(STREAMS)


class Row(msgspec.Struct, array_like=True, gc=False):
    """By stream: the sequence last heard (0: none) and the milestones that it had.

    `facts` is a number in the partition's table of facts; stream `facts_from` has given it.
    """

    facts: int
    facts_from: int
    seq0: int
    seq1: int
    seq2: int
    reached0: Reached
    reached1: Reached
    reached2: Reached

    @classmethod
    def unheard(cls) -> "Row":
        """An application that nothing was heard of yet."""
        return cls(-1, NOBODY, 0, 0, 0, (), (), ())

    def reached(self) -> Reached:
        """All milestones of all streams."""
        if not self.seq1 and not self.seq2:
            return self.reached0
        return union((self.reached0, self.reached1, self.reached2))

    def heard(self, stream: int) -> tuple[int, Reached]:
        """The sequence last heard of a stream, and the milestones that it had."""
        if stream == 0:
            return self.seq0, self.reached0
        if stream == 1:
            return self.seq1, self.reached1
        return self.seq2, self.reached2

    def replace(self, stream: int, seq: int, facts: int, reached: Reached) -> None:
        """Replaces what was known from the stream."""
        if stream == 0:
            self.seq0, self.reached0 = seq, reached
        elif stream == 1:
            self.seq1, self.reached1 = seq, reached
        else:
            self.seq2, self.reached2 = seq, reached
        if stream <= self.facts_from:
            self.facts_from, self.facts = stream, facts

    def only_from(self, stream: int, added: list[int], withdrawals: Collection[int]) -> bool:
        """Whether no other stream has one of these milestones, nor one of the withdrawals."""
        others = ((self.reached0, 0), (self.reached1, 1), (self.reached2, 2))
        for reached, other in others:
            if other != stream:
                for packed in reached:
                    had = packed // SCALE
                    if had in withdrawals:
                        return False
                    for new in added:
                        if had == new // SCALE:
                            return False
        return True

"""What the fold remembers of one application."""

import msgspec

from services.stats.domain.milestones import SCALE, WITHDRAWN, Reached, union

STREAMS = ("applications.v1", "reviews.v1", "outcomes.v1")
"""The streams that tell of an application; for its facts an earlier one outranks a later."""

NOBODY = len(STREAMS)


class Row(msgspec.Struct, array_like=True, gc=False):
    """By stream: the sequence last heard (0: none) and the milestones it told of.

    `facts` is a place in the partition's table of facts, told by stream `told_by`.
    """

    facts: int
    told_by: int
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
        """All milestones that any stream told of."""
        if not self.seq1 and not self.seq2:
            return self.reached0
        return union((self.reached0, self.reached1, self.reached2))

    def told(self, stream: int) -> tuple[int, Reached]:
        """The sequence last heard of a stream, and what it told."""
        if stream == 0:
            return self.seq0, self.reached0
        if stream == 1:
            return self.seq1, self.reached1
        return self.seq2, self.reached2

    def replace(self, stream: int, seq: int, facts: int, reached: Reached) -> None:
        """Replaces what the stream told before."""
        if stream == 0:
            self.seq0, self.reached0 = seq, reached
        elif stream == 1:
            self.seq1, self.reached1 = seq, reached
        else:
            self.seq2, self.reached2 = seq, reached
        if stream <= self.told_by:
            self.told_by, self.facts = stream, facts

    def only_told_by(self, stream: int, added: list[int]) -> bool:
        """Whether no other stream tells of one of these milestones, nor of a withdrawal."""
        others = ((self.reached0, 0), (self.reached1, 1), (self.reached2, 2))
        for reached, other in others:
            if other != stream:
                for packed in reached:
                    told = packed // SCALE
                    if told == WITHDRAWN:
                        return False
                    for new in added:
                        if told == new // SCALE:
                            return False
        return True

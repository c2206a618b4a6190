"""How far one topic of a partition is folded, and whether it is still the same log."""

from dataclasses import dataclass
from enum import Enum, auto
from zlib import crc32


class Action(Enum):
    """What to do with the messages that came."""

    FOLD = auto()
    FOLD_FROM_SECOND = auto()
    SEEK = auto()


def mark_of(timestamp: int, key: bytes | None, value: bytes | None) -> int:
    """What tells one message from another at the same offset of another log."""
    return crc32(value or b"", crc32(b"%d/" % timestamp + (key or b"")))


@dataclass(slots=True)
class Cursor:
    """`next` is the offset to fold next, `mark` that of the message before it.

    Reading starts one message early: when that one is not the message that was folded, or is gone,
    the topic was wiped and filled anew, so it is folded from its beginning (which is harmless).
    """

    next: int = 0
    mark: int = 0
    sure: bool = True
    asked: int | None = None

    @classmethod
    def stored(cls, next_: int, mark: int) -> "Cursor":
        """A cursor of an earlier run."""
        return cls(next_, mark, sure=next_ == 0)

    @property
    def read_from(self) -> int:
        """The offset to read from."""
        return self.next if self.sure else self.next - 1

    def check(self, offset: int, mark: int) -> Action:
        """What to do with messages of which the first has this offset and mark."""
        if not self.sure:
            if offset == self.read_from and mark == self.mark:
                self.sure = True
                return Action.FOLD_FROM_SECOND
            if self.asked != self.read_from:
                return self._seek()
            self.next, self.mark, self.sure = 0, 0, True
            return self._seek()
        if offset > self.next and self.asked != self.next:
            return self._seek()
        return Action.FOLD

    def folded(self, offset: int, mark: int) -> None:
        """The message with this offset and mark was folded, and all before it."""
        self.next, self.mark, self.asked = offset + 1, mark, None

    def _seek(self) -> Action:
        # A gap may be what is left of a read before the last seek. Only messages that come after
        # a seek to this very place prove that nothing is there.
        self.asked = self.read_from
        return Action.SEEK

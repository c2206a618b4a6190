"""Applications for the same thing, as the journals have them."""

from collections.abc import Sequence

from deploy.audit.journal_side import JournalEvent
from shared.contracts.reviews import SameThingFound, SameThingSettled

Pair = tuple[str, str]
Word = tuple[str, str, bool]
"""What happened when to a pair, in the words of both sides, and whether this side ends by it."""


def twins_side(events: Sequence[JournalEvent]) -> tuple[int, list[str]]:
    """How many pairs there are, and what one side says of them that the other one does not."""
    said: dict[Pair, list[Word]] = {}
    for event in events:
        if event.type in (SameThingFound.type, SameThingSettled.type):
            pair = (event.data["application"], event.data["other"])
            word = (event.data.get("how", "found"), event.data["at"], event.data.get("ends", False))
            said.setdefault(pair, []).append(word)
    wrong: list[str] = []
    for (this, other), words in said.items():
        theirs = said.get((other, this), [])
        if sorted(word[:2] for word in words) != sorted(word[:2] for word in theirs):
            wrong.append(f"{this}: says of {other} {_plain(words)}, but that says {_plain(theirs)}")
        if words[0][0] != "found":
            wrong.append(f"{this}: settled with {other} before that was found")
        both = {word[:2] for word in words if word[2]} & {word[:2] for word in theirs if word[2]}
        wrong += [f"{this} and {other}: both end by {how} at {at}" for how, at in sorted(both)]
    return sum(this < other for this, other in said), wrong


def _plain(words: Sequence[Word]) -> str:
    return ", ".join(how for how, _, _ in words) or "nothing"

"""What recognitions were revoked, and what of that was undone."""

from collections import Counter
from collections.abc import Iterable, Sequence

from deploy.audit.journal_side import JournalEvent
from shared.contracts.outcomes import OutcomeReinstated, OutcomeRevoked
from shared.contracts.revocations import RecognitionReinstated, RecognitionRevoked

Done = tuple[str, str, int]
"""The recognition, what happened to it, and the number of the revocation."""

_AT_HOME = {RecognitionRevoked.type: "revoked", RecognitionReinstated.type: "reinstated"}
_IN_PUBLIC = {OutcomeRevoked.type: "revoked", OutcomeReinstated.type: "reinstated"}


def revocations(events: Sequence[JournalEvent]) -> tuple[int, list[str]]:
    """How many there were, and what is wrong with them.

    Of each recognition one stands at most, what is undone stood, and agencies hear of each once.
    """
    told, heard = Counter(_all(events, _AT_HOME)), Counter(_all(events, _IN_PUBLIC))
    wrong = [
        f"{recognition}: {what} by {no}, {told[recognition, what, no]}× at home and "
        f"{heard[recognition, what, no]}× in public"
        for recognition, what, no in told.keys() | heard.keys()
        if (told[recognition, what, no], heard[recognition, what, no]) != (1, 1)
    ]
    ordered = sorted(
        (event for event in events if event.type in _AT_HOME), key=lambda e: (e.key, e.seq)
    )
    standing: dict[str, int] = {}
    for event in ordered:
        recognition, what, no = _done(event, _AT_HOME) or ("", "", 0)
        if what == "revoked":
            if recognition in standing:
                wrong.append(f"{recognition}: revoked by {no} while {standing[recognition]} stands")
            standing[recognition] = no
        elif standing.pop(recognition, None) != no:
            wrong.append(f"{recognition}: reinstated from {no}, which did not stand")
    return told.total(), wrong


def _all(events: Iterable[JournalEvent], kinds: dict[str, str]) -> Iterable[Done]:
    return (done for event in events if (done := _done(event, kinds)) is not None)


def _done(event: JournalEvent, kinds: dict[str, str]) -> Done | None:
    what = kinds.get(event.type)
    if what is None:
        return None
    no = event.data["revocation" if what == "revoked" else "replaces"]
    return event.data["recognition"], what, no

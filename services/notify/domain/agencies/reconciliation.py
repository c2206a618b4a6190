"""What a subscriber compares with its own count, to prove that it has everything."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Counted:
    """What of an outcome is counted; without an `outcome` it leaves its subject as it was."""

    id: str
    type: str
    subject: str
    sequence: int
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """How many messages there are of each type, and how many subjects stand at each outcome.

    A subject stands at the outcome of its message with the largest sequence. `digest` is SHA-256 in
    hexadecimal digits over the ids of all messages, sorted by their bytes, each with a line feed
    behind it: what `LC_ALL=C sort | sha256sum` makes of them, a line each.
    """

    messages: int
    by_type: Mapping[str, int]
    subjects: Mapping[str, int]
    digest: str


def reconcile(counted: Iterable[Counted]) -> Reconciliation:
    """Counts outcomes, in whatever order they come."""
    ids: list[bytes] = []
    types: Counter[str] = Counter()
    standing: dict[str, tuple[int, str]] = {}
    for each in counted:
        ids.append(each.id.encode() + b"\n")
        types[each.type] += 1
        if each.outcome is not None:
            newest = standing.get(each.subject)
            if newest is None or newest[0] < each.sequence:
                standing[each.subject] = each.sequence, each.outcome
    return Reconciliation(
        messages=len(ids),
        by_type=dict(sorted(types.items())),
        subjects=dict(sorted(Counter(outcome for _, outcome in standing.values()).items())),
        digest=sha256(b"".join(sorted(ids))).hexdigest(),
    )

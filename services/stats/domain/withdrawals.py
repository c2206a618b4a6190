"""Which milestones mean that an application is withdrawn, by programme."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from shared.programmes import Path, Programme
from shared.programmes.path import DEFAULT_PATH

Withdrawals = Callable[[str], frozenset[str]]
"""By the id of a programme, the ids of the milestones."""


def withdrawals(programmes: Iterable[Programme]) -> Withdrawals:
    """As all versions of the programmes have it; as is usual for one that is not known here."""
    found: defaultdict[str, frozenset[str]] = defaultdict(lambda: _of(Path(DEFAULT_PATH)))
    for programme in programmes:
        known = found.get(programme.id, frozenset())
        found[programme.id] = known | _of(programme.way)
    return found.__getitem__


def _of(path: Path) -> frozenset[str]:
    withdrawn = path.entry.milestones.withdrawn
    return frozenset() if withdrawn is None else frozenset((withdrawn.id,))


USUAL_WITHDRAWALS = withdrawals(())

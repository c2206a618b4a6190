"""Whether a word is one of those that are known."""

from collections.abc import Iterable, Iterator

from deploy.replay.scenario.counts import Amount
from deploy.replay.scenario.model import Scenario
from deploy.replay.scenario.unknown import unknown
from shared.programmes import Programme, ReasonScope
from shared.programmes.reference_kinds import Fault, Loc


def one_of(at: Loc, word: str, known: Iterable[str], what: str) -> Iterator[Fault]:
    """A fault unless the word is known."""
    names = list(known)
    if word not in names:
        yield at, unknown(word, names, what)


def amount(at: Loc, named: Amount, scenario: Scenario) -> Iterator[Fault]:
    """A fault if it names a count that is none."""
    if isinstance(named, str):
        yield from one_of(at, named, scenario.counts, "counts")


def reason(at: Loc, id_: str, scope: ReasonScope, programme: Programme) -> Iterator[Fault]:
    """A fault unless it is a reason of the programme for this."""
    known = programme.reasons_about(scope)
    yield from one_of(at, id_, known, f"reasons that apply to {scope}")

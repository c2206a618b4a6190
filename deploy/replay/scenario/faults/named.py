"""Whether a word is one of those that are known."""

from collections.abc import Collection, Iterable, Iterator

from deploy.replay.scenario.counts import Amount
from deploy.replay.scenario.model import Scenario
from deploy.replay.scenario.unknown import unknown
from shared.programmes import Programme, ReasonScope
from shared.programmes.path import Decision
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


def reason(
    at: Loc,
    id_: str,
    scope: ReasonScope,
    programme: Programme,
    outcome: tuple[str, Collection[str]] | None = None,
) -> Iterator[Fault]:
    """A fault unless it is a reason of the programme for this, and for this one of the outcomes."""
    about = programme.reasons_about(scope)
    known = programme.reasons_for(scope, *outcome) if outcome else about
    yield from one_of(at, id_, known, f"reasons that apply to {scope}")


def not_passed(programme: Programme, stage: str) -> tuple[str, Collection[str]] | None:
    """The word of a decision not to pass, and both words; None where nothing is decided."""
    found = next((one for one in programme.way.of_kind(Decision) if one.id == stage), None)
    return None if found is None else (found.verdicts.failed.id, found.verdicts.ids)

"""From a YAML file to a scenario that fits its programme, or to every fault it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from deploy.replay.scenario.counts import RoundSize, round_size
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.faults import faults
from deploy.replay.scenario.kinds import with_kinds
from deploy.replay.scenario.model import Scenario
from deploy.replay.scenario.plan import ApplicationStep
from deploy.replay.scenario.unknown import unknown
from deploy.replay.scenario.words import Words
from shared.programmes import Problem, Programme, ProgrammeInvalid, Programmes, Round
from shared.programmes.document import Document
from shared.programmes.reference_kinds import Fault
from shared.programmes.wording import problems


class ScenarioInvalid(ProgrammeInvalid):
    """A scenario does not hold together; `problems` lists every fault found, in file order."""


@dataclass(frozen=True)
class Replay:
    """A scenario with the round that it plays; `id` is the name of its file."""

    id: str
    scenario: Scenario
    programme: Programme
    round: Round
    words: Words

    def size(self, applications: int | None = None) -> RoundSize:
        """All numbers of the round in this size; raises ValueError where it has no such size."""
        return round_size(self.scenario.counts, self.scenario.size, applications)

    @property
    def applying(self) -> ApplicationStep:
        """The step in which enterprises apply."""
        return next(step for step in self.scenario.plan if isinstance(step, ApplicationStep))

    @cached_property
    def fates(self) -> dict[str, Fate]:
        """The fates by their ids."""
        return {id_: Fate(id_, stages) for id_, stages in self.scenario.fates.items()}


def load_replay(file: Path, programmes: Programmes) -> Replay:
    """The scenario in the file; raises ScenarioInvalid with file, line and field of each fault."""
    document = _document(file)
    programme = _programme_of(document, programmes)
    data, strangers = with_kinds(document.data, programme)
    _refuse(document, strangers)
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as error:
        raise ScenarioInvalid(problems(document, error, Scenario)) from error
    words = _words(file.parent / "words" / f"{scenario.words}.yaml", document)
    _refuse(document, list(faults(scenario, programme, words)))
    return Replay(file.stem, scenario, programme, programme.round(scenario.round), words)


def _refuse(document: Document, faults: Sequence[Fault]) -> None:
    if faults:
        raise _invalid(document, *faults)


def _invalid(document: Document, *faults: Fault) -> ScenarioInvalid:
    return ScenarioInvalid(
        Problem(document.file, *document.locate_field(loc), message) for loc, message in faults
    )


def _document(file: Path) -> Document:
    try:
        return Document.read(file)
    except ProgrammeInvalid as error:
        raise ScenarioInvalid(error.problems) from error


def _programme_of(document: Document, programmes: Programmes) -> Programme:
    """The newest version of the programme that has the round."""
    named = document.data if isinstance(document.data, dict) else {}
    id_, round_ = str(named.get("programme")), str(named.get("round"))
    versions = sorted((p for p in programmes if p.id == id_), key=lambda p: p.version_order)
    fitting = [p for p in versions if round_ in {known.id for known in p.rounds}]
    if fitting:
        return fitting[-1]
    if versions:
        known = [found.id for found in versions[-1].rounds]
        raise _invalid(document, (("round",), unknown(round_, known, f"rounds of {id_}")))
    known = sorted({p.id for p in programmes})
    raise _invalid(document, (("programme",), unknown(id_, known, "programmes")))


def _words(file: Path, document: Document) -> Words:
    if not file.is_file():
        known = sorted(found.stem for found in file.parent.glob("*.yaml"))
        raise _invalid(document, (("words",), unknown(file.stem, known, "word lists")))
    words = _document(file)
    try:
        return Words.model_validate(words.data)
    except ValidationError as error:
        raise ScenarioInvalid(problems(words, error, Words)) from error

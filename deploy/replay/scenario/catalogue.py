"""The scenarios of a folder of programmes, by their names."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from deploy.replay.scenario.loading import Replay, load_replay
from shared.programmes import Programmes


class UnknownScenario(Exception):
    """There is no scenario of this name."""


class Scenarios:
    """`scenarios/*.yaml` beside the definitions; each is called as its file, or by its first word.

    That means the newest of several.

    Loading raises ScenarioInvalid, or ProgrammeInvalid where a definition does not hold together.
    """

    def __init__(self, programmes: Path) -> None:
        self._folder = programmes / "scenarios"
        self._programmes = Programmes.from_directory(programmes, drafts=True)

    @property
    def names(self) -> list[str]:
        """The names of the files."""
        return sorted(file.stem for file in self._folder.glob("*.yaml"))

    def load(self, name: str) -> Replay:
        """The scenario that is called so; raises UnknownScenario."""
        return load_replay(self._folder / f"{named(name, self.names)}.yaml", self._programmes)

    def load_all(self) -> list[Replay]:
        """Every scenario, in the order in which they happened."""
        loaded = [self.load(name) for name in self.names]
        return sorted(loaded, key=lambda replay: replay.applying.days[0].at)


def named(name: str, known: Iterable[str], what: str = "scenario") -> str:
    """The known name that is meant: this one, or the last one that begins with it and a hyphen.

    Names end with the year or the session of their round, so that this is the newest.
    """
    names = list(known)
    if name in names:
        return name
    fitting = [each for each in names if each.startswith(f"{name}-")]
    if fitting:
        return max(fitting)
    there = f"There is {', '.join(names) or 'none'}."
    near = get_close_matches(name, [*names, *(each.partition("-")[0] for each in names)], n=1)
    hint = f"; did you mean {near[0]}?" if near else "."
    raise UnknownScenario(f"There is no {what} {name}{hint} {there}")

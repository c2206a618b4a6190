"""All programmes a service knows, by version and by the time they are in force."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Self

from shared.calendar import beijing_date
from shared.programmes.errors import Problem, ProgrammeInvalid, UnknownProgramme, UnknownRound
from shared.programmes.loader import load_file
from shared.programmes.model import Programme
from shared.programmes.published_lock import PublishedLock
from shared.programmes.rounds import Round
from shared.programmes.shared_rounds import shared_round_problems


class Programmes:
    """The versions given, of any number of programmes."""

    def __init__(self, programmes: Iterable[Programme]) -> None:
        self._versions = {(programme.id, programme.version): programme for programme in programmes}

    @classmethod
    def from_directory(cls, directory: Path, *, drafts: bool = False) -> Self:
        """The published versions in `*.yaml`, with `drafts` also those not published yet.

        Every file is checked, a draft too. Raises ProgrammeInvalid with the problems of all files.
        """
        lock = PublishedLock.of(directory)
        found: dict[str, tuple[Path, Programme]] = {}
        problems: list[Problem] = []
        for file in sorted(directory.glob("*.yaml")):
            try:
                programme = load_file(file, lock)
            except ProgrammeInvalid as invalid:
                problems.extend(invalid.problems)
                continue
            if programme.key in found:
                message = f"{programme.key} is already defined in {found[programme.key][0]}"
                problems.append(Problem(str(file), 1, "version", message))
            found.setdefault(programme.key, (file, programme))
        if not problems:
            problems.extend(
                Problem(str(lock.file), 1, key, "is published, but no file here defines it")
                for key in sorted(lock.digests.keys() - found.keys())
            )
            problems.extend(shared_round_problems(found.values()))
        if problems:
            raise ProgrammeInvalid(problems)
        return cls(p for _, p in found.values() if drafts or lock.has(p))

    def __iter__(self) -> Iterator[Programme]:
        return iter(self._versions.values())

    def get(self, programme_id: str, version: str) -> Programme:
        """The version a case is pinned to; raises UnknownProgramme."""
        try:
            return self._versions[programme_id, version]
        except KeyError:
            raise UnknownProgramme(
                f"There is no programme {programme_id}@{version}.",
                sorted(p.key for p in self),
                zh=f"没有项目 {programme_id}@{version}。",
            ) from None

    def of_round(self, programme_id: str, round_id: str, at: datetime | None = None) -> Programme:
        """The newest version that has this round, since later ones are of later rounds.

        Of those in force at `at`, if given, by the date in Beijing. Raises UnknownProgramme,
        UnknownRound.
        """
        versions = self._versions_of(programme_id, at)
        for found in versions:
            if any(known.id == round_id for known in found.rounds):
                return found
        raise UnknownRound(
            f"{programme_id} has no round {round_id}.",
            sorted({round_.id for version in versions for round_ in version.rounds}),
            zh=f"{programme_id} 没有批次 {round_id}。",
        )

    def newest(self, programme_id: str, at: datetime | None = None) -> Programme:
        """The newest version, of those in force at `at`, if given; raises UnknownProgramme."""
        return self._versions_of(programme_id, at)[0]

    def _versions_of(self, programme_id: str, at: datetime | None) -> list[Programme]:
        """The newest first, by the date in Beijing."""
        day = None if at is None else beijing_date(at)
        known = [each for each in self if day is None or each.effective_from <= day]
        found = [programme for programme in known if programme.id == programme_id]
        if not found:
            when = "" if day is None else f" in force on {day}"
            then = "" if day is None else f"在 {day} "
            raise UnknownProgramme(
                f"There is no programme {programme_id}{when}.",
                _ids(known),
                zh=f"{then}没有{'施行的' if then else ''}项目 {programme_id}。",
            )
        return sorted(found, key=lambda one: (one.effective_from, one.version_order), reverse=True)

    def open_rounds(self, at: datetime) -> tuple[tuple[Programme, Round], ...]:
        """The rounds that take applications at this instant, each with the version it goes by."""
        today = beijing_date(at)
        ids = {(p.id, round_.id) for p in self if p.effective_from <= today for round_ in p.rounds}
        versions = [(self.of_round(*key, at), key[1]) for key in sorted(ids)]
        rounds = ((found, found.round(round_id)) for found, round_id in versions)
        return tuple((found, round_) for found, round_ in rounds if round_.is_open(at))

    def round_before(self, programme_id: str, round_id: str, at: datetime) -> Round | None:
        """The round of the same programme that opened last before this one, of those known at `at`.

        None for the first. Raises UnknownProgramme, UnknownRound.
        """
        opened = self.of_round(programme_id, round_id, at).round(round_id).opens_at
        known = (one for version in self._versions_of(programme_id, at) for one in version.rounds)
        earlier = [one for one in known if one.opens_at < opened and one.id != round_id]
        return max(earlier, key=lambda one: one.opens_at, default=None)


def _ids(programmes: Iterable[Programme]) -> list[str]:
    return sorted({programme.id for programme in programmes})

"""A round whose snapshots are taken: what is published, folded and kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from services.stats.domain.counts import Cell, Counts, DayCell
from services.stats.domain.external import EnteredFigure
from services.stats.domain.public_record import PublicEvent, PublicRecord
from services.stats.domain.published import Figure
from services.stats.domain.snapshot import ListMoment, Snapshot
from services.stats.ports import ExternalFigures, PublicRecords, Rows, Tallies
from services.stats.store.tallies import _date
from services.stats.usecases.answer_questions import AnswerQuestions
from services.stats.usecases.read_known import ReadKnown
from services.stats.usecases.take_snapshots import TakeSnapshots
from shared.programmes import Programmes
from tests.unit.stats.folding import Event, a_fold, counts, hear
from tests.unit.stats.nothing import NOTHING_HELD, NOTHING_ISSUED, NOTHING_REPORTED


class KeptInMemory:
    """Moments and their snapshots."""

    def __init__(self) -> None:
        self.all: dict[str, Snapshot] = {}

    async def expect(self, moment: ListMoment) -> None:
        self.all.setdefault(moment.id, Snapshot(of=moment))

    async def awaited(self) -> Sequence[ListMoment]:
        return [
            each.of
            for each in self.all.values()
            if each.figures is None and each.unfrozen_at is None
        ]

    async def keep(self, moment: ListMoment, figures: Sequence[Figure]) -> bool:
        first = self.all[moment.id].figures is None
        if first:
            self.all[moment.id] = Snapshot(of=moment, figures=tuple(figures))
        return first

    async def take_back(self, list_: str, freezing: int, at: datetime) -> None:
        for id_, each in list(self.all.items()):
            if (each.of.list, each.of.moment, each.of.freezing) == (list_, "frozen", freezing):
                self.all[id_] = each.model_copy(update={"unfrozen_at": at})

    async def of_round(self, programme: str, round_: str) -> Sequence[Snapshot]:
        return list(self.all.values())


class Way:
    """Events are published, and folded later; `take` takes what snapshots can be taken."""

    def __init__(self, programmes: Programmes) -> None:
        self.kept = KeptInMemory()
        self.published: list[Event] = []
        self._folded = 0
        self._fold = a_fold()
        self._public: list[PublicEvent] = []
        here = cast(Tallies, self)
        records = cast(PublicRecords, _Of(lambda: PublicRecord(0, tuple(self._public))))
        entered = cast(ExternalFigures, _Of(dict[str, EnteredFigure]))
        answer = AnswerQuestions(here, cast(Rows, None))
        read = ReadKnown(
            programmes,
            here,
            entered,
            records,
            answer,
            NOTHING_HELD,
            NOTHING_ISSUED,
            NOTHING_REPORTED,
        )
        self._take = TakeSnapshots(self.kept, read, here, self.ends, settling=0)

    async def hear(self, moment: ListMoment) -> None:
        """What happened to a list, once more or for the first time."""
        if moment.moment != "frozen":
            event = PublicEvent(moment.moment, moment.at, moment.listed, stage=moment.stage)
            if event not in self._public:
                self._public.append(event)
        await self.kept.expect(moment)

    def fold(self, upto: int) -> None:
        """Folds so many of the published events."""
        hear(self._fold, *self.published[self._folded : upto])
        self._folded = max(self._folded, upto)

    async def take(self, now: datetime) -> None:
        """Takes what can be taken."""
        await self._take(now)

    def displays(self, id_: str) -> Mapping[str, str | None] | None:
        """What a snapshot tells of each figure; None while it is not taken."""
        figures = self.kept.all[id_].figures
        return None if figures is None else {figure.id: figure.display for figure in figures}

    async def counts(self, programme: str, round_: str) -> Counts:
        cells: dict[Cell, int] = {}
        days: dict[DayCell, int] = {}
        for name, n in counts(self._fold).items():
            parts = name.split("/")[-1].split("|")
            if len(parts) == len(Cell._fields):
                cells[Cell(*parts)] = n
            else:
                days[DayCell(parts[0], _date(parts[1]), parts[2])] = n
        return Counts(self._folded, cells, days)

    async def version(self, programme: str, round_: str) -> int:
        return self._folded

    async def positions(self) -> dict[str, dict[int, int]]:
        return {"all": {0: self._folded}}

    async def ends(self) -> dict[str, dict[int, int]]:
        return {"all": {0: len(self.published)}}


class _Of:
    def __init__(self, found: object) -> None:
        self._found = found

    async def of_round(self, programme: str, round_: str) -> object:
        assert callable(self._found)
        return self._found()

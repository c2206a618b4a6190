"""The public record of a round: what happened to its list, and what that did to the figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from services.stats.domain.board import Change, StageOfRound
from services.stats.domain.external import EnteredFigure
from services.stats.domain.rounding import display
from shared.calendar import beijing_date
from shared.programmes import Programme, Round
from shared.values import Bilingual

NEWEST = 10

Kind = Literal["noticed", "objected", "dismissed", "upheld", "announced"]


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """Something that happened to a list: `entry` names one entry, `count` how many there are."""

    kind: Kind
    at: datetime
    count: int = 0
    removed: int = 0
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """The public events of one round; `version` grows with each."""

    version: int
    events: tuple[PublicEvent, ...]


def stage(round_: Round, record: Record, at: datetime) -> StageOfRound:
    """How far a round is: by what happened, else by its calendar."""
    kinds = {event.kind for event in record.events if event.at <= at}
    for kind, id_, zh, en in (
        ("announced", "announcement", "已公布", "Announced"),
        ("noticed", "notice", "公示中", "Under public notice"),
    ):
        if kind in kinds:
            return StageOfRound(id=id_, name=Bilingual(zh=zh, en=en))
    today = beijing_date(at)
    open_now = [e for e in round_.calendar if e.starts_on <= today and e.stage not in _BY_EVENT]
    if not open_now:
        return StageOfRound(id="before", name=Bilingual(zh="尚未开始", en="Not started"))
    # The list is public only once it is noticed, whatever day the calendar expected that on.
    latest = max(open_now, key=lambda e: e.starts_on)
    return StageOfRound(id=latest.stage, name=latest.name)


_BY_EVENT = ("notice", "announcement")


def changes(
    programme: Programme,
    record: Record,
    entered: Mapping[str, EnteredFigure],
    until: date | None,
) -> tuple[Change, ...]:
    """The newest public events and entered figures, newest first, with what they changed."""
    names = {definition.id: definition.name for definition in programme.external_figures}
    all_changes = [*map(_of_list, record.events), *_of_figures(names, entered.values())]
    shown = [c for c in all_changes if until is None or beijing_date(c.at) <= until]
    return tuple(sorted(shown, key=lambda c: c.at, reverse=True)[:NEWEST])


def _of_list(event: PublicEvent) -> Change:
    match event.kind:
        case "noticed":
            what = Bilingual(
                zh=f"名单公示，共{event.count:,}项",
                en=f"List of {event.count:,} put under public notice",
            )
            effect = None
        case "objected":
            what = Bilingual(
                zh=f"收到对第{event.entry}项的异议",
                en=f"Objection to entry {event.entry} received",
            )
            effect = None
        case "dismissed":
            what = Bilingual(
                zh=f"对第{event.entry}项的异议不成立",
                en=f"Objection to entry {event.entry} dismissed",
            )
            effect = None
        case "upheld":
            what = Bilingual(
                zh=f"对第{event.entry}项的异议成立，名单余{event.count:,}项",
                en=f"Objection to entry {event.entry} upheld; {event.count:,} left on the list",
            )
            effect = Bilingual(zh="名单 −1", en="List −1")
        case "announced":
            what = Bilingual(
                zh=f"名单公布，移出{event.removed:,}项",
                en=f"List announced, {event.removed:,} removed",
            )
            effect = Bilingual(zh=f"认定 +{event.count:,}", en=f"Recognised +{event.count:,}")
    return Change(at=event.at, what=what, effect=effect)


def _of_figures(
    names: Mapping[str, Bilingual], entered: Iterable[EnteredFigure]
) -> Iterable[Change]:
    for figure in entered:
        name = names.get(figure.id, Bilingual(zh=figure.id, en=figure.id))
        for place, entry in enumerate(figure.entries):
            value = display(entry.value, entry.unit)
            before = figure.entries[place - 1] if place else None
            was = "" if before is None else display(before.value, before.unit)
            yield Change(
                at=entry.at,
                what=Bilingual(
                    zh=f"{'更正' if was else '录入'}：{name.zh}",
                    en=f"{'Corrected' if was else 'Entered'}: {name.en}",
                ),
                effect=Bilingual(
                    zh=f"{was} → {value}" if was else value,
                    en=f"{was} → {value}" if was else value,
                ),
            )

"""The public record of a round: what happened to its list, and what that did to the figures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from services.stats.domain.activities import KnownActivity
from services.stats.domain.board import Change, StageOfRound
from services.stats.domain.external import EnteredFigure
from services.stats.domain.rounding import display
from shared.calendar import beijing_date
from shared.programmes import Milestone, Path, Programme, Round
from shared.programmes.path import Announcement, PublicNotice
from shared.programmes.rounds import CalendarEntry
from shared.values import Bilingual

NEWEST = 10

Kind = Literal["noticed", "objected", "dismissed", "upheld", "announced", "corrected", "met"]


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """Something that happened to a list: `entry` names one entry, `count` how many there are.

    `stage` is the announcement that the list is of, the last one if it is None. A committee that
    `met` did so for the decision `stage`, on the day `held_on`.
    """

    kind: Kind
    at: datetime
    count: int = 0
    removed: int = 0
    entry: int = 0
    stage: str | None = None
    held_on: date | None = None
    added: int = 0
    reprinted: int = 0


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """The public events of one round; `version` grows with each."""

    version: int
    events: tuple[PublicEvent, ...]


def stage(way: Path, round_: Round, record: PublicRecord, at: datetime) -> StageOfRound:
    """How far a round is: by what happened to its lists, else by its calendar."""
    happened = [event for event in record.events if event.at <= at]
    last = {event.kind for event in happened if list_of(event, way) == way.final}
    if "announced" in last:
        return StageOfRound(id=way.final.id, name=Bilingual(zh="已公布", en="Announced"))
    if "noticed" in last:
        notice = way.notice_of(way.final) or way.final
        return StageOfRound(id=notice.id, name=Bilingual(zh="公示中", en="Under public notice"))
    today = beijing_date(at)
    planned = list(_by_calendar(way, round_, today))
    # What was planned for days that are over gives way to what is planned for today.
    going_on = [(entry.starts_on, stage) for entry, stage in planned if entry.ends_on >= today]
    over = [(entry.starts_on, stage) for entry, stage in planned]
    begun = [*(going_on or over), *_by_lists(way, happened)]
    if not begun:
        return StageOfRound(id="before", name=Bilingual(zh="尚未开始", en="Not started"))
    return max(begun, key=lambda each: each[0])[1]


def _by_calendar(
    way: Path, round_: Round, today: date
) -> Iterator[tuple[CalendarEntry, StageOfRound]]:
    """What is planned for today or was for days before."""
    # A list is public only once it is noticed or announced, whatever day was expected for that.
    by_event = {each.id for each in way if isinstance(each, PublicNotice | Announcement)}
    for planned in round_.calendar:
        if planned.starts_on <= today and planned.stage not in by_event:
            name = planned.name if planned.ends_on >= today else _was_planned(planned)
            yield planned, StageOfRound(id=planned.stage, name=name)


def _was_planned(entry: CalendarEntry) -> Bilingual:
    name, day = entry.name, entry.ends_on
    return Bilingual(zh=f"{name.zh}（计划至 {day}）", en=f"{name.en} (planned until {day})")


def _by_lists(way: Path, events: Iterable[PublicEvent]) -> Iterator[tuple[date, StageOfRound]]:
    """What happened to the lists before the last."""
    for event in events:
        announcement = list_of(event, way)
        if announcement is None or announcement == way.final:
            continue
        name = announcement.name
        match event.kind:
            case "noticed":
                notice = way.notice_of(announcement) or announcement
                said = Bilingual(zh=f"{name.zh}：公示中", en=f"{name.en}: under public notice")
                yield beijing_date(event.at), StageOfRound(id=notice.id, name=said)
            case "announced":
                said = Bilingual(zh=f"{name.zh}：已公布", en=f"{name.en}: announced")
                yield beijing_date(event.at), StageOfRound(id=announcement.id, name=said)


def list_of(event: PublicEvent, way: Path) -> Announcement | None:
    """The announcement whose list an event is about; None if the path has none of this name."""
    if event.stage is None:
        return way.final
    return next((each for each in way.of_kind(Announcement) if each.id == event.stage), None)


def changes(
    programme: Programme,
    record: PublicRecord,
    entered: Mapping[str, EnteredFigure],
    until: date | None,
    held: Iterable[KnownActivity] = (),
) -> tuple[Change, ...]:
    """The newest public events, activities and entered figures, newest first, and their effects."""
    names = {definition.id: definition.name for definition in programme.external_figures}
    of_lists = (_of_list(event, programme.way) for event in record.events)
    all_changes = [*of_lists, *_of_figures(names, entered.values()), *map(_of_activity, held)]
    shown = [c for c in all_changes if until is None or beijing_date(c.at) <= until]
    return tuple(sorted(shown, key=lambda c: c.at, reverse=True)[:NEWEST])


def _of_list(event: PublicEvent, way: Path) -> Change:
    what, effect = _news(event, _passed(event, way))
    if event.stage is not None and event.stage != way.final.id:
        name = next((each.name for each in way if each.id == event.stage), None)
        if name is not None:
            what = Bilingual(zh=f"{name.zh}：{what.zh}", en=f"{name.en}: {what.en}")
    return Change(at=event.at, what=what, effect=effect)


def _passed(event: PublicEvent, way: Path) -> Milestone | None:
    """What those on the list of an event have reached, once it is announced."""
    announcement = list_of(event, way)
    return announcement.milestones.passed if announcement else None


def _news(event: PublicEvent, passed: Milestone | None) -> tuple[Bilingual, Bilingual | None]:
    """What happened, and what it did to the figures."""
    match event.kind:
        case "noticed":
            what = Bilingual(
                zh=f"名单公示，共{event.count:,}项",
                en=f"List of {event.count:,} put under public notice",
            )
            return what, None
        case "objected":
            what = Bilingual(
                zh=f"收到对第{event.entry}项的异议",
                en=f"Objection to entry {event.entry} received",
            )
            return what, None
        case "dismissed":
            what = Bilingual(
                zh=f"对第{event.entry}项的异议不成立",
                en=f"Objection to entry {event.entry} dismissed",
            )
            return what, None
        case "upheld":
            what = Bilingual(
                zh=f"对第{event.entry}项的异议成立，名单余{event.count:,}项",
                en=f"Objection to entry {event.entry} upheld; {event.count:,} left on the list",
            )
            return what, Bilingual(zh="名单 −1", en="List −1")
        case "announced":
            what = Bilingual(
                zh=f"名单公布，移出{event.removed:,}项",
                en=f"List announced, {event.removed:,} removed",
            )
            more = f"+{event.count:,}"
            name = passed.name if passed else None
            return what, name and Bilingual(zh=f"{name.zh} {more}", en=f"{name.en} {more}")
        case "corrected":
            zh = f"名单更正：移出{event.removed:,}项，补列{event.added:,}项，"
            what = Bilingual(
                zh=f"{zh}改印{event.reprinted:,}项；更正后{event.count:,}项",
                en=f"List corrected: {event.removed:,} removed, {event.added:,} added, "
                f"{event.reprinted:,} reprinted; {event.count:,} as corrected",
            )
            change = event.added - event.removed
            if not change or passed is None:
                return what, None
            signed = f"{'+' if change > 0 else '−'}{abs(change):,}"
            named = passed.name
            return what, Bilingual(zh=f"{named.zh} {signed}", en=f"{named.en} {signed}")
        case "met":
            return Bilingual(zh="评审委员会召开会议", en="The committee met"), None


def _of_activity(activity: KnownActivity) -> Change:
    name, day = activity.name, activity.held_on
    return Change(
        at=activity.at,
        what=Bilingual(zh=f"举办：{name.zh}（{day}）", en=f"Held: {name.en} ({day})"),
        effect=None,
    )


def _of_figures(
    names: Mapping[str, Bilingual], entered: Iterable[EnteredFigure]
) -> Iterable[Change]:
    for figure in entered:
        name = names.get(figure.id, Bilingual(zh=figure.id, en=figure.id))
        for nth, given in enumerate(figure.values):
            value = display(given.value, given.unit)
            before = figure.values[nth - 1] if nth else None
            was = "" if before is None else display(before.value, before.unit)
            yield Change(
                at=given.at,
                what=Bilingual(
                    zh=f"{'更正' if was else '录入'}：{name.zh}",
                    en=f"{'Corrected' if was else 'Entered'}: {name.en}",
                ),
                effect=Bilingual(
                    zh=f"{was} → {value}" if was else value,
                    en=f"{was} → {value}" if was else value,
                ),
            )

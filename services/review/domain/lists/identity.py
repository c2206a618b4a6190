"""Which list a case waits for, and how it is called."""

from services.review.domain.case import Case
from services.review.domain.case.passing import place_of
from shared.programmes import Path, Programme, Stage
from shared.programmes.path import Announcement
from shared.programmes.path.kinds.announcement import Announcing


def list_id(programme: str, round_id: str, way: Path, stage: Announcement) -> str:
    """The id of the list of a round and an announcement."""
    id_ = f"{programme}-{round_id}"
    return id_ if stage.id == way.final.id else f"{id_}-{stage.id}"


def list_waited_for(case: Case, programme: Programme) -> str | None:
    """The id of the list whose announcement the case waits for, frozen already or not."""
    place = place_of(case, programme)
    if place is None or place.state is not Announcing.WAITING:
        return None
    assert isinstance(place.stage, Announcement)
    return list_id(case.programme, case.round, programme.way, place.stage)


def announcement_after(way: Path, stage: Stage) -> Announcement:
    """The announcement that comes next after a stage of cases."""
    later = way.stages[way.stages.index(stage) + 1 :]
    return next(one for one in later if isinstance(one, Announcement))


def freeze_key(programme: str, round_id: str, way: Path, stage: Announcement) -> str:
    """What the freeze of a list and a summary sheet for it both write, so that one has to wait."""
    key = f"{programme}/{round_id}"
    return key if stage.id == way.final.id else f"{key}/{stage.id}"


def named_in_events(stage: Announcement) -> str | None:
    """The stage as events of its list name it; those of a recognition are older than stages."""
    return stage.id if stage.events == "stage" else None

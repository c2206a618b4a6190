"""Moments that a measure may tell, or count years between."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Tag

from shared.programmes.path.milestone import MilestoneId
from shared.programmes.strict import ItemId, Slug, Strict
from shared.programmes.tags import tagged_by_key

RoundDate = Literal["opens_at", "closes_at", "recommend_by", "notice_from", "announce_on", "year"]


class OfMilestone(Strict):
    """The day on which the first application reached a milestone, or the last."""

    milestone: MilestoneId
    which: Literal["first", "last"]


class OfActivity(Strict):
    """The day on which an activity was held for the first time in the round, or the last."""

    activity: Slug
    which: Literal["first", "last"]


class OfRound(Strict):
    """A date of the round: for an instant that is too late, the last day before it. Or its year."""

    round_date: RoundDate


class OfExternal(Strict):
    """A year that is entered."""

    external: ItemId


Moment: TypeAlias = Annotated[
    Annotated[OfMilestone, Tag("<milestone>")]
    | Annotated[OfActivity, Tag("<activity>")]
    | Annotated[OfRound, Tag("<round_date>")]
    | Annotated[OfExternal, Tag("<external>")],
    tagged_by_key(
        {key: key for key in ("milestone", "activity", "round_date", "external")},
        "expected one of milestone, activity, round_date, external",
    ),
]

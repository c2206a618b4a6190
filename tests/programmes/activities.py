"""A small programme that declares a training and a roadshow."""

from functools import cache

from shared.programmes import Programme
from tests.programmes.committee import committee_path
from tests.programmes.paths import named, with_path

ID = "small"
ROUND = "2019"
OFFICE = "bureau"


@cache
def active_programme() -> Programme:
    """The training is held by whoever is an association, the roadshow by the bureau."""
    committee = {"members": 5, "quorum": "2/3", "majority": "1/2"}
    activities = (
        {"id": "training", "kind": "training", "name": named("training"), "by": "association"},
        {
            "id": "roadshow",
            "kind": "roadshow",
            "name": named("roadshow"),
            "office": OFFICE,
            "roles": ("attended", "presented"),
        },
    )
    offices = ({"id": "review-committee", "name": named("committee")},)
    return with_path(
        committee_path(committee, sealed=False),
        offices=(*offices, {"id": OFFICE, "name": named(OFFICE)}),
        recommenders=(),
        activities=activities,
    )

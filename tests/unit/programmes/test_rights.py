"""Who acts and who sees: by the offices that a programme names."""

import pytest

from shared.errors import Rejected
from shared.programmes import Programme
from shared.programmes.rights import check_acts, offices_of, takes_part
from tests.unit.programmes.definitions import programme


def with_office(office: str | None) -> Programme:
    """A programme whose formal review is done by one office, or by whoever has the role."""
    plain = programme({"material": "A"})
    path = tuple(
        stage.model_copy(update={"office": office}) if stage.kind == "formal_review" else stage
        for stage in plain.path
    )
    return plain.model_copy(update={"path": path})


def test_where_no_office_is_named_whoever_has_the_role_acts() -> None:
    free = with_office(None)
    assert offices_of(free, "association") is None
    check_acts(free, free.way.stage("formal_review"), {"association"}, None)
    assert takes_part(free, {"association"}, "somewhere")


def test_where_an_office_is_named_only_its_people_see_and_act() -> None:
    bound = with_office("association-1")
    stage = bound.way.stage("formal_review")
    check_acts(bound, stage, {"association"}, "association-1")
    assert takes_part(bound, {"association"}, "association-1")
    assert not takes_part(bound, {"association"}, "association-2")
    for roles, office in (({"association"}, "association-2"), ({"officer"}, "association-1")):
        with pytest.raises(Rejected) as refused:
            check_acts(bound, stage, roles, office)
        assert refused.value.code == "forbidden"


def test_a_recommender_acts_for_its_own_office_in_every_programme() -> None:
    free = with_office(None)
    assert offices_of(free, "recommender") == frozenset({"city"})
    assert not takes_part(free, {"recommender"}, "another-city")

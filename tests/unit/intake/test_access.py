"""Who may read which application."""

import pytest

from services.intake.domain.submitting import submit
from services.intake.usecases.access import Reader, check_may_read, check_takes_part
from shared.errors import NotFound, Rejected
from shared.programmes import Programme
from tests.unit.intake.applications import NOON, PROGRAMME, USCC, a_draft, submitted
from tests.unit.intake.records import RECORDS, a_project

OTHER = "91350100M000100Y43"


def reads(programme: Programme, reader: Reader, *, draft: bool = False) -> bool:
    """Whether somebody may read an application to this programme."""
    if programme is PROGRAMME:
        application = a_draft() if draft else submitted()
    else:
        round_ = RECORDS.round("2019")
        application = a_project()
        if not draft:
            application = submit(application, key="s", number="R-1", round_=round_, at=NOON)
    try:
        check_may_read(application, programme, reader)
    except NotFound:
        return False
    return True


def an_official(role: str, office: str | None = None) -> Reader:
    """An official of this office."""
    return Reader(None, frozenset({role}), office)


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize("programme", [PROGRAMME, RECORDS])
def test_an_enterprise_reads_its_own_and_nobody_else_s(programme: Programme, draft: bool) -> None:
    assert reads(programme, Reader(USCC), draft=draft)
    assert not reads(programme, Reader(OTHER), draft=draft)


@pytest.mark.parametrize("role", ["association", "reviewer", "officer"])
def test_a_draft_is_its_enterprise_s_alone(role: str) -> None:
    assert not reads(PROGRAMME, an_official(role), draft=True)


@pytest.mark.parametrize("role", ["association", "reviewer", "officer"])
def test_where_no_office_is_named_every_official_reads_what_was_submitted(role: str) -> None:
    assert reads(PROGRAMME, an_official(role))
    assert reads(PROGRAMME, an_official(role, "anywhere"))


@pytest.mark.parametrize(
    ("role", "office", "may"),
    [
        ("association", "organiser", True),
        ("association", "panel", False),
        ("association", None, False),
        ("reviewer", "panel", True),
        ("reviewer", "committee", True),
        ("reviewer", "organiser", False),
        ("officer", "organiser", True),
        ("officer", "committee", False),
    ],
)
def test_where_offices_are_named_only_theirs_read(role: str, office: str | None, may: bool) -> None:
    assert reads(RECORDS, an_official(role, office)) is may
    official = an_official(role, office)
    if may:
        check_takes_part(RECORDS, official.roles, official.office)
        return
    with pytest.raises(Rejected) as refused:
        check_takes_part(RECORDS, official.roles, official.office)
    assert refused.value.code == "forbidden"

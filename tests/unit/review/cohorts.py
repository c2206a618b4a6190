"""A register, the programme that calls who is due in it, and a member that was called."""

from datetime import UTC, date, datetime
from functools import cache

from deploy.local.places import PROGRAMMES
from services.review.domain.cohorts.cohort import Member, Opened
from services.review.domain.cohorts.opening import open_cohort
from services.review.domain.recognition.recognition import Recognition, Source, end_after
from shared.programmes import Programme, load_file
from shared.values import Bilingual

CODE = "91350100M000100Y43"
OPENED = datetime(2018, 4, 16, 1, tzinfo=UTC)
HOLDER = Bilingual(zh="某企业", en="Enterprise")
WHAT = Bilingual(zh="示范企业", en="Demonstration enterprise")


@cache
def demonstration() -> Programme:
    """The re-evaluation of 2018."""
    return load_file(PROGRAMMES / "innovation-demonstration-enterprises.yaml")


def in_register(
    number: str, since: date, passed_on: date | None = None, until: date = date(2019, 12, 31)
) -> Recognition:
    """A recognition that an officer has entered."""
    return Recognition(
        id=f"r-{number}",
        programme=demonstration().id,
        programme_version="2018.1",
        number=number,
        subject=CODE,
        district="shanghai",
        holder=HOLDER,
        what=WHAT,
        since=since,
        until=until,
        expires_at=end_after(until),
        source=Source(document="d"),
        passed_on=passed_on,
        registered_by="officer-1",
        registered_at=datetime(2018, 4, 12, tzinfo=UTC),
    )


def opened(*register: Recognition, at: datetime = OPENED) -> Opened:
    """The cohort of 2018 from this register."""
    programme = demonstration()
    stage = programme.way.cohort
    assert stage is not None
    round_ = programme.round("2018")
    return open_cohort(register, programme, stage, round_, by="officer-1", at=at)


def a_member() -> Member:
    """One that was called and has done nothing yet."""
    (step,) = opened(in_register("N-1", date(2015, 11, 30))).members
    return step.member

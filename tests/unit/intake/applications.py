"""Applications in the Jiangmen round, at every stage that a test may begin from."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from services.intake.domain.application import Application, draft_id
from services.intake.domain.drafting import Amendment, add_materials, open_draft
from services.intake.domain.enterprise import Enterprise, Profile, register
from services.intake.domain.hearing import ask, hear, start_clock
from services.intake.domain.material import Material, material_id
from services.intake.domain.submitting import submit
from services.intake.domain.supplement_round import AskedItem
from services.intake.domain.timeline import timeline_item
from shared.heard import Position
from shared.programmes import Programme, Programmes
from shared.values import Bilingual

PROGRAMMES = Programmes.from_directory(Path(__file__).parents[3] / "programmes")
PROGRAMME: Programme = PROGRAMMES.get("gd-hightech-product-jiangmen", "2019.1")
ROUND = PROGRAMME.round("2019")
USCC = "91440703MA4UQ8XK1Y"
NOON = datetime(2019, 7, 1, 4, tzinfo=UTC)
ONE_MS = timedelta(milliseconds=1)
ONE_DAY = timedelta(days=1)
DUE = NOON + 10 * ONE_DAY
COUNTED = Bilingual(zh="自送达次日起五个工作日。", en="Five working days from the day after.")


def an_enterprise(**changes: Any) -> Enterprise:
    """A registered enterprise of Pengjiang."""
    profile = Profile(
        name=Bilingual(zh="江门某某科技有限公司", en="Jiangmen Example Technology"),
        district="pengjiang",
        industry="3912",
        language="zh",
        email="declare@enterprise.example",
    )
    return register(USCC, replace(profile, **changes), NOON)


def amendment(**changes: Any) -> Amendment:
    """What a draft says."""
    plain = Amendment(
        product=Bilingual(zh="控制器", en="Controller"),
        category="new-materials",
        answers={"regulated": False},
    )
    return replace(plain, **changes)


def a_draft(at: datetime = NOON, programme: Programme = PROGRAMME, **changes: Any) -> Application:
    """A draft without files."""
    identity = draft_id(USCC, "k")
    return open_draft(identity, an_enterprise(), programme, "2019", amendment(**changes), at)


def a_material(requirement: str, content: str = "") -> Material:
    """A file for a requirement; other content is another file."""
    digest = sha256(f"{requirement}{content}".encode()).hexdigest()
    return Material(
        id=material_id(requirement, digest),
        requirement=requirement,
        filename=f"{requirement}.pdf",
        kind="pdf",
        pages=1,
        size=100,
        sha256=digest,
        file=digest[:24],
        received_at=NOON,
    )


def submitted(*requirements: str, at: datetime = NOON) -> Application:
    """A submitted application with these materials."""
    draft = add_materials(a_draft(), PROGRAMME, map(a_material, requirements))
    return submit(draft, key="s", number="GHPJ-2019-000001", round_=ROUND, at=at)


def item(requirement: str, *alternatives: str) -> AskedItem:
    """Something that is asked for."""
    some = Bilingual(zh="某", en="Some")
    return AskedItem(requirement, some, "item 1", "not_provided", some, some, alternatives)


def asked(*items: AskedItem, due_at: datetime | None = None) -> Application:
    """An application whose supplement is asked for; the clock runs when `due_at` is given."""
    found = ask(submitted("M01"), 1, items, NOON)
    if due_at is None:
        return found
    return start_clock(found, 1, delivered_at=NOON, due_at=due_at, explanation=COUNTED)


def after_hearing(application: Application, stream: str, seq: int) -> Application:
    """The application after hearing of something, without any other effect."""
    return hear(
        application, Position(stream, seq), timeline_item(NOON, "x", "system", zh="某", en="Some")
    )

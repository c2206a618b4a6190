"""Applications to a small programme with facts, limits, conditions, offices and two lists."""

from pathlib import Path
from typing import Any

from services.intake.domain.application import Application, draft_id
from services.intake.domain.drafting import Amendment, open_draft
from services.intake.domain.enterprise import Enterprise
from services.intake.domain.qualification import HeldQualification
from shared.programmes import load_file
from shared.values import Bilingual
from tests.unit.intake.applications import NOON, USCC, an_enterprise
from tests.unit.intake.test_qualifications import held

FILE = Path(__file__).with_name("records.yaml")
RECORDS = load_file(FILE)
TITLED = held(scheme="high-tech", level=None)


def a_firm(*held: HeldQualification, **changes: Any) -> Enterprise:
    """A registered enterprise of Nanshan that holds these qualifications."""
    firm = an_enterprise(**{"district": "nanshan", **changes})
    return firm.changed(firm.profile, NOON, held)


def a_project(key: str = "k", category: str = "product", **answers: Any) -> Application:
    """A draft for a project of that firm."""
    fields = Amendment(
        product=Bilingual(zh="项目", en="Project"),
        category=category,
        answers={"local": True, **answers},
    )
    return open_draft(draft_id(USCC, key), a_firm(), RECORDS, "2019", fields, NOON)

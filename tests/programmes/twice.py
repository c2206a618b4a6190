"""Two programmes that ask for the number of a patent, and find what is filed twice by it."""

from functools import cache
from typing import Any

from services.review.usecases.rules import Rules
from shared.calendar import Calendar
from shared.contracts.applications import ApplicationSubmitted
from shared.programmes import Programme, Programmes
from shared.programmes.form import AnswerField
from shared.programmes.same_thing import SameThing
from shared.values import Bilingual
from tests.builders import a_standing
from tests.programmes.paths import named
from tests.unit.review.builders import answers, jiangmen, submitted

FIRST, SECOND = "first-award", "second-award"
OWNER, OTHER = "91350100M000100Y43", "91440300708461136T"
PATENT = "ZL 2018 1 0123456.7"


@cache
def award(id_: str) -> Programme:
    """Jiangmen's programme under another id, by which products and patents are told apart."""
    patent = AnswerField.model_validate(
        {
            "id": "patent",
            "name": named("patent"),
            "type": "text",
            "required": False,
            "clause": named("clause"),
            "help": named("help"),
        }
    )
    known_by = ({"kind": "product"}, {"kind": "number", "of": "patent", "answer": "patent"})
    same = SameThing.model_validate({"known_by": known_by, "reason": "duplicate"})
    changes = {"id": id_, "answers": (*jiangmen().answers, patent), "same_thing": same}
    return jiangmen().model_copy(update=changes)


@cache
def both() -> Rules:
    """The rules of both."""
    return Rules(Programmes([award(FIRST), award(SECOND)]), Calendar())


def filed(
    application: str,
    *,
    programme: str = FIRST,
    owner: str = OWNER,
    product: str = "智能控制器",
    patent: str | None = None,
    **facts: Any,
) -> ApplicationSubmitted:
    """A complete submission to one of them."""
    given = answers() if patent is None else {**answers(), "patent": patent}
    return submitted(
        application,
        uscc=owner,
        product=Bilingual(zh=product, en="Controller"),
        standing=a_standing(programme=programme, category="new-materials"),
        **{"answers": given, **facts},
    )

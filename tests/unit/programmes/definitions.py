"""Small definitions to test with: one that holds together, as data and as a file."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from shared.calendar import BEIJING
from shared.programmes import Dossier, MaterialFacts, Programme

JIANGMEN = Path(__file__).parents[3] / "programmes" / "gd-hightech-product-jiangmen.yaml"
_TEXT = {"zh": "甲", "en": "a"}
_FIVE_DAYS = {"days": 5, "kind": "working", "start": "exclusive"}


def material(item: str, **changes: Any) -> dict[str, Any]:
    """A material that takes up to two PDFs of one megabyte."""
    plain = {
        "id": item,
        "name": {"zh": f"材料{item}", "en": f"Material {item}"},
        "clause": _TEXT,
        "acceptable": _TEXT,
        "accepts": ("pdf",),
        "max_mb": 1,
        "max_files": 2,
    }
    return plain | changes


def yes_no(item: str, **changes: Any) -> dict[str, Any]:
    """A required question to be answered by yes or no."""
    plain = {"name": _TEXT, "type": "boolean", "required": True, "clause": _TEXT, "help": _TEXT}
    return {"id": item} | plain | changes


def definition(
    requirements: Sequence[Mapping[str, Any]] = ({"material": "A"},), **changes: Any
) -> dict[str, Any]:
    """A definition with materials A to F, and a question about each of X and Y."""
    plain = {
        "id": "small",
        "version": "2019.1",
        "effective_from": date(2019, 1, 1),
        "name": _TEXT,
        "subject": "product",
        "source": {"title": _TEXT, "issued_by": _TEXT},
        "authority": {"name": _TEXT},
        "competent_department": {"name": _TEXT},
        "recommenders": ({"id": "city", "name": _TEXT, "quota": 3},),
        "districts": ({"id": "north", "name": _TEXT},),
        "categories": ({"id": "materials", "name": _TEXT},),
        "rounds": (
            {
                "id": "2019",
                "year": 2019,
                "opens_at": datetime(2019, 5, 6, tzinfo=BEIJING),
                "closes_at": datetime(2019, 7, 13, tzinfo=BEIJING),
                "recommend_by": datetime(2019, 8, 31, tzinfo=BEIJING),
                "notice_from": date(2020, 1, 2),
                "announce_on": date(2020, 1, 17),
            },
        ),
        "answers": (yes_no("X"), yes_no("Y")),
        "materials": tuple(material(item) for item in "ABCDEF"),
        "requirements": tuple(requirements),
        "reasons": (
            {"id": "expired", "name": _TEXT, "applies_to": ("materials",)},
            {"id": "over_quota", "name": _TEXT, "applies_to": ("recommendation",)},
            {"id": "unfit", "name": _TEXT, "applies_to": ("case", "decision", "objection")},
        ),
        "clocks": {
            "notify_within": _FIVE_DAYS,
            "supplement": _FIVE_DAYS,
            "supplement_rounds": 1,
            "notice": _FIVE_DAYS,
        },
    }
    return plain | changes


def programme(*requirements: Mapping[str, Any], **changes: Any) -> Programme:
    """The programme of that definition."""
    return Programme.model_validate(definition(requirements, **changes))


def pdf(name: str = "file.pdf", **changes: Any) -> MaterialFacts:
    """A small PDF that nothing is wrong with."""
    plain: dict[str, Any] = {
        "id": name,
        "filename": name,
        "kind": "pdf",
        "pages": 1,
        "bytes": 1000,
        "sha256": "0",
    }
    return MaterialFacts(**(plain | changes))


def dossier(*items: str, x: bool | None = False, y: bool | None = False) -> Dossier:
    """One PDF for each of the items; X and Y answered unless None."""
    answers = {key: value for key, value in (("X", x), ("Y", y)) if value is not None}
    return Dossier(answers, {item: [pdf(f"{item}.pdf")] for item in items})

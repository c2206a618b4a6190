"""What is staged for a supplement as a part of its application's document."""

from collections.abc import Mapping
from typing import Any

from services.intake.domain.material import Material
from services.intake.domain.staged_supplement import StagedSupplement


def staged_to_document(staged: StagedSupplement) -> dict[str, Any]:
    """What is staged, as it is saved."""
    return {
        "supplement_round": staged.supplement_round,
        "at": staged.at,
        "materials": [
            {name: getattr(material, name) for name in material.__slots__}
            for material in staged.materials
        ],
        "answers": dict(staged.answers),
        "requests": [{"key": key, "digest": digest} for key, digest in staged.requests],
        **({"targets": [list(each) for each in staged.targets.items()]} if staged.targets else {}),
    }


def to_staged(found: Mapping[str, Any]) -> StagedSupplement:
    """What is staged, in a document."""
    return StagedSupplement(
        supplement_round=found["supplement_round"],
        at=found["at"],
        materials=tuple(Material(**material) for material in found["materials"]),
        answers=found["answers"],
        requests=tuple((each["key"], each["digest"]) for each in found["requests"]),
        targets=dict(found.get("targets", ())),
    )

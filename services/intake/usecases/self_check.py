"""What a draft still lacks, by the same rules as the formal review."""

from services.intake.domain.application import Application
from shared.programmes import Dossier, MaterialFacts, Programme, Report, check


def self_check(application: Application, programme: Programme) -> Report:
    """One finding for each item of the programme."""
    materials: dict[str, list[MaterialFacts]] = {}
    for material in application.materials:
        materials.setdefault(material.requirement, []).append(
            MaterialFacts(
                id=material.id,
                filename=material.filename,
                kind=material.kind,  # type: ignore[arg-type]
                pages=material.pages or 0,
                bytes=material.size,
                sha256=material.sha256,
            )
        )
    return check(programme, Dossier(application.answers, materials))

"""What a draft still lacks, by the same rules as submission and formal review."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.application import Application
from services.intake.domain.eligibility import Obstacle, obstacles
from services.intake.domain.facts import with_facts
from services.intake.ports import Enterprises
from services.intake.usecases.access import Reader
from services.intake.usecases.qualifications import qualifications_for
from services.intake.usecases.read_application import ReadApplication
from shared.calendar import beijing_date
from shared.programmes import Dossier, MaterialFacts, Programme, Report, check


@dataclass(frozen=True, slots=True)
class SelfChecked:
    """What formal review would find, and what keeps the application from being submitted at all."""

    report: Report
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class SelfCheck:
    """A draft is checked as if it were submitted now, and what was submitted by its own facts."""

    read: ReadApplication
    enterprises: Enterprises

    async def __call__(self, identity: str, reader: Reader, at: datetime) -> SelfChecked:
        """Nothing is submitted by it. Raises NotFound when it is not the reader's to see."""
        found, programme = await self.read(identity, reader, at)
        return await self_checked(found.application, programme, self.enterprises, at)


async def self_checked(
    application: Application, programme: Programme, enterprises: Enterprises, at: datetime
) -> SelfChecked:
    """What formal review would find, and what keeps it from being submitted."""
    if application.submission is None:
        held = await qualifications_for(programme, enterprises, application.uscc)
        application = with_facts(application, programme, held, beijing_date(at))
    return SelfChecked(_report(application, programme), obstacles(programme, application))


def _report(application: Application, programme: Programme) -> Report:
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

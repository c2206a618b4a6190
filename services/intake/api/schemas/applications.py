"""Applications, and the files in them."""

from typing import Any, Literal, Self

from services.intake.api.schemas.instants import Instant
from services.intake.domain.application import Application
from services.intake.domain.material import Material
from services.intake.ports import Found
from services.intake.usecases.add_materials import Added
from services.intake.usecases.check_files import RefusedFile
from shared.http.language import in_their_language
from shared.record import Record
from shared.values import Bilingual


class MaterialView(Record):
    """A file that was taken: what it really is, and its hash."""

    id: str
    requirement: str
    filename: str
    kind: Literal["pdf", "ofd", "xlsx", "png", "jpeg"]
    pages: int | None
    size: int
    sha256: str
    received_at: Instant

    @classmethod
    def of(cls, material: Material) -> Self:
        """The file; where it is kept is nobody's business."""
        return cls.model_validate(material, from_attributes=True)


class ReevaluationCallView(Record):
    """The call to re-evaluation that a draft came with, and what has become of it."""

    number: str
    due_at: Instant
    explanation: Bilingual
    ended: Literal["not_submitted", "merged"] | None


class ApplicationSummary(Record):
    """An application in a list."""

    id: str
    stage: str
    stage_name: Bilingual
    number: str | None
    programme: str
    round: str
    product: Bilingual
    category: str
    created_at: Instant
    received_at: Instant | None
    supplement_open: bool

    @classmethod
    def of(cls, found: Found) -> Self:
        """The application in short."""
        return cls.model_validate(_summary(found.application))


class ApplicationView(ApplicationSummary):
    """An application with everything in it."""

    version: int
    uscc: str
    enterprise: Bilingual
    district: str
    programme_version: str
    industry: str
    answers: dict[str, Any]
    materials: tuple[MaterialView, ...]
    call: ReevaluationCallView | None

    @classmethod
    def of(cls, found: Found) -> Self:
        """The whole application."""
        application = found.application
        return cls(
            **_summary(application),
            version=found.version,
            uscc=application.uscc,
            enterprise=application.enterprise,
            district=application.district,
            programme_version=application.programme_version,
            industry=application.industry,
            answers=dict(application.answers),
            materials=tuple(map(MaterialView.of, application.materials)),
            call=None
            if application.call is None
            else ReevaluationCallView.model_validate(application.call, from_attributes=True),
        )


class ApplicationPage(Record):
    """Some applications, the newest first; `next` is the cursor of the next page."""

    applications: tuple[ApplicationSummary, ...]
    next: str | None


class RefusedView(Record):
    """A file that was not taken: the kind of refusal, and what to do about it."""

    requirement: str
    filename: str
    code: str
    message: str

    @classmethod
    def of(cls, refused: RefusedFile) -> Self:
        """Why a file was not taken."""
        return cls(
            requirement=refused.received.requirement,
            filename=refused.received.filename,
            code=refused.refusal.code,
            message=in_their_language(refused.message, refused.zh),
        )


class UploadView(Record):
    """The materials that were taken, the files that were not, and the application's version now."""

    materials: tuple[MaterialView, ...]
    refused: tuple[RefusedView, ...]
    version: int

    @classmethod
    def of(cls, added: Added) -> Self:
        """The answer to an upload."""
        return cls(
            materials=tuple(map(MaterialView.of, added.materials)),
            refused=tuple(map(RefusedView.of, added.refused)),
            version=added.found.version,
        )


def _summary(application: Application) -> dict[str, Any]:
    submission = application.submission
    return {
        "id": application.id,
        "stage": application.word.id,
        "stage_name": application.word.name,
        "number": submission and submission.number,
        "programme": application.programme,
        "round": application.round,
        "product": application.product,
        "category": application.category,
        "created_at": application.created_at,
        "received_at": submission and submission.received_at,
        "supplement_open": application.awaited_supplement is not None,
    }

"""Enterprises as they and the association see them."""

from datetime import date
from typing import Self

from pydantic import Field

from services.intake.domain.enterprise import Enterprise
from services.intake.domain.qualification import HeldQualification
from shared.identity import ApplicantCode, CodeKind
from shared.record import Record
from shared.values import Bilingual


class QualificationView(Record):
    """What an enterprise holds, as it registered it."""

    scheme: str
    level: str | None
    since: date = Field(alias="from")
    until: date | None
    source: str

    @classmethod
    def of(cls, held: HeldQualification) -> Self:
        """The qualification."""
        return cls.model_validate(
            {
                "scheme": held.scheme,
                "level": held.level,
                "from": held.since,
                "until": held.until,
                "source": held.source,
            }
        )


class EnterpriseView(Record):
    """A registered enterprise or city."""

    uscc: str
    code_kind: CodeKind
    name: Bilingual
    district: str
    industry: str
    language: str
    email: str
    former_names: tuple[Bilingual, ...]
    qualifications: tuple[QualificationView, ...]
    version: int

    @classmethod
    def of(cls, enterprise: Enterprise, version: int) -> Self:
        """The enterprise at this version."""
        profile = enterprise.profile
        return cls(
            uscc=enterprise.uscc,
            code_kind=ApplicantCode.of(enterprise.uscc).kind,
            name=profile.name,
            district=profile.district,
            industry=profile.industry,
            language=profile.language,
            email=profile.email,
            former_names=tuple(former.name for former in enterprise.former_names),
            qualifications=tuple(map(QualificationView.of, enterprise.qualifications)),
            version=version,
        )

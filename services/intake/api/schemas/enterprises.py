"""Enterprises as they and the association see them."""

from typing import Self

from services.intake.domain.enterprise import Enterprise
from shared.record import Record
from shared.values import Bilingual


class EnterpriseView(Record):
    """A registered enterprise."""

    uscc: str
    name: Bilingual
    district: str
    industry: str
    language: str
    email: str
    former_names: tuple[Bilingual, ...]
    version: int

    @classmethod
    def of(cls, enterprise: Enterprise, version: int) -> Self:
        """The enterprise at this version."""
        profile = enterprise.profile
        return cls(
            uscc=enterprise.uscc,
            name=profile.name,
            district=profile.district,
            industry=profile.industry,
            language=profile.language,
            email=profile.email,
            former_names=tuple(former.name for former in enterprise.former_names),
            version=version,
        )

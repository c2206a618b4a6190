"""An enterprise that may apply."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from services.intake.domain.qualification import HeldQualification
from shared.values import Bilingual

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What an enterprise says of itself, and where notices go; `industry` has four digits."""

    name: Bilingual
    district: str
    industry: str
    language: Language
    email: str


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that the enterprise had until it changed."""

    name: Bilingual
    until: datetime


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise by its unified social credit code, or a city by its division code.

    With the names it had before, and with what it holds by other schemes.
    """

    uscc: str
    profile: Profile
    registered_at: datetime
    changed_at: datetime
    former_names: tuple[FormerName, ...] = ()
    qualifications: tuple[HeldQualification, ...] = ()

    def changed(
        self,
        profile: Profile,
        at: datetime,
        qualifications: Sequence[HeldQualification] | None = None,
    ) -> "Enterprise":
        """With another profile, and other qualifications if given.

        The very same enterprise when nothing differs.
        """
        held = self.qualifications if qualifications is None else tuple(qualifications)
        if profile == self.profile and held == self.qualifications:
            return self
        former = self.former_names
        if profile.name != self.profile.name:
            former = (*former, FormerName(self.profile.name, at))
        return replace(
            self, profile=profile, changed_at=at, former_names=former, qualifications=held
        )


def register(
    uscc: str, profile: Profile, at: datetime, qualifications: Sequence[HeldQualification] = ()
) -> Enterprise:
    """A newly registered enterprise."""
    return Enterprise(
        uscc, profile, registered_at=at, changed_at=at, qualifications=tuple(qualifications)
    )

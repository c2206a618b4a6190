"""An enterprise that may apply."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

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
    """An enterprise by its unified social credit code, with the names it had before."""

    uscc: str
    profile: Profile
    registered_at: datetime
    changed_at: datetime
    former_names: tuple[FormerName, ...] = ()

    def changed(self, profile: Profile, at: datetime) -> "Enterprise":
        """With another profile; the very same enterprise when nothing differs."""
        if profile == self.profile:
            return self
        former = self.former_names
        if profile.name != self.profile.name:
            former = (*former, FormerName(self.profile.name, at))
        return replace(self, profile=profile, changed_at=at, former_names=former)


def register(uscc: str, profile: Profile, at: datetime) -> Enterprise:
    """A newly registered enterprise."""
    return Enterprise(uscc, profile, registered_at=at, changed_at=at)

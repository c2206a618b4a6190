"""Who serves notices: the offices of their programme."""

from dataclasses import dataclass

from shared.errors import Rejected
from shared.programmes import Programme
from shared.programmes.path import FormalReview, Role
from shared.programmes.rights import takes_part

ALWAYS: tuple[Role, ...] = ("association", "officer")
"""The roles that correspond with enterprises in every programme."""


class NotOfThisProgramme(Rejected):
    """The notices of the programme are for its own offices."""

    def __init__(self, programme: Programme, office: str | None) -> None:
        super().__init__(
            f"The notices of {programme.key} are for its own offices. Your account speaks "
            f"for {office or 'no office'} (claim `office` of its token).",
            code="forbidden",
            zh=f"{programme.key} 的告知仅供其自己的机构查看和送达。您的账号"
            f"{f'代表机构 {office}' if office else '不代表任何机构'}（令牌声明 `office`）。",
        )


@dataclass(frozen=True, slots=True)
class Official:
    """An official: the account, its roles, and the id by which programmes know its office."""

    account: str
    roles: frozenset[str]
    office: str | None

    @property
    def oversees_all(self) -> bool:
        """Whether this is who runs the house, and sees to the mail of every programme."""
        return "operator" in self.roles

    def watches(self, programme: Programme) -> bool:
        """Whether the notices of the programme are this official's to read."""
        return takes_part(programme, self.roles.intersection(ALWAYS), self.office)

    def check_watches(self, programme: Programme) -> None:
        """Raises NotOfThisProgramme unless they are."""
        if not self.watches(programme):
            raise NotOfThisProgramme(programme, self.office)

    def check_serves(self, programme: Programme) -> Role:
        """The role in which this official serves the programme's notices.

        Raises NotOfThisProgramme when it has none.
        """
        reviewing = (stage.by for stage in programme.way.of_kind(FormalReview))
        for role in dict.fromkeys((*ALWAYS, *reviewing)):
            if role in self.roles and takes_part(programme, {role}, self.office):
                return role
        raise NotOfThisProgramme(programme, self.office)

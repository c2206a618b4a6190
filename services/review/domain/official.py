"""Who acts or reads: an official with roles, for an office."""

from dataclasses import dataclass

from shared.errors import Rejected
from shared.programmes import Programme, Stage
from shared.programmes.activities import Activity
from shared.programmes.rights import check_acts, takes_part

OPERATOR = "operator"
"""Who runs the house reads the cases of every programme, and acts in none."""


class NotOfThisProgramme(Rejected):
    """The programme names other offices for whatever the account may do."""

    def __init__(self, programme: Programme, office: str | None) -> None:
        super().__init__(
            f"{programme.key} is run by other offices. Your account speaks for "
            f"{office or 'no office'} (claim `office` of its token).",
            code="forbidden",
            zh=f"{programme.key} 由其他机构办理。您的账号"
            f"{f'代表机构 {office}' if office else '不代表任何机构'}（令牌声明 `office`）。",
        )


@dataclass(frozen=True, slots=True)
class Official:
    """An official: the account, its roles, and the id by which programmes know its office."""

    account: str
    roles: frozenset[str]
    office: str | None

    def sees(self, programme: Programme) -> bool:
        """Whether the cases of the programme are this official's to read."""
        return OPERATOR in self.roles or takes_part(programme, self.roles, self.office)

    def check_reads(self, programme: Programme) -> None:
        """Raises NotOfThisProgramme unless the cases are this official's to read."""
        if not self.sees(programme):
            raise NotOfThisProgramme(programme, self.office)

    def check_acts(self, programme: Programme, stage: Stage | Activity) -> None:
        """Raises Rejected (forbidden) unless this official acts in the stage, or holds it."""
        check_acts(programme, stage, self.roles, self.office)

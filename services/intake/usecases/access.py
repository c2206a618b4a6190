"""Who may see which application."""

from dataclasses import dataclass

from services.intake.domain.application import Application
from shared.errors import NotFound, Rejected
from shared.programmes import Programme
from shared.programmes.rights import takes_part


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: an enterprise by its code, an official by its roles and its office."""

    uscc: str | None
    roles: frozenset[str] = frozenset()
    office: str | None = None


def check_owns(application: Application, uscc: str | None) -> None:
    """Raises NotFound unless it is this enterprise's."""
    if application.uscc != uscc:
        raise NotFound("application", application.id)


def check_may_read(application: Application, programme: Programme, reader: Reader) -> None:
    """Raises NotFound unless it is the reader's own, or submitted to where its office takes part.

    A draft is its enterprise's alone.
    """
    if application.uscc == reader.uscc:
        return
    submitted = application.submission is not None
    if not (submitted and takes_part(programme, reader.roles, reader.office)):
        raise NotFound("application", application.id)


def check_takes_part(programme: Programme, roles: frozenset[str], office: str | None) -> None:
    """Raises Rejected (forbidden) unless an official with these roles, of this office, does."""
    if not takes_part(programme, roles, office):
        whose = f"the office {office}" if office else "no office"
        raise Rejected(
            f"{programme.key} is for the offices that take part in it. Your account is of {whose} "
            "(claim `office`).",
            code="forbidden",
            zh=f"{programme.key} 仅供参与该项目的机构查看。您的账号"
            f"{f'属于机构 {office}' if office else '不属于任何机构'}（声明 `office`）。",
        )

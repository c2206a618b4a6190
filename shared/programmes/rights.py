"""Which offices a programme is run by, and so who may see and do what in it."""

from collections.abc import Collection, Mapping

from shared.errors import Rejected
from shared.programmes.model import Programme
from shared.programmes.path import Decision, Role, Stage
from shared.programmes.strict import Bilingual

OFFICIAL: tuple[Role, ...] = ("association", "recommender", "reviewer", "officer")


def offices_of(programme: Programme, role: Role) -> frozenset[str] | None:
    """The ids of the offices for which this role acts in the programme.

    None when it names none: then whoever has the role acts.
    """
    if role == "recommender":
        return frozenset(recommender.id for recommender in programme.recommenders)
    named = [found for stage in programme.path if stage.by == role for found in _named(stage)]
    return frozenset(named) or None


def offices_in(programme: Programme, stage: Stage) -> frozenset[str] | None:
    """The ids of the offices that act in the stage; None when whoever has its role acts."""
    return frozenset(_named(stage)) or offices_of(programme, stage.by)


def office_names(programme: Programme) -> Mapping[str, Bilingual]:
    """By id what the offices of the programme are called, recommenders among them."""
    recommenders = {each.id: each.name for each in programme.recommenders}
    return recommenders | {each.id: each.name for each in programme.offices}


def takes_part(programme: Programme, roles: Collection[str], office: str | None) -> bool:
    """Whether an official with these roles, of this office, may see cases of the programme."""
    return any(_fits(offices_of(programme, role), office) for role in OFFICIAL if role in roles)


def check_acts(
    programme: Programme, stage: Stage, roles: Collection[str], office: str | None
) -> None:
    """Raises Rejected (forbidden) unless who has these roles and this office acts in the stage."""
    offices = offices_in(programme, stage)
    if stage.by not in roles or not _fits(offices, office):
        whose = f" of {', '.join(sorted(offices))}" if offices else ""
        raise Rejected(
            f"{stage.name.en} ({stage.name.zh}) of {programme.key} is for the role "
            f"{stage.by}{whose}. Your account has {', '.join(sorted(roles)) or 'no role'}"
            f"{f' of {office}' if office else ' and no office'} (claims `roles`, `office`).",
            code="forbidden",
        )


def _named(stage: Stage) -> tuple[str, ...]:
    joint = stage.joint if isinstance(stage, Decision) else ()
    return (*joint, *((stage.office,) if stage.office else ()))


def _fits(offices: frozenset[str] | None, office: str | None) -> bool:
    return offices is None or office in offices

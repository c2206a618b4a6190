"""Which offices a programme is run by, and so who may see and do what in it."""

from collections.abc import Collection, Mapping
from typing import TypeAlias

from shared.errors import Rejected
from shared.programmes.activities import Activity
from shared.programmes.model import Programme
from shared.programmes.path import Construction, Decision, Recommendation, Role, Stage
from shared.programmes.pre_evaluation import PreEvaluation
from shared.programmes.strict import Bilingual

Acting: TypeAlias = Stage | Activity | PreEvaluation
"""What an office acts in."""

OFFICIAL: tuple[Role, ...] = ("association", "recommender", "reviewer", "officer")


def offices_of(programme: Programme, role: Role) -> frozenset[str] | None:
    """The ids of the offices for which this role acts in the programme.

    None when it names none: then whoever has the role acts.
    """
    if role == "recommender":
        return frozenset(recommender.id for recommender in programme.recommenders)
    named = [found for stage in programme.path if stage.by == role for found in _named(stage)]
    if role == "officer":
        overseers = (stage.overseer for stage in programme.way.of_kind(Construction))
        named += [overseer for overseer in overseers if overseer]
    return frozenset(named) or None


def offices_in(programme: Programme, stage: Acting) -> frozenset[str] | None:
    """The ids of the offices that act in the stage, hold the activity, or advise on drafts.

    None when whoever has its role acts.
    """
    return frozenset(_named(stage)) or offices_of(programme, stage.by)


def office_names(programme: Programme) -> Mapping[str, Bilingual]:
    """By id what the offices of the programme are called, recommenders among them."""
    recommenders = {each.id: each.name for each in programme.recommenders}
    return recommenders | {each.id: each.name for each in programme.offices}


def takes_part(programme: Programme, roles: Collection[str], office: str | None) -> bool:
    """Whether an official with these roles, of this office, may see cases of the programme."""
    return any(_fits(offices_of(programme, role), office) for role in OFFICIAL if role in roles)


def acts_in(
    programme: Programme, stage: Acting, roles: Collection[str], office: str | None
) -> bool:
    """Whether who has these roles and this office acts in the stage, activity or advice."""
    return stage.by in roles and _fits(offices_in(programme, stage), office)


def check_acts(
    programme: Programme, stage: Acting, roles: Collection[str], office: str | None
) -> None:
    """Raises Rejected (forbidden) unless who has these roles and this office acts in the stage.

    The same of an activity, and of advice on drafts.
    """
    if not acts_in(programme, stage, roles, office):
        offices = offices_in(programme, stage)
        whose = f" of {', '.join(sorted(offices))}" if offices else ""
        whose_zh = f"（机构：{'、'.join(sorted(offices))}）" if offices else ""
        raise Rejected(
            f"{stage.name.en} ({stage.name.zh}) of {programme.key} is for the role "
            f"{stage.by}{whose}. Your account has {', '.join(sorted(roles)) or 'no role'}"
            f"{f' of {office}' if office else ' and no office'} (claims `roles`, `office`).",
            code="forbidden",
            zh=f"{programme.key} 的“{stage.name.zh}”由角色 {stage.by} 办理{whose_zh}。"
            "您的账号的角色："
            f"{'、'.join(sorted(roles)) or '无'}；机构：{office or '无'}（声明 `roles`、"
            "`office`）。",
        )


def check_oversees(
    programme: Programme, stage: Construction, roles: Collection[str], office: str | None
) -> None:
    """Raises Rejected (forbidden) unless who has these roles and this office oversees the stage."""
    role: Role = "officer"
    overseers = frozenset((stage.overseer,)) if stage.overseer else offices_of(programme, role)
    if role not in roles or not _fits(overseers, office):
        whose = f" of {', '.join(sorted(overseers))}" if overseers else ""
        whose_zh = f"（机构：{'、'.join(sorted(overseers))}）" if overseers else ""
        raise Rejected(
            f"{stage.name.en} ({stage.name.zh}) of {programme.key} is overseen by the role "
            f"{role}{whose}. Your account has {', '.join(sorted(roles)) or 'no role'}"
            f"{f' of {office}' if office else ' and no office'} (claims `roles`, `office`).",
            code="forbidden",
            zh=f"{programme.key} 的“{stage.name.zh}”由角色 {role} 监督{whose_zh}。"
            "您的账号的角色："
            f"{'、'.join(sorted(roles)) or '无'}；机构：{office or '无'}（声明 `roles`、"
            "`office`）。",
        )


def _named(stage: Acting) -> tuple[str, ...]:
    own = (stage.office,) if stage.office else ()
    match stage:
        case Decision(joint=several) | Recommendation(recommenders=several):
            return (*several, *own)
    return own


def _fits(offices: frozenset[str] | None, office: str | None) -> bool:
    return offices is None or office in offices

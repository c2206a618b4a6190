"""A member of a cohort gets its draft with its call."""

from dataclasses import replace
from datetime import datetime

from services.intake.domain.application import Application
from services.intake.domain.call import Call, Ended
from services.intake.domain.enterprise import Enterprise
from services.intake.domain.timeline import timeline_item
from shared.heard import Position, with_heard
from shared.programmes import Programme
from shared.values import Bilingual


def called_draft(
    identity: str,
    uscc: str,
    holder: Bilingual,
    what: Bilingual,
    call: Call,
    programme: Programme,
    round_id: str,
    enterprise: Enterprise | None,
    heard: Position,
    at: datetime,
) -> Application:
    """The draft of a member; what its enterprise has said of itself is in it, if it is registered.

    It is named as in the register until its enterprise registers.
    """
    profile = None if enterprise is None else enterprise.profile
    only = programme.categories[0].id if len(programme.categories) == 1 else ""
    draft = Application(
        id=identity,
        uscc=uscc,
        enterprise=holder if profile is None else profile.name,
        district="" if profile is None else profile.district,
        programme=programme.id,
        programme_version=programme.version,
        round=round_id,
        path=programme.way,
        product=what,
        category=only,
        industry="" if profile is None else profile.industry,
        created_at=at,
        heard=with_heard({}, heard),
        call=call,
    )
    explanation, stage = call.explanation, programme.way.cohort
    called = timeline_item(
        at,
        "called",
        "officer" if stage is None else stage.by,
        zh=f"编号 {call.number} 的认定应复核，申报草稿已为贵单位建立。{explanation.zh}",
        en=f"The recognition {call.number} is due for re-evaluation. A draft is ready for you. "
        f"{explanation.en}",
    )
    return draft.with_items(called)


def end_call(application: Application, ended: Ended | None) -> Application:
    """The application whose call has ended so, or goes on after all."""
    call = application.call
    return application if call is None else replace(application, call=replace(call, ended=ended))

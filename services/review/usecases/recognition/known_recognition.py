"""The recognition that somebody names, and whether it is theirs to act on."""

from datetime import datetime

from services.review.domain.official import Official
from services.review.domain.recognition.recognition import Recognition
from services.review.ports import HeldRecognition, Recognitions
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.programmes import Programme

Actor = Official | str
"""An official, or the code of a holder."""


async def known_recognition(
    recognitions: Recognitions, programme: str, recognition: str
) -> HeldRecognition:
    """The recognition of a programme; raises NotFound, also for one of another programme."""
    held = await recognitions.get(recognition)
    if held is None or held.record.programme != programme:
        raise NotFound("recognition", recognition)
    return held


def rules_for(rules: Rules, found: Recognition, actor: Actor | None, at: datetime) -> Programme:
    """The programme in force, if this official acts on the recognition, or it is this holder's.

    Raises Rejected (forbidden), and NotFound for another holder's.
    """
    programme = rules.programmes.newest(found.programme, at)
    if isinstance(actor, Official):
        actor.check_acts(programme, programme.way.final)
    elif actor != found.subject:
        raise NotFound("recognition", found.id)
    return programme


def account_of(actor: Actor | None) -> str:
    """Whose act it is: the account of an official, or the code of a holder."""
    return actor.account if isinstance(actor, Official) else actor or ""

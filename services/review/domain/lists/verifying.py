"""An objection counts once its objector has shown, or an officer has seen, who can be reached.

Anybody may object without signing in. What nobody stands by holds nothing up.
"""

import math
from datetime import datetime, timedelta
from hmac import compare_digest

from services.review.domain.lists.code_refusals import CodeJustMade, CodeWorn, WrongCode
from services.review.domain.lists.numbered_list import ListStep, NumberedList
from services.review.domain.lists.objection import Counted, Objection, Verified, check_room
from services.review.domain.lists.refusals import NotToVerify
from shared.contracts.lists import ObjectionFiled
from shared.programmes import Programme
from shared.record import Record
from shared.values import Instant

MOST_WRONG_CODES = 5
"""After so many nobody can guess one any more; an officer can still verify the contact."""

MOST_CODES = 3
"""For one objection, the first included: the address may be that of somebody else."""

NEXT_CODE_AFTER = timedelta(minutes=5)
"""A mail server that is asked to come again later takes some minutes."""

NOT_VERIFIED = "contact_not_verified"
"""Why an objection has lapsed."""


class Code(Record):
    """A code that goes to the address of an objector, and how often one was typed in vain.

    `made` counts the codes of this objection; of an older one, `made_at` was not kept.
    """

    objection: str
    list: str
    email: str
    code: str
    verify_by: Instant
    wrong: int = 0
    tries: int = 0
    refused: str | None = None
    made: int = 1
    made_at: Instant | None = None


def check_code(code: Code | None, typed: str, objection: str) -> None:
    """Raises WrongCode, or CodeWorn when it was mistyped too often or none was ever sent.

    `wrong` counts this try already, so that many at once are not more than there may be.
    """
    if code is None or code.wrong > MOST_WRONG_CODES:
        raise CodeWorn(objection)
    if not compare_digest(code.code.encode(), typed.encode()):
        raise WrongCode(MOST_WRONG_CODES - code.wrong)


def made_anew(code: Code, new: str, at: datetime) -> Code:
    """The code that takes the place of one that was lost or mistyped too often, which is void then.

    Raises CodeWorn when there were as many as there may be, and CodeJustMade.
    """
    if code.made >= MOST_CODES:
        raise CodeWorn(code.objection)
    wait = (code.made_at + NEXT_CODE_AFTER - at).total_seconds() if code.made_at else 0
    if wait > 0:
        raise CodeJustMade(math.ceil(wait))
    return code.model_copy(
        update={
            "code": new,
            "made": code.made + 1,
            "made_at": at,
            "wrong": 0,
            "tries": 0,
            "refused": None,
        }
    )


def check_waits(objection: Objection, at: datetime) -> None:
    """Raises NotToVerify unless its contact is still to be verified."""
    if objection.state != "unverified":
        raise NotToVerify(objection.id, objection.state)
    if is_over(objection, at):
        raise NotToVerify(objection.id, "lapsed")


def verify_contact(
    found: NumberedList,
    objection: Objection,
    counted: Counted,
    programme: Programme,
    verified: Verified,
) -> tuple[ListStep | None, Objection]:
    """The list with one more objection that counts, in time since it was filed in time.

    Where the list was announced meanwhile nothing can be held up any more, and it is a report.
    Raises NotToVerify for one that is not to be verified or has lapsed, and
    TooManyObjections, after which it can still be verified within its term.
    """
    check_waits(objection, verified.at)
    if found.state != "noticed":
        return None, objection.model_copy(update={"state": "late", "verified": verified})
    check_room(found, objection.entry, counted, programme)
    more = found.model_copy(
        update={
            "objections": found.objections + 1,
            "objections_open": found.objections_open + 1,
        }
    )
    event = ObjectionFiled(
        list=found.id,
        programme=found.programme,
        round=found.round,
        objection=objection.id,
        entry=objection.entry,
        in_time=True,
        at=objection.filed_at,
    )
    counts = objection.model_copy(update={"state": "open", "verified": verified})
    return ListStep(more, (event,)), counts


def is_over(objection: Objection, at: datetime) -> bool:
    """Whether the time to verify it has passed."""
    return objection.verify_by is not None and at >= objection.verify_by


def lapse(objection: Objection, at: datetime) -> Objection:
    """The objection that nobody stood by in time; it never counted."""
    return objection.model_copy(
        update={"state": "lapsed", "reason": NOT_VERIFIED, "decided_at": at}
    )

"""What the tables of the stages allow, told apart from the code that moves cases."""

from services.review.domain.case import Case
from shared.programmes import Place, Programme
from shared.programmes.path import Announcement, Leaving
from shared.programmes.path.kinds.announcement import Announcing


def may_follow(before: Case, after: Case, programme: Programme) -> bool:
    """Whether a case may stand where it does after having stood there before."""
    came, went = programme.way.place(before.stage), programme.way.place(after.stage)
    if before.stage == after.stage:
        return True
    if came is None:
        return False
    if went is None:
        return not (isinstance(came.stage, Announcement) and came.state is Announcing.ANNOUNCED)
    table = came.stage.table[came.state]
    if came.stage is went.stage:
        return went.state in table
    leaves = any(isinstance(way_out, Leaving) for way_out in table)
    next_ = programme.way.after(came.stage, after.known)
    return leaves and next_ is not None and went == Place(next_, next_.first)

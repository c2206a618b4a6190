"""A non-acceptance that was taken back must not be believed, whenever either is heard."""

from datetime import datetime

from services.notify.domain.correspondence import Correspondence
from services.notify.domain.kinds import NotAccepted, Reopened, ReviewReopened, TakenBack
from services.notify.domain.notice import Notice, notice_id
from services.notify.domain.reopening import Reopening


def reopened(
    correspondence: Correspondence, reopening: Reopening, *, at: datetime, real: datetime
) -> Correspondence:
    """The correspondence in which every non-acceptance before this holds no longer."""
    known = (*correspondence.reopenings, reopening)
    now = correspondence.model_copy(update={"reopenings": known})
    return taken_back(now.overtaken(at), at=at, real=real)


def taken_back(correspondence: Correspondence, *, at: datetime, real: datetime) -> Correspondence:
    """The same with the notice that takes back the last end that was told, if that must be.

    That is so when it was told of a non-acceptance, maybe by a mail that was on its way, and review
    has come to another end since.
    """
    if correspondence.closed_at is not None or not correspondence.reopenings:
        return correspondence
    last = max(correspondence.reopenings, key=lambda r: r.seq)
    undone = Reopened | ReviewReopened
    ends = (n for n in correspondence.notices if isinstance(n.content, NotAccepted | undone))
    reached = max((n for n in ends if n.reached), key=lambda n: n.seq, default=None)
    if reached is None or isinstance(reached.content, undone):
        return correspondence
    if last.seq < correspondence.concluded:
        return correspondence
    return correspondence.adding(
        Notice(
            id=notice_id(last.cause),
            cause=last.cause,
            seq=last.seq,
            application=reached.application,
            content=Reopened(
                takes_back=TakenBack(
                    notice=reached.id,
                    sent_at=reached.sent_at or reached.written_at,
                    received_at=last.received_at,
                )
            ),
            happened_at=last.at,
            written_at=at,
            traceparent=last.traceparent,
            next_try=real,
        )
    )

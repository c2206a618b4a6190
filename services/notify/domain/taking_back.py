"""A non-acceptance that was taken back must not be believed, whenever either is heard."""

from datetime import datetime

from services.notify.domain.correspondence import Correspondence
from services.notify.domain.non_acceptance import Reopening, TakenBack
from services.notify.domain.notice import Notice, notice_id


def reopened(
    correspondence: Correspondence, reopening: Reopening, *, at: datetime, real: datetime
) -> Correspondence:
    """The correspondence in which every non-acceptance before this holds no longer."""
    known = (*correspondence.reopenings, reopening)
    now = correspondence.model_copy(update={"reopenings": known})
    return taken_back(now.overtaken(at), at=at, real=real)


def taken_back(correspondence: Correspondence, *, at: datetime, real: datetime) -> Correspondence:
    """The same with the notice that takes back the last thing the enterprise was told, if it must.

    That is so when it was told of a non-acceptance, maybe by a mail that was on its way, and review
    has come to another end since.
    """
    if correspondence.closed_at is not None or not correspondence.reopenings:
        return correspondence
    last = max(correspondence.reopenings, key=lambda r: r.seq)
    ends = [n for n in correspondence.notices if n.kind in ("not_accepted", "reopened")]
    told = max((n for n in ends if n.reached), key=lambda n: n.seq, default=None)
    if told is None or told.kind != "not_accepted" or last.seq < correspondence.concluded:
        return correspondence
    about = {"items": (), "demands": (), "at": last.at}
    return correspondence.telling(
        Notice(
            id=notice_id(last.cause),
            cause=last.cause,
            seq=last.seq,
            kind="reopened",
            demand=told.demand.model_copy(update=about),
            written_at=at,
            traceparent=last.traceparent,
            next_try=real,
            takes_back=TakenBack(
                notice=told.id,
                sent_at=told.sent_at or told.written_at,
                received_at=last.received_at,
            ),
        )
    )

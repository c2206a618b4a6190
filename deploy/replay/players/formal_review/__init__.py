"""The player of the kind `formal_review`: what is missing is found, asked for, and comes or not."""

from collections.abc import Collection, Iterator
from functools import partial

from deploy.replay.players.act import Act
from deploy.replay.players.formal_review.answering import supplement, supplement_late, withdraw
from deploy.replay.players.formal_review.reading import (
    open_inbox,
    read_mail,
    read_why_not,
    remind,
)
from deploy.replay.players.formal_review.reviewing import (
    deliver,
    expire,
    review_again,
    review_formally,
)
from deploy.replay.players.formal_review.serving import serve, serve_why_not
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.plan import FormalReviewStep
from shared.programmes.path import FormalReview


def formal_review_acts(
    stage: FormalReview, step: FormalReviewStep, fates: Collection[Fate]
) -> Iterator[Act]:
    """From the first look to the end of the last term, as far as there are fates for it."""
    yield Act("review_formally", partial(review_formally, stage=stage, step=step))
    yield Act("deliver", partial(deliver, stage=stage))
    if any(fate.mailed for fate in fates):
        yield Act("read_mail", read_mail)
    if any(fate.reads_inbox for fate in fates):
        yield Act("open_inbox", partial(open_inbox, stage=stage))
    if any(fate.served for fate in fates):
        yield Act("serve", partial(serve, stage=stage, step=step))
    if any(fate.withdraws for fate in fates):
        yield Act("withdraw", partial(withdraw, step=step))
    if any(fate.supplements for fate in fates):
        yield Act("supplement", partial(supplement, step=step))
        yield Act("review_again", partial(review_again, stage=stage, step=step))
    if step.reminded_at is not None:
        yield Act("remind", partial(remind, step=step))
    if any(fate.late for fate in fates):
        yield Act("supplement_late", partial(supplement_late, step=step))
    if any(fate.expires for fate in fates):
        yield Act("expire", partial(expire, stage=stage, step=step))
    if any(fate.refused for fate in fates):
        yield Act("read_why_not", read_why_not)
    if any(fate.refused and fate.bounces for fate in fates):
        yield Act("serve_why_not", partial(serve_why_not, stage=stage))

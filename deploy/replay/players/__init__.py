"""One player a kind of stage: a module or folder for each, and one line here."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any

from deploy.replay.players.act import Act
from deploy.replay.players.activity import hold_activity
from deploy.replay.players.announcement import announcement_acts
from deploy.replay.players.application import application_acts
from deploy.replay.players.certificates import issue_certificates
from deploy.replay.players.cohort import cohort_acts
from deploy.replay.players.construction import construction_acts
from deploy.replay.players.decision import decision_acts
from deploy.replay.players.entering import enter
from deploy.replay.players.formal_review import formal_review_acts
from deploy.replay.players.letters import settle_letters
from deploy.replay.players.public_notice import public_notice_acts
from deploy.replay.players.recommendation import recommendation_acts
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.loading import Replay
from deploy.replay.scenario.plan import Enter, HoldActivity, IssueCertificates

PLAYERS: Mapping[str, Callable[[Any, Any, Collection[Fate]], Iterator[Act]]] = {
    "cohort": cohort_acts,
    "application": application_acts,
    "formal_review": formal_review_acts,
    "recommendation": recommendation_acts,
    "decision": decision_acts,
    "construction": construction_acts,
    "public_notice": public_notice_acts,
    "announcement": announcement_acts,
}
"""By the kind of a stage, its acts: told from the stage, its step of the plan and all fates."""


def acts_of(replay: Replay) -> Iterator[Act]:
    """Everything that is played, in order."""
    fates = [replay.fates[id_] for group in replay.scenario.groups for id_ in group.fates]
    for step in replay.scenario.plan:
        if isinstance(step, Enter):
            yield Act(f"enter_{step.enter}", partial(enter, step=step))
        elif isinstance(step, HoldActivity):
            yield Act(f"hold_{step.activity}", partial(hold_activity, step=step))
        elif isinstance(step, IssueCertificates):
            yield Act(f"issue_{step.batch}", partial(issue_certificates, step=step))
        else:
            stage = replay.programme.way.stage(step.stage)
            yield from PLAYERS[stage.kind](stage, step, fates)
    yield Act("settle_letters", settle_letters)

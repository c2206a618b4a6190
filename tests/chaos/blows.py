"""Who is killed when; the same seed gives the same plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from deploy.local.services import SERVICES
from deploy.replay.players import acts_of
from deploy.replay.scenario.loading import Replay

WORK = {
    "intake": ("register", "apply", "withdraw", "supplement", "announce"),
    "review": (
        *("apply", "review_formally", "deliver", "supplement", "recommend", "announce"),
        *("open_cohort", "report_figures", "assess_construction", "issue_", "hold_"),
    ),
    "notify": ("review_formally", "deliver", "open_inbox", "open_cohort"),
    "stats": (
        *("apply", "review_formally", "supplement", "decide", "announce"),
        *("open_cohort", "report_figures", "issue_", "hold_"),
    ),
    "kafka": ("apply", "review_formally", "supplement", "announce"),
}
"""The acts of replays in which each has something to lose; `issue_` begins the names of several."""

KILLS = {"intake": 2, "review": 2, "notify": 1, "stats": 2, "kafka": 1}

EACH_ONCE = dict.fromkeys(SERVICES, 1)


@dataclass(frozen=True)
class Blow:
    """SIGKILL for the victim, `after` seconds into the act."""

    act: str
    victim: str
    after: float


def planned(replay: Replay, seed: int, kills: Mapping[str, int]) -> tuple[Blow, ...]:
    """The blows of one round."""
    rng = Random(f"chaos {seed} {replay.id}")
    acts = list(dict.fromkeys(act.name for act in acts_of(replay)))
    return tuple(
        Blow(act, victim, round(rng.uniform(0.02, 0.7), 3))
        for victim, times in kills.items()
        for act in rng.sample([act for act in acts if _has_work(victim, act)], times)
    )


def _has_work(victim: str, act: str) -> bool:
    return any(act == name or (name[-1] == "_" and act.startswith(name)) for name in WORK[victim])

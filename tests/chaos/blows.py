"""Who is killed when; the same seed gives the same plan."""

from dataclasses import dataclass
from random import Random

WORK = {
    "intake": ("register", "apply", "withdraw", "supplement", "announce"),
    "review": ("apply", "review_formally", "deliver", "supplement", "recommend", "announce"),
    "notify": ("review_formally", "deliver", "open_inbox"),
    "stats": ("apply", "review_formally", "supplement", "decide", "announce"),
    "kafka": ("apply", "review_formally", "supplement", "announce"),
}
"""The acts of the replay in which each has something to lose."""

KILLS = {"intake": 2, "review": 2, "notify": 1, "stats": 2, "kafka": 1}


@dataclass(frozen=True)
class Blow:
    """SIGKILL for the victim, `after` seconds into the act."""

    act: str
    victim: str
    after: float


def planned(seed: int) -> tuple[Blow, ...]:
    """The blows of one round."""
    rng = Random(f"chaos {seed}")
    return tuple(
        Blow(act, victim, round(rng.uniform(0.02, 0.7), 3))
        for victim, acts in WORK.items()
        for act in rng.sample(acts, KILLS[victim])
    )

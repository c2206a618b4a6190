"""Which papers a product needs, which of them are forgotten, and what comes later."""

from dataclasses import dataclass
from random import Random

from deploy.replay.cast.fates import LACKS, Fate
from deploy.replay.cast.model import Answer, Flaw
from deploy.replay.cast.papers import Paper

_PAGES = {"M01": 3, "M02": 1, "M05": 2, "M06": 1, "M07": 2, "M08": 1, "M09": 1, "M10": 2}
_MARKET_PROOF = ("M07", "M09")
_FORGOTTEN = {"M01": 2, "M02": 3, "M05": 4, "M06": 8, "M07": 6, "M08": 8, "M10": 8}
_FLAWS = (
    Flaw("M05", "other_owner"),
    Flaw("M05", "expired"),
    Flaw("M01", "not_sealed"),
    Flaw("M01", "not_signed"),
    Flaw("M02", "illegible"),
)


@dataclass(frozen=True)
class Bundle:
    """The papers sent at first, what they leave open, and the papers sent when asked."""

    papers: tuple[Paper, ...]
    lacking: tuple[str, ...]
    flaw: Flaw | None
    supplement: tuple[Paper, ...]


def bundle(rng: Random, fate: Fate, serial: int, answers: dict[str, Answer]) -> Bundle:
    """The papers of an application with this fate and these answers."""
    proofs = rng.choice((("M07",), ("M07",), ("M09",), _MARKET_PROOF))
    needed = ["M01", "M02", "M05", *proofs]
    needed += [
        requirement
        for answer, requirement in (("ip_acquired", "M06"), ("regulated", "M08"))
        if answers[answer]
    ]
    if answers["high_impact"]:
        needed.append("M10")
    forgotten = _forgotten(rng, fate, needed, regulated=bool(answers["regulated"]))
    left_out = {*forgotten, *(_MARKET_PROOF if "M07" in forgotten else ())}
    flaw = rng.choice(_FLAWS) if fate is Fate.CORRECTED else None
    asked = (*forgotten, *((flaw.requirement,) if flaw else ()))
    sent = asked[:1] if fate is Fate.STILL_INCOMPLETE else asked
    return Bundle(
        papers=tuple(_paper(item, serial, "A") for item in needed if item not in left_out),
        lacking=forgotten,
        flaw=flaw,
        supplement=tuple(_paper(item, serial, "B") for item in sent),
    )


def _forgotten(rng: Random, fate: Fate, needed: list[str], *, regulated: bool) -> tuple[str, ...]:
    if fate not in LACKS:
        return ()
    # A licence, when it is asked for anyway, also proves the market: M07 is then not missed.
    can_be = [item for item in _FORGOTTEN if item in needed or item == "M07"]
    if regulated:
        can_be.remove("M07")
    how_many = 2 if fate is Fate.STILL_INCOMPLETE or rng.random() < 0.25 else 1
    chosen: set[str] = set()
    while len(chosen) < how_many:
        chosen.update(rng.choices(can_be, [_FORGOTTEN[item] for item in can_be]))
    return tuple(sorted(chosen))


def _paper(requirement: str, serial: int, edition: str) -> Paper:
    pages = 1 + (serial + int(requirement[1:])) % _PAGES[requirement]
    return Paper(requirement, f"{serial:05d}-{edition}", pages)

"""A scenario: how a round of a programme went, as data from which it is played again."""

from typing import Annotated

from pydantic import Field, StringConstraints

from deploy.replay.scenario.compared import Compared
from deploy.replay.scenario.contents import Papers, Products, Recipe
from deploy.replay.scenario.counts import Count, Size
from deploy.replay.scenario.fates import StageFate
from deploy.replay.scenario.people import Account, Enterprises, Group
from deploy.replay.scenario.plan import Step
from shared.programmes.path.stage import StageId
from shared.programmes.rounds import RoundId
from shared.programmes.strict import Bilingual, ItemId, Slug, Strict


class Seed(Strict):
    """The usual seed, and the words that go before it into the random numbers."""

    usual: int
    words: Annotated[str, StringConstraints(min_length=1, max_length=60)] = "laurel replay"


class Scenario(Strict):
    """One round of one programme. `counts` are numbers with names, for use everywhere below."""

    name: Bilingual
    programme: Slug
    round: RoundId
    words: Slug
    seed: Seed
    size: Size | None = None
    counts: dict[ItemId, Count] = Field(default_factory=dict)
    accounts: tuple[Account, ...] = Field(min_length=1)
    enterprises: Enterprises
    products: Products = Products()
    answers: dict[ItemId, Recipe] = Field(default_factory=dict)
    papers: Papers = Papers()
    fates: dict[ItemId, dict[StageId, StageFate]] = Field(min_length=1)
    groups: tuple[Group, ...] = Field(min_length=1)
    plan: tuple[Step, ...] = Field(min_length=1)
    compared: tuple[Compared, ...] = Field(min_length=1)

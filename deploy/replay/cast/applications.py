"""Products, what is said about them, and the papers that go with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random

from deploy.replay.cast.answers import AnswerWriter
from deploy.replay.cast.bundle import Stationery
from deploy.replay.cast.enterprises import Profile
from deploy.replay.cast.model import Answer, Application
from deploy.replay.scenario.contents import Products
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.words import Words, parts
from shared.values import Bilingual


@dataclass(frozen=True)
class Part:
    """What is settled about an application before it is made up: its fate, rank and exact parts."""

    serial: int
    fate: Fate
    merit: int
    category: str | None = None
    answers: Mapping[str, Answer] | None = None


@dataclass(frozen=True)
class Drafting:
    """Makes up applications."""

    words: Words
    products: Products
    writer: AnswerWriter
    stationery: Stationery

    def application(self, rng: Random, profile: Profile, part: Part) -> Application:
        """One application of the enterprise."""
        category = part.category or _category(rng, profile)
        product = self._product(rng, profile, part.serial, category)
        drawn = self.writer.answers(rng, profile.language, product, category, part.answers or {})
        bundle = self.stationery.bundle(rng, part.fate, part.serial, drawn)
        return Application(
            serial=part.serial,
            fate=part.fate,
            merit=part.merit,
            product=product,
            category=category,
            industry=profile.industry.code,
            answers=drawn,
            papers=bundle.papers,
            lacking=bundle.lacking,
            flaw=bundle.flaw,
            supplement=bundle.supplement,
        )

    def _product(self, rng: Random, profile: Profile, serial: int, category: str) -> Bilingual:
        zh_quality, en_quality = rng.choice(self._qualities)
        zh, en = rng.choice(self._makes[profile.industry.code])
        initials = "".join(word[0] for word in profile.name.en.split()[1:3]).upper()
        model = f"{initials}-{1000 + serial}"
        pattern = self.products.by_category.get(category, self.products.name)
        name = pattern.en.format(quality=en_quality, product=en, model=model)
        return Bilingual(
            zh=pattern.zh.format(quality=zh_quality, product=zh, model=model),
            en=name[0].upper() + name[1:],
        )

    @cached_property
    def _qualities(self) -> list[tuple[str, str]]:
        return [parts(pair) for pair in self.words.qualities]

    @cached_property
    def _makes(self) -> dict[str, list[tuple[str, str]]]:
        return {trade.code: [parts(pair) for pair in trade.products] for trade in self.words.trades}


def _category(rng: Random, profile: Profile) -> str:
    categories = profile.industry.categories
    return categories[0] if len(categories) == 1 else rng.choice(categories)

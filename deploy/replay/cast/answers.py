"""What enterprises answer in the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random

from deploy.replay.cast.model import Answer
from deploy.replay.scenario.contents import Between, Choice, Day, Recipe, Statement, Yes
from deploy.replay.scenario.words import StatementWords, Words
from shared.programmes import Programme
from shared.values import Bilingual


@dataclass(frozen=True)
class AnswerWriter:
    """Makes up answers by the recipes, in their order."""

    programme: Programme
    words: Words
    recipes: Mapping[str, Recipe]

    def answers(
        self,
        rng: Random,
        language: str,
        product: Bilingual,
        category: str,
        given: Mapping[str, Answer],
    ) -> dict[str, Answer]:
        """An answer to each; those given stay as they are."""
        field = self._fields[category].in_language(language)
        name = product.in_language(language)
        found: dict[str, Answer] = {}
        for id_, recipe in self.recipes.items():
            if id_ in given:
                continue
            match recipe:
                case Statement(statement=words):
                    said = self.words.statements[words]
                    shortest = self._shortest.get(id_) or 1
                    found[id_] = statement(rng, language, said, name, field, shortest)
                case Yes(percent=percent):
                    found[id_] = rng.random() < percent / 100
                case Day(years=(first, last), day=day):
                    month = f"{rng.randint(first, last)}-{rng.randint(1, 12):02d}"
                    found[id_] = f"{month}-{day:02d}"
                case Between(between=(low, high)):
                    found[id_] = rng.randrange(low, high)
                case Choice(choice=weights):
                    (found[id_],) = rng.choices(list(weights), list(weights.values()))
        return {**found, **given}

    @cached_property
    def _fields(self) -> dict[str, Bilingual]:
        return {category.id: category.name for category in self.programme.categories}

    @cached_property
    def _shortest(self) -> dict[str, int | None]:
        return {field.id: field.min_length for field in self.programme.answers}


def statement(
    rng: Random, language: str, words: StatementWords, product: str, field: str, shortest: int
) -> str:
    """A statement in `language`: the opening, and sentences until it is long enough."""
    said = words.zh if language == "zh" else words.en
    text = said.opening.format(product=product, field=field if language == "zh" else field.lower())
    for sentence in rng.sample(said.sentences, len(said.sentences)):
        if len(text.strip()) >= shortest:
            break
        text += sentence
    return text.strip()

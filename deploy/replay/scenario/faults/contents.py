"""Enterprises, answers and papers that the programme takes."""

from collections.abc import Iterator

from deploy.replay.scenario.contents import Between, Choice, Day, Recipe, Statement, Yes
from deploy.replay.scenario.faults.named import one_of
from deploy.replay.scenario.model import Scenario
from deploy.replay.scenario.words import Words
from shared.programmes import AnswerField, Programme, UnknownIndustry, section_of
from shared.programmes.reference_kinds import Fault, Loc
from shared.programmes.requirements import items

_TYPES: dict[type, tuple[str, ...]] = {
    Statement: ("text",),
    Yes: ("boolean",),
    Day: ("date",),
    Between: ("number", "integer"),
    Choice: ("choice",),
}


def content_faults(scenario: Scenario, programme: Programme, words: Words) -> Iterator[Fault]:
    """What the programme or the word lists do not have."""
    yield from _enterprises(scenario, programme, words)
    yield from _answers(scenario, programme, words)
    yield from _papers(scenario, programme)


def _enterprises(scenario: Scenario, programme: Programme, words: Words) -> Iterator[Fault]:
    districts = [district.id for district in programme.districts]
    categories = [category.id for category in programme.categories]
    trades = [trade.code for trade in words.trades]
    at: Loc = ("enterprises",)
    for i, district in enumerate(scenario.enterprises.districts):
        yield from one_of((*at, "districts", i, "id"), district.id, districts, "districts")
    for i, industry in enumerate(scenario.enterprises.industries):
        here: Loc = (*at, "industries", i)
        yield from one_of((*here, "code"), industry.code, trades, "industries of the word list")
        try:
            section_of(industry.code)
        except UnknownIndustry as unknown_industry:
            yield (*here, "code"), f"expected a code of GB/T 4754-2017: {unknown_industry}"
        for j, category in enumerate(industry.categories):
            yield from one_of((*here, "categories", j), category, categories, "categories")
    for category in scenario.products.by_category:
        loc: Loc = ("products", "by_category", category)
        yield from one_of(loc, category, categories, "categories")


def _answers(scenario: Scenario, programme: Programme, words: Words) -> Iterator[Fault]:
    fields = {field.id: field for field in programme.answers}
    for id_, recipe in scenario.answers.items():
        at: Loc = ("answers", id_)
        yield from one_of(at, id_, fields, "answers of the form")
        if id_ in fields:
            yield from _recipe(at, recipe, fields[id_], words)
    in_tree = {item for requirement in programme.requirements for item in items(requirement)}
    for field in programme.answers:
        exact = all(field.id in group.answers for group in scenario.groups)
        wanted = field.required or field.id in in_tree
        if wanted and not exact and field.id not in scenario.answers:
            yield ("answers",), f"expected an answer to {field.id}: the form wants one"


def _recipe(at: Loc, recipe: Recipe, field: AnswerField, words: Words) -> Iterator[Fault]:
    if field.type not in _TYPES[type(recipe)]:
        fitting = " or ".join(_TYPES[type(recipe)])
        yield at, f"expected for an answer of type {fitting}, but {field.id} is a {field.type}"
        return
    match recipe:
        case Statement(statement=name):
            yield from one_of((*at, "statement"), name, words.statements, "statements")
        case Between(between=(low, high)):
            for value in (low, high - 1):
                if low >= high or field.fault(value) is not None:
                    yield (*at, "between"), f"expected a range that {field.id} may lie in"
        case Day(years=(first, last)):
            if first > last:
                yield (*at, "years"), "expected the first year, then the last"
        case Choice(choice=weights):
            known = [choice.id for choice in field.choices]
            for id_ in weights:
                yield from one_of((*at, "choice", id_), id_, known, f"choices of {field.id}")
        case Yes():
            pass


def _papers(scenario: Scenario, programme: Programme) -> Iterator[Fault]:
    known = [material.id for material in programme.materials]
    for i, material in enumerate(scenario.papers.materials):
        yield from one_of(("papers", "materials", i, "id"), material.id, known, "materials")
    for i, choice in enumerate(scenario.papers.choices):
        for j, drawn in enumerate(choice):
            for k, id_ in enumerate(drawn):
                yield from one_of(("papers", "choices", i, j, k), id_, known, "materials")
    for i, flaw in enumerate(scenario.papers.flaws):
        at: Loc = ("papers", "flaws", i)
        yield from one_of((*at, "material"), flaw.material, known, "materials")
        items = [item for item in programme.materials if item.id == flaw.material]
        for item in items:
            fitting = programme.reasons_of_item(item, "invalid")
            what = f"reasons why {item.id} is invalid"
            yield from one_of((*at, "reason"), flaw.reason, fitting, what)

"""Answers are exact whatever the order of events, and however applications are spread."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.stats.domain.answering import answered
from services.stats.domain.declared import kinds_of
from services.stats.domain.excerpts import Columns, Excerpt, Excerpting, Tables
from services.stats.domain.fold import Fold
from services.stats.domain.questions import (
    CATEGORY,
    DISTRICT,
    Amount,
    Answer,
    AnyOf,
    Count,
    Group,
    HowMany,
    HowMuch,
    OneOf,
    Overlap,
    Overlaps,
    Population,
    Question,
    fact,
    industry,
)
from tests.unit.stats.folding import (
    DAY,
    GIVEN,
    WHERE,
    Event,
    a_fold,
    facts,
    hear,
    histories,
    loaded,
    mixed,
)

PRIZE = OneOf(fact("prize"), frozenset(("true",)))
SERVICES = OneOf(CATEGORY, frozenset(("services",)))
NATIONAL_OR_NOT = OneOf(fact("tier"), frozenset(("national", "municipal")))
ELECTRONICS_39 = OneOf(industry("division"), frozenset(("39",)))
EITHER = AnyOf((NATIONAL_OR_NOT, SERVICES))
FEW = ("submitted", "shortlisted", "approved")
DENSE = histories(FEW, [*WHERE[:3], *WHERE[:3], WHERE[3]], [None, *GIVEN, *GIVEN], 4)
"""Many applications in few milestones, nearly all of one round."""

POPULATIONS = st.builds(
    Population,
    st.sampled_from(FEW),
    st.sampled_from([(), (), (PRIZE,), (SERVICES,), (EITHER,), (ELECTRONICS_39, PRIZE)]),
)
OF = st.sampled_from(["applications", "subjects"])
BY = st.sampled_from(
    [None, DISTRICT, CATEGORY, industry("section"), industry("group"), fact("tier"), fact("prize")]
)
QUESTIONS: st.SearchStrategy[list[Question]] = st.lists(
    st.one_of(
        st.builds(HowMany, POPULATIONS, OF, BY),
        st.builds(HowMuch, POPULATIONS, st.sampled_from(["sales", "staff", "none"]), OF),
        st.builds(
            Overlaps,
            st.lists(
                st.builds(Group, POPULATIONS, st.sampled_from(["", "", "sales"])),
                max_size=3,
                unique=True,
            ).map(tuple),
            OF,
        ),
    ),
    min_size=1,
    max_size=4,
)
AS_OF = st.one_of(st.none(), st.integers(0, 4).map(lambda n: date.fromordinal(DAY + n)))


def tables(fold: Fold) -> Tables:
    return Tables(
        fold.milestones, fold._facts.values, [kinds_of(text) for text in fold._declared.values]
    )


def ask(
    folds: Iterable[Fold], questions: Sequence[Question], as_of: date | None = None
) -> list[Answer]:
    """The answers for the round of 2019 of gd, from all the rows of all the folds."""
    columns = Columns()
    for question in questions:
        columns.want(question)
    excerpts: list[Excerpt] = []
    for fold in folds:
        excerpting = Excerpting(tables(fold), "gd", "2019", columns)
        excerpts += [excerpting.excerpt(bucket) for bucket in fold.buckets]
    return [answered(question, columns, excerpts, as_of) for question in questions]


def recounted(events: Iterable[Event], question: Question, as_of: date | None) -> Answer:
    """The same in the plainest way: the newest event of each stream, one application at a time."""
    newest: dict[str, dict[int, Event]] = defaultdict(dict)
    for event in events:
        known = newest[event.application].get(event.stream)
        if known is None or known.seq < event.seq:
            newest[event.application][event.stream] = event
    match question:
        case HowMany():
            return count(question, [e for _, e in members(newest, question.population, as_of)])
        case HowMuch():
            return amount(question, members(newest, question.population, as_of))
        case Overlaps():
            return overlap(question, newest, as_of)


def members(
    newest: Mapping[str, Mapping[int, Event]], population: Population, as_of: date | None
) -> list[tuple[int, Event]]:
    """The applications of a population with the day since when they are in it."""
    found = []
    for streams in newest.values():
        first = streams[min(streams)]
        days = [e.milestones[population.milestone] for e in streams.values()
                if population.milestone in e.milestones]  # fmt: skip
        in_time = days and (as_of is None or DAY + min(days) <= as_of.toordinal())
        in_round = (first.facts.programme, first.facts.round) == ("gd", "2019")
        if in_time and in_round and all(holds(where, first) for where in population.where):
            found.append((min(days), first))
    return found


def holds(where: OneOf | AnyOf, event: Event) -> bool:
    some = where.some if isinstance(where, AnyOf) else (where,)
    return any(value(event, each.dimension) in each.values for each in some)


def overlap(
    question: Overlaps, newest: Mapping[str, Mapping[int, Event]], as_of: date | None
) -> Overlap:
    groups: dict[str, set[Group]] = defaultdict(set)
    for group in question.groups:
        for _, event in members(newest, group.population, as_of):
            name = event.application if question.of == "applications" else event.subject
            gives = not group.number or group.number in (event.given or {})
            if name is not None and gives:
                groups[name].add(group)
    return Overlap(dict(Counter(frozenset(some) for some in groups.values())))


def value(event: Event, dimension: object) -> str | None:
    by_kind: Mapping[object, Callable[[], object]] = {
        DISTRICT: lambda: event.facts.district,
        CATEGORY: lambda: event.facts.category,
        industry("section"): lambda: {"39": "C", "65": "I"}[event.facts.industry[:2]],
        industry("division"): lambda: event.facts.industry[:2],
        industry("group"): lambda: event.facts.industry[:3],
        fact("tier"): lambda: (event.given or {}).get("tier"),
        fact("prize"): lambda: {None: None, True: "true", False: "false"}[
            (event.given or {}).get("prize")  # type: ignore[index]
        ],
    }
    found = by_kind[dimension]()
    return None if found is None else str(found)


def count(question: HowMany, events: list[Event]) -> Count:
    who: dict[str, set[str]] = defaultdict(set)
    unnamed = 0
    for event in events:
        name = event.application if question.of == "applications" else event.subject
        if name is None:
            unnamed += 1
            continue
        key = "" if question.by is None else value(event, question.by) or "no value"
        who[key].add(name)
    by = {key: len(names) for key, names in sorted(who.items())}
    total = len(set().union(*who.values())) if who else 0
    no_value = by.pop("no value", 0)
    by.pop("", None)
    return Count(total, by, no_value, unnamed)


def amount(question: HowMuch, found: list[tuple[int, Event]]) -> Amount:
    given: dict[str, list[tuple[int, int]]] = defaultdict(list)
    unnamed = 0
    for day, event in found:
        name = event.application if question.of == "applications" else event.subject
        number = (event.given or {}).get(question.fact)
        if name is None:
            unnamed += 1
        else:
            given[name] += [(day, -number)] if isinstance(number, int) else []
    numbers = [-min(of_one)[1] for of_one in given.values() if of_one]
    return Amount(len(numbers), len(given) - len(numbers), sum(numbers), unnamed)


@settings(max_examples=150)
@given(DENSE, QUESTIONS, AS_OF, st.data())
def test_any_order_and_any_repetition_give_the_answers_of_a_plain_recount(
    events: list[Event], questions: list[Question], as_of: date | None, data: st.DataObject
) -> None:
    fold = a_fold()
    hear(fold, *mixed(events, data))
    assert ask([fold], questions, as_of) == [recounted(events, q, as_of) for q in questions]


@settings(max_examples=60)
@given(DENSE, QUESTIONS, AS_OF, st.integers(2, 5))
def test_partitions_together_answer_as_one_does(
    events: list[Event], questions: list[Question], as_of: date | None, partitions: int
) -> None:
    one, several = a_fold(), [a_fold() for _ in range(partitions)]
    hear(one, *events)
    for event in events:
        hear(several[crc32(event.application.encode()) % partitions], event)
    assert ask(several, questions, as_of) == ask([one], questions, as_of)


@settings(max_examples=60)
@given(DENSE, QUESTIONS, st.data())
def test_a_fold_that_was_stored_and_loaded_answers_as_one_that_never_stopped(
    events: list[Event], questions: list[Question], data: st.DataObject
) -> None:
    told = mixed(events, data)
    whole, first = a_fold(), a_fold()
    hear(whole, *told)
    half = len(told) // 2
    hear(first, *told[:half])
    second = loaded(first.drain())
    hear(second, *told[half:])
    assert ask([second], questions) == ask([whole], questions)


def company(application: str, subject: str, day: int, **given: bool | int | str) -> Event:
    return Event(application, 0, 1, facts(), {"submitted": day}, subject, given)


SUBMITTED = Population("submitted")


def test_a_company_with_three_projects_is_one_company() -> None:
    fold = a_fold()
    hear(fold, company("a", "S1", 0), company("b", "S1", 1), company("c", "S1", 0))
    projects, companies = ask([fold], [HowMany(SUBMITTED), HowMany(SUBMITTED, "subjects")])
    assert (projects, companies) == (Count(3, {}, 0), Count(1, {}, 0))


def test_a_city_and_an_enterprise_that_its_division_registered_are_two_subjects() -> None:
    fold = a_fold()
    dongguan, enterprise = "441900", "91441900MA4UQ8XK1X"
    hear(fold, *(company(id_, code, 0) for id_, code in (("a", dongguan), ("b", enterprise))))
    hear(fold, company("c", dongguan, 1))
    (found,) = ask([fold], [HowMany(SUBMITTED, "subjects")])
    assert found == Count(2, {}, 0)


def test_a_company_counts_in_each_of_its_districts_and_once_in_all() -> None:
    fold = a_fold()
    elsewhere = Event("b", 0, 1, facts("xinhui"), {"submitted": 0}, "S1", {})
    hear(fold, company("a", "S1", 0), elsewhere)
    (found,) = ask([fold], [HowMany(SUBMITTED, "subjects", DISTRICT)])
    assert found == Count(1, {"pengjiang": 1, "xinhui": 1}, 0)


def test_of_each_company_one_number_counts_the_largest_of_the_first_day_that_gives_one() -> None:
    fold = a_fold()
    hear(
        fold,
        company("b", "S1", 0),
        company("c", "S1", 2, sales=50),
        company("a", "S1", 2, sales=40),
        company("d", "S2", 1),
        Event("e", 0, 1, facts(), {"submitted": 0}, None, {"sales": 9}),
    )
    question = HowMuch(SUBMITTED, "sales", "subjects")
    assert ask([fold], [question]) == [Amount(1, 1, 50, unnamed=1)]
    first_day = date.fromordinal(DAY)
    assert ask([fold], [question], first_day) == [Amount(0, 1, 0, unnamed=1)]
    assert ask([fold], [HowMuch(SUBMITTED, "sales")]) == [Amount(3, 2, 99)]


def test_what_is_no_industry_stands_for_itself() -> None:
    fold = a_fold()
    hear(fold, Event("a", 0, 1, facts(industry="other"), {"submitted": 0}))
    (found,) = ask([fold], [HowMany(SUBMITTED, by=industry("division"))])
    assert found == Count(1, {"other": 1}, 0)


@pytest.mark.parametrize("question", [HowMany(Population("unheard")), HowMany(SUBMITTED)])
def test_of_nothing_there_is_none(question: HowMany) -> None:
    fold = a_fold()
    assert ask([fold], [question]) == [Count(0, {}, 0)]
    assert fold.milestones.learnt.values == []


def test_one_of_which_a_fact_is_not_known_has_no_value_and_meets_no_condition() -> None:
    fold = a_fold()
    hear(fold, company("a", "S1", 0, prize=True), company("b", "S2", 0))
    asked = [HowMany(SUBMITTED, by=fact("prize")), HowMany(Population("submitted", (PRIZE,)))]
    assert ask([fold], asked) == [Count(2, {"true": 1}, 1), Count(1, {}, 0)]

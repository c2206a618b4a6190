"""Groups whose numbers add up."""

from collections.abc import Iterable, Iterator, Mapping

from deploy.replay.scenario.counts import Amount, RoundSize, round_size
from deploy.replay.scenario.faults.named import amount, one_of
from deploy.replay.scenario.model import Scenario
from deploy.replay.scenario.people import Average, Exact, Group, Holding
from shared.programmes import Programme
from shared.programmes.facts import FromQualification
from shared.programmes.reference_kinds import Fault, Loc


def group_faults(scenario: Scenario, programme: Programme) -> Iterator[Fault]:
    """Unknown words, and totals that are not those of their group."""
    seen: set[str] = set()
    for i, group in enumerate(scenario.groups):
        at: Loc = ("groups", i)
        if group.id in seen:
            yield (*at, "id"), f"expected a new id, but {group.id} is above"
        seen.add(group.id)
        named = list(_named(at, group, scenario, programme))
        yield from named
        if not named:
            size = round_size(scenario.counts, scenario.size, None)
            yield from _totals(at, group, size, scenario)


def _named(at: Loc, group: Group, scenario: Scenario, programme: Programme) -> Iterator[Fault]:
    for fate in group.fates:
        yield from one_of((*at, "fates", fate), fate, scenario.fates, "fates")
    known = {
        "districts": [district.id for district in scenario.enterprises.districts],
        "industries": [industry.code for industry in scenario.enterprises.industries],
        "categories": [category.id for category in programme.categories],
    }
    for field, words in known.items():
        for word, number in getattr(group, field).items():
            yield from one_of((*at, field, word), word, words, field)
            yield from amount((*at, field, word), number, scenario)
    yield from amount((*at, "applications"), group.applications, scenario)
    if group.enterprises is not None:
        yield from amount((*at, "enterprises"), group.enterprises, scenario)
    for i, apart in enumerate(group.holdings):
        for j, holding in enumerate(apart.one_of):
            here: Loc = (*at, "holdings", i, "one_of", j)
            yield from amount((*here, "enterprises"), holding.enterprises, scenario)
            yield from _qualification(here, holding, programme)
    yield from _answers(at, group, scenario, programme)


def _qualification(at: Loc, holding: Holding, programme: Programme) -> Iterator[Fault]:
    """Something else than any fact of the programme is taken from."""
    levels: dict[str, set[str]] = {}
    for fact in programme.facts:
        if isinstance(fact.origin, FromQualification):
            of_scheme = levels.setdefault(fact.origin.qualification, set())
            of_scheme |= {*fact.origin.levels, *(choice.id for choice in fact.choices)}
    if levels:
        yield from one_of((*at, "scheme"), holding.scheme, levels, "qualifications of the facts")
    known = levels.get(holding.scheme)
    if known and holding.level is not None:
        yield from one_of((*at, "level"), holding.level, sorted(known), "levels of the facts")


def _answers(at: Loc, group: Group, scenario: Scenario, programme: Programme) -> Iterator[Fault]:
    fields = {field.id: field for field in programme.answers}
    for id_, answer in group.answers.items():
        loc: Loc = (*at, "answers", id_)
        yield from one_of(loc, id_, fields, "answers of the form")
        if id_ not in fields:
            continue
        values: Iterable[bool | int | str]
        if isinstance(answer, Exact):
            values = [times.answer for times in answer.exact]
            for j, times in enumerate(answer.exact):
                yield from amount((*loc, "exact", j, "times"), times.times, scenario)
        else:
            values = answer.between
            yield from amount((*loc, "unanswered"), answer.unanswered, scenario)
            if fields[id_].required and answer.unanswered:
                yield (*loc, "unanswered"), f"expected 0: the form wants {id_}"
        for value in values:
            if fields[id_].fault(value) is not None:
                yield loc, f"expected valid answers to {id_}, not {value!r}"


def _totals(at: Loc, group: Group, size: RoundSize, scenario: Scenario) -> Iterator[Fault]:
    applications = size.of(group.applications)
    if not sum(group.fates.values()):
        yield (*at, "fates"), "expected a weight above 0"
    enterprises = applications if group.enterprises is None else size.of(group.enterprises)
    for field in ("districts", "industries"):
        weights = [known.weight for known in getattr(scenario.enterprises, field)]
        if enterprises and not getattr(group, field) and not any(weights):
            yield ("enterprises", field), f"expected weights: group {group.id} draws from these"
    if group.enterprises is None:
        yield from _drawn(at, group, scenario)
        return
    if enterprises > applications:
        yield (*at, "enterprises"), f"expected {applications} or fewer: each applies at least once"
    for field, whole in (
        ("districts", enterprises),
        ("industries", enterprises),
        ("categories", applications),
    ):
        yield from _adds_up((*at, field), getattr(group, field), whole, size)
    for i, apart in enumerate(group.holdings):
        held = sum(size.of(holding.enterprises) for holding in apart.one_of)
        if held > enterprises:
            loc: Loc = (*at, "holdings", i, "one_of")
            yield loc, f"expected {enterprises} enterprises at most, not {held}"
    for id_, answer in group.answers.items():
        loc = (*at, "answers", id_)
        match answer:
            case Exact(exact=rows):
                given = sum(size.of(row.times) for row in rows)
                if given != applications:
                    yield loc, f"expected {applications} answers in all, not {given}"
            case Average(average=average, between=(low, high)):
                if not low <= average <= high:
                    yield (*loc, "average"), f"expected a number from {low} to {high}"
                if size.of(answer.unanswered) > enterprises:
                    yield (*loc, "unanswered"), f"expected {enterprises} or fewer"


def _drawn(at: Loc, group: Group, scenario: Scenario) -> Iterator[Fault]:
    if any(other.enterprises is not None for other in scenario.groups):
        yield (*at, "enterprises"), "expected a number, as other groups have it"
    for field in ("districts", "industries", "categories", "holdings", "answers"):
        if getattr(group, field):
            yield (*at, field), "expected a number of enterprises of the group beside exact totals"


def _adds_up(at: Loc, totals: Mapping[str, Amount], whole: int, size: RoundSize) -> Iterator[Fault]:
    total = sum(map(size.of, totals.values()))
    if totals and total != whole:
        yield at, f"expected {whole} in all, not {total}"

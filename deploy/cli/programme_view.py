"""How a programme definition looks in a terminal."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from shared.calendar import BEIJING
from shared.programmes import Measure, Programme, PublishedLock, Requirement
from shared.programmes.conditions import (
    And,
    AtLeast,
    Condition,
    Equals,
    LessThan,
    Not,
    OneOf,
    Or,
)
from shared.programmes.measures import Change, Count, Share, ShareChange
from shared.programmes.requirements import AllOf, AnswerLeaf, AnyOf, MaterialLeaf, NOf, When


def print_summary(programmes: Iterable[tuple[Path, Programme]]) -> None:
    """A line for each definition that holds together."""
    table = Table("programme", "version", "state", "rounds", "asks for")
    table.columns[0].overflow = "fold"
    for file, programme in programmes:
        published = PublishedLock.beside(file).has(programme)
        table.add_row(
            programme.id,
            programme.version,
            "published" if published else "draft",
            ", ".join(found.id for found in programme.rounds),
            f"{len(programme.materials)} materials\n{len(programme.answers)} answers",
        )
    Console().print(table)


def print_programme(programme: Programme, language: str, *, published: bool) -> None:
    """Everything a person wants to know of one version."""
    console = Console(highlight=False)
    console.print(f"[bold]{programme.name.in_language(language)}[/bold]")
    state = "published" if published else "draft"
    console.print(f"{programme.key}, {state}, in force from {programme.effective_from}")
    console.print(f"source: {programme.source.title.in_language(language)}")
    console.print(f"SHA-256 {programme.digest}\n")
    for table in (_rounds(programme), _clocks(programme), _items(programme, language)):
        console.print(table)
    console.print("complete when all of these are met:")
    for requirement in programme.requirements:
        console.print(f"  - {sentence(requirement)}", markup=False)
    console.print(_measures(programme, language))


def sentence(requirement: Requirement) -> str:
    """The requirement in words, by ids."""
    match requirement:
        case MaterialLeaf(material=item) | AnswerLeaf(answer=item):
            return item
        case AllOf(all_of=parts):
            return f"all of ({', '.join(map(sentence, parts))})"
        case AnyOf(any_of=parts):
            return f"any of ({', '.join(map(sentence, parts))})"
        case NOf(n_of=some):
            return f"{some.n} of ({', '.join(map(sentence, some.of))})"
        case When(when=case):
            return f"{sentence(case.then)} when {_clause(case.condition)}"


def _clause(condition: Condition) -> str:
    match condition:
        case Equals(equals=value):
            return f"{condition.about} is {_yes_no(value)}"
        case OneOf(one_of=values):
            return f"{condition.about} is one of {', '.join(map(_yes_no, values))}"
        case LessThan(less_than=bound):
            return f"{condition.about} is below {bound}"
        case AtLeast(at_least=bound):
            return f"{condition.about} is {bound} or more"
        case Not(negated=inner):
            return f"not ({_clause(inner)})"
        case And(every=parts):
            return " and ".join(f"({_clause(part)})" for part in parts)
        case Or(some=parts):
            return " or ".join(f"({_clause(part)})" for part in parts)


def _yes_no(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _rounds(programme: Programme) -> Table:
    table = Table("round", "opens", "late from", "recommend before", "notice from", "announced on")
    for found in programme.rounds:
        table.add_row(
            found.id,
            _instant(found.opens_at),
            _instant(found.closes_at),
            _instant(found.recommend_by),
            str(found.notice_from or "–"),
            str(found.announce_on or "–"),
        )
    return table


def _clocks(programme: Programme) -> Table:
    table = Table("clock", "length", "start day")
    for name in ("notify_within", "supplement", "notice"):
        policy = getattr(programme.clocks, name)
        if policy is None:
            continue
        counted = "counts" if policy.start == "inclusive" else "does not count"
        table.add_row(name.replace("_", " "), f"{policy.days} {policy.kind} days", counted)
    return table


def _items(programme: Programme, language: str) -> Table:
    table = Table("item", "name", "accepts")
    for material in programme.materials:
        accepts = f"{', '.join(material.accepts)}; {material.max_files} × {material.max_mb} MB"
        table.add_row(material.id, material.name.in_language(language), accepts)
    for field in programme.answers:
        needed = "required" if field.required else "optional"
        table.add_row(field.id, field.name.in_language(language), f"{field.type}, {needed}")
    return table


def _measures(programme: Programme, language: str) -> Table:
    table = Table("measure", "name", "of", "unit")
    for measure in programme.measures:
        table.add_row(measure.id, measure.name.in_language(language), _basis(measure), measure.unit)
    for figure in programme.external_figures:
        table.add_row(
            figure.id, figure.name.in_language(language), "entered from outside", figure.unit
        )
    return table


def _basis(measure: Measure) -> str:
    match measure:
        case Count(counts=counts):
            return counts.milestone
        case Change(counts=counts, before=before):
            return f"{counts.milestone} against {before.external}"
        case Share(numerator=part, denominator=whole):
            return f"{part.milestone} / {whole.milestone}"
        case ShareChange(numerator=part, denominator=whole, before=before):
            return f"{part.milestone} / {whole.milestone} against {before.external}"


def _instant(instant: datetime | None) -> str:
    return "–" if instant is None else instant.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")

"""How a programme definition looks in a terminal."""

from collections.abc import Iterable, Sized
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from deploy.cli.programme_measures import basis
from deploy.cli.programme_path import drawing, summary
from shared.calendar import BEIJING
from shared.programmes import Programme, PublishedLock
from shared.programmes.facts import Fact, FromAnswer, FromPreEvaluation, FromQualification
from shared.programmes.rights import offices_in
from shared.programmes.sentences import joined, length, say, sentence


def print_summary(programmes: Iterable[tuple[Path, Programme]]) -> None:
    """A line for each definition that holds together."""
    table = Table("programme", "version", "state", "rounds", "asks for")
    for file, programme in programmes:
        published = PublishedLock.beside(file).has(programme)
        table.add_row(
            programme.id,
            programme.version,
            "published" if published else "draft",
            ", ".join(found.id for found in programme.rounds),
            f"{_number(programme.materials, 'material')}\n{_number(programme.answers, 'answer')}",
        )
    Console().print(_unabridged(table))


def _number(found: Sized, what: str) -> str:
    return f"{len(found)} {what}{'' if len(found) == 1 else 's'}"


def print_programme(programme: Programme, language: str, *, published: bool) -> None:
    """Everything a person wants to know of one version."""
    console = Console(highlight=False)
    console.print(f"[bold]{programme.name.in_language(language)}[/bold]")
    state = say(language, "已发布", "published") if published else say(language, "草案", "draft")
    day, title = programme.effective_from, programme.source.title.in_language(language)
    console.print(
        say(
            language,
            f"{programme.key}，{state}，{day}起施行",
            f"{programme.key}, {state}, in force from {day}",
        )
    )
    console.print(say(language, f"依据：{title}", f"source: {title}"))
    console.print(f"SHA-256 {programme.digest}\n")
    for line in (*drawing(programme, language), Text(), *map(Text, summary(programme, language))):
        console.print(line, soft_wrap=True)
    console.print()
    for table in (
        _rounds(programme, language),
        _clocks(programme, language),
        _offices(programme, language),
        _items(programme, language),
        _facts(programme, language),
    ):
        if table.row_count:
            console.print(_unabridged(table))
    console.print(say(language, "以下全部满足即为齐全：", "complete when all of these are met:"))
    for requirement in programme.requirements:
        console.print(f"  - {sentence(requirement, language)}", markup=False)
    console.print(_unabridged(_measures(programme, language)))


def _unabridged(table: Table) -> Table:
    """The table, with nothing left out where the terminal is narrow."""
    for column in table.columns:
        column.overflow = "fold"
    return table


def _rounds(programme: Programme, language: str) -> Table:
    table = Table(
        say(language, "批次", "round"),
        say(language, "开始", "opens"),
        say(language, "逾期起点", "late from"),
        say(language, "推荐截止", "recommend before"),
        say(language, "公示开始", "notice from"),
        say(language, "公布", "announced on"),
    )
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


def _clocks(programme: Programme, language: str) -> Table:
    table = Table(
        say(language, "期限", "clock"),
        say(language, "长度", "length"),
        say(language, "起始日", "start day"),
    )
    names = {"notify_within": "告知", "supplement": "补正", "notice": "公示"}
    for name, zh in names.items():
        policy = getattr(programme.clocks, name)
        if policy is None:
            continue
        counted = (
            say(language, "计入", "counts")
            if policy.start == "inclusive"
            else say(language, "不计入", "does not count")
        )
        table.add_row(say(language, zh, name.replace("_", " ")), length(policy, language), counted)
    return table


def _offices(programme: Programme, language: str) -> Table:
    table = Table(
        say(language, "机构", "office"),
        say(language, "名称", "name"),
        say(language, "负责阶段", "acts in"),
    )
    names = {office.id: office.name for office in programme.offices}
    names |= {recommender.id: recommender.name for recommender in programme.recommenders}
    for id_, name in names.items():
        stages = [s.id for s in programme.path if id_ in (offices_in(programme, s) or ())]
        advice = programme.pre_evaluation
        if advice is not None and id_ in (offices_in(programme, advice) or ()):
            stages.insert(0, advice.name.in_language(language))
        table.add_row(id_, name.in_language(language), joined(language, stages))
    return table


def _items(programme: Programme, language: str) -> Table:
    table = Table(
        say(language, "材料与填报项", "item"),
        say(language, "名称", "name"),
        say(language, "要求", "accepts"),
    )
    for material in programme.materials:
        accepts = f"{', '.join(material.accepts)}; {material.max_files} × {material.max_mb} MB"
        table.add_row(material.id, material.name.in_language(language), accepts)
    for field in programme.answers:
        needed = (
            say(language, "必填", "required")
            if field.required
            else say(language, "选填", "optional")
        )
        name = field.name.in_language(language)
        table.add_row(field.id, name, joined(language, (field.type, needed)))
    return table


def _facts(programme: Programme, language: str) -> Table:
    table = Table(
        say(language, "事实", "fact"),
        say(language, "名称", "name"),
        say(language, "来源", "from"),
        say(language, "公开", "public"),
    )
    for fact in programme.facts:
        shown = say(language, "保密", "secret") if fact.secret else say(language, "是", "yes")
        name = fact.name.in_language(language)
        table.add_row(fact.id, name, _origin(fact, language), shown)
    return table


def _origin(fact: Fact, language: str) -> str:
    match fact.origin:
        case FromAnswer(answer=answer, one_of=values):
            times = f" × {fact.times}" if fact.times != 1 else ""
            among = f" ∈ {joined(language, values)}" if values else ""
            return answer + times + among
        case FromQualification(qualification=scheme, levels=levels):
            return f"{scheme} ({joined(language, levels)})" if levels else scheme
        case FromPreEvaluation():
            return say(language, "预评审", "pre-evaluation")


def _measures(programme: Programme, language: str) -> Table:
    table = Table(
        say(language, "指标", "measure"),
        say(language, "名称", "name"),
        say(language, "口径", "of"),
        say(language, "单位", "unit"),
    )
    for measure in programme.measures:
        table.add_row(measure.id, measure.name.in_language(language), basis(measure), measure.unit)
    for figure in programme.external_figures:
        entered = say(language, "由外部录入", "entered from outside")
        table.add_row(figure.id, figure.name.in_language(language), entered, figure.unit)
    return table


def _instant(instant: datetime | None) -> str:
    return "–" if instant is None else instant.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")

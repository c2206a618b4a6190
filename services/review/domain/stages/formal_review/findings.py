"""What stands in the way of a case: the machine's findings, overruled by officers' verdicts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import get_args

from pydantic import JsonValue

from services.review.domain.case import Case
from services.review.domain.stages.formal_review.kept import Judgement
from shared.contracts.applications import Material
from shared.contracts.reviews import MissingDemand, MissingItem
from shared.programmes import (
    Dossier,
    FileKind,
    Finding,
    MaterialFacts,
    Programme,
    Report,
    Verdict,
    check,
)
from shared.values import Bilingual

_KINDS: Mapping[str, FileKind] = {kind: kind for kind in get_args(FileKind)}
_NOT_PROVIDED = "not_provided"


def report_of(case: Case, programme: Programme) -> Report:
    """The completeness report of the case as it stands."""
    return judged(programme, case.answers, case.materials, case.verdicts)


def judged(
    programme: Programme,
    answers: Mapping[str, JsonValue],
    materials: Sequence[Material],
    verdicts: Mapping[str, Judgement],
) -> Report:
    """The report on these answers and materials; raises UnknownItem, UnknownReason."""
    files: dict[str, list[MaterialFacts]] = defaultdict(list)
    for material in materials:
        files[material.requirement].append(_facts(material))
    return check(
        programme,
        Dossier(answers=answers, materials=files),
        {item: Verdict(j.verdict, j.reason) for item, j in verdicts.items()},
    )


def missing_items(report: Report) -> tuple[MissingItem, ...]:
    """Everything to tell the applicant, once."""
    return tuple(_item(finding) for finding in report.missing)


def missing_demands(report: Report) -> tuple[MissingDemand, ...]:
    """What of that must come: a choice is one demand."""
    return tuple(
        MissingDemand(branches=gap.alternatives, choose=gap.choose, ways=gap.ways)
        for gap in report.demands
    )


def _facts(material: Material) -> MaterialFacts:
    kind = _KINDS.get(material.kind)
    return MaterialFacts(
        id=material.id,
        filename=material.filename,
        kind=kind or "pdf",
        pages=material.pages or 0,
        bytes=material.size,
        sha256=material.sha256,
        refused=None if kind else "kind_not_accepted",
    )


def _item(finding: Finding) -> MissingItem:
    return MissingItem(
        requirement=finding.requirement,
        name=_plain(finding.name),
        clause=f"{finding.clause.zh} / {finding.clause.en}",
        reason=finding.reason or _NOT_PROVIDED,
        reason_text=_plain(finding.reason_text or finding.name),
        acceptable=_plain(finding.acceptable),
        alternatives=finding.alternatives,
    )


def _plain(text: Bilingual) -> Bilingual:
    return Bilingual(zh=text.zh, en=text.en)

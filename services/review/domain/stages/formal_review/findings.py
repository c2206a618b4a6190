"""What stands in the way of a case: the machine's findings, overruled by officers' verdicts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from services.review.domain.case import Case
from services.review.domain.stages.formal_review.facts import facts_of
from services.review.domain.stages.formal_review.files import files_of, judged_file
from services.review.domain.stages.formal_review.kept import Judgement
from shared.contracts.applications import Material
from shared.contracts.reviews import MissingDemand, MissingItem
from shared.programmes import (
    Dossier,
    Finding,
    MaterialFacts,
    Programme,
    Report,
    Verdict,
    check,
)
from shared.values import Bilingual

_NOT_PROVIDED = "not_provided"


def report_of(case: Case, programme: Programme) -> Report:
    """The completeness report of the case as it stands."""
    return judged(programme, case.answers, case.materials, case.verdicts, case.file_verdicts)


def judged(
    programme: Programme,
    answers: Mapping[str, JsonValue],
    materials: Sequence[Material],
    verdicts: Mapping[str, Judgement],
    file_verdicts: Mapping[str, Judgement],
) -> Report:
    """The report on these answers and materials; raises UnknownItem, UnknownReason."""
    files: dict[str, list[MaterialFacts]] = defaultdict(list)
    for material in materials:
        files[material.requirement].append(facts_of(material, file_verdicts.get(material.id)))
    return check(
        programme,
        Dossier(answers=answers, materials=files),
        {item: Verdict(j.verdict, j.reason) for item, j in verdicts.items()},
    )


def missing_items(report: Report, case: Case, programme: Programme) -> tuple[MissingItem, ...]:
    """Everything to tell the applicant, once, with the files that are refused and that stay."""
    return tuple(_item(finding, case, programme) for finding in report.missing)


def missing_demands(report: Report) -> tuple[MissingDemand, ...]:
    """What of that must come: a choice is one demand."""
    return tuple(
        MissingDemand(branches=gap.alternatives, choose=gap.choose, ways=gap.ways)
        for gap in report.demands
    )


def _item(finding: Finding, case: Case, programme: Programme) -> MissingItem:
    files = tuple(judged_file(f, programme) for f in files_of(case, programme, finding))
    verdict = case.verdicts.get(finding.requirement)
    return MissingItem(
        requirement=finding.requirement,
        name=_plain(finding.name),
        clause=f"{finding.clause.zh} / {finding.clause.en}",
        clause_text=_plain(finding.clause),
        reason=finding.reason or _NOT_PROVIDED,
        reason_text=_plain(finding.reason_text or finding.name),
        acceptable=_plain(finding.acceptable),
        alternatives=finding.alternatives,
        files=files or None,
        note=None if verdict is None else verdict.note,
    )


def _plain(text: Bilingual) -> Bilingual:
    return Bilingual(zh=text.zh, en=text.en)

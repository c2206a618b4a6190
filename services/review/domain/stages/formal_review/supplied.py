"""What a supplement does to files: which came, what they replaced, which words still hold."""

from collections.abc import Iterable

from services.review.domain.case import Case
from services.review.domain.stages.formal_review.files import files_of
from services.review.domain.stages.formal_review.findings import report_of
from services.review.domain.stages.formal_review.kept import Judgement, SuppliedFile
from shared.contracts.applications import ApplicationSupplemented, Material
from shared.programmes import Programme


def supplied_files(case: Case, supplement: ApplicationSupplemented) -> tuple[SuppliedFile, ...]:
    """The files that came, with what they took the place of.

    Older events do not tell: then what is new has replaced what is gone of its requirement.
    """
    round_ = supplement.supplement_round
    if supplement.files is not None:
        return tuple(
            SuppliedFile(supplement_round=round_, file=came.file, replaces=came.replaces)
            for came in supplement.files
        )
    known = {material.id for material in case.materials}
    gone = replaced_files(case, supplement)
    return tuple(
        SuppliedFile(
            supplement_round=round_,
            file=came.id,
            replaces=tuple(old.id for old in gone if old.requirement == came.requirement),
        )
        for came in supplement.materials
        if came.id not in known
    )


def replaced_files(case: Case, supplement: ApplicationSupplemented) -> tuple[Material, ...]:
    """The files of the case that gave way to the supplement."""
    now = {material.id for material in supplement.materials}
    return tuple(material for material in case.materials if material.id not in now)


def verdicts_that_stay(
    case: Case,
    programme: Programme,
    supplement: ApplicationSupplemented,
    supplied: Iterable[SuppliedFile],
) -> dict[str, Judgement]:
    """The words on single files, with those on a whole that ends by the supplement.

    A file that was refused with the whole stays refused: it tells why it was replaced, or, if it
    was not, that it still has to be judged. One that was handed in anew is judged anew.
    """
    anew = {came.file for came in supplied}
    refused: dict[str, Judgement] = {}
    for finding in report_of(case, programme).findings:
        whole = case.verdicts.get(finding.requirement)
        if whole is None or finding.requirement not in supplement.items:
            continue
        for file in files_of(case, programme, finding):
            if file.refused and file.material.id not in anew:
                refused[file.material.id] = whole
    return {**refused, **case.file_verdicts}

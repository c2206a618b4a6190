"""The completeness check: the one rule set of self-check, intake and formal review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.programmes.dossier import Dossier, MaterialFacts, Verdict
from shared.programmes.errors import UnknownItem, UnknownReason
from shared.programmes.form import AnswerField, is_blank, valid_answers
from shared.programmes.gaps import applicable, unmet
from shared.programmes.materials import Material
from shared.programmes.model import Programme
from shared.programmes.reading_answers import expected_answer
from shared.programmes.report import Finding, Gap, Report, Status
from shared.programmes.requirements import items
from shared.programmes.strict import Bilingual

_NO_VERDICTS: Mapping[str, Verdict] = {}


@dataclass(frozen=True, slots=True)
class _Fault:
    reason: str
    absent: bool = False


_Faults = Mapping[str, _Fault | None]
_ABSENT = _Fault("not_provided", absent=True)


def check(
    programme: Programme, dossier: Dossier, verdicts: Mapping[str, Verdict] = _NO_VERDICTS
) -> Report:
    """Judge a dossier by the programme; an officer's verdict on an item overrules the machine.

    Raises UnknownItem for a verdict on an item the programme does not have, and UnknownReason for
    a reason that is not in its catalogue or does not apply to materials.
    """
    faults: dict[str, _Fault | None] = {
        **{material.id: _file_fault(material, dossier) for material in programme.materials},
        **{field.id: _answer_fault(field, dossier.answers) for field in programme.answers},
    }
    for item, verdict in verdicts.items():
        if item not in faults:
            raise UnknownItem(
                f"{programme.key} asks for no {item}.",
                faults,
                item,
                zh=f"{programme.key} 没有材料或填报项 {item}。",
            )
        faults[item] = _verdict_fault(verdict)
    _refuse_unknown_reasons(programme, faults)

    met = {item for item, fault in faults.items() if fault is None}
    known = valid_answers(programme.answers, dossier.answers)
    gaps = (
        *_form_gaps(programme, faults, dossier.answers),
        *unmet(programme.requirements, met, known),
    )
    gaps = tuple(dict.fromkeys(gaps))
    in_tree = {item for requirement in programme.requirements for item in items(requirement)}
    ruled_out = in_tree - applicable(programme.requirements, known)
    return Report(
        findings=tuple(
            _finding(programme, item, faults[item.id], item.id in ruled_out, gaps)
            for item in programme.items
        ),
        gaps=gaps,
    )


def _form_gaps(programme: Programme, faults: _Faults, answers: Mapping[str, Any]) -> Sequence[Gap]:
    """Required answers that are not met, and optional ones that were given but are not valid."""
    return [
        Gap(((field.id,),))
        for field in programme.answers
        if faults[field.id] is not None and (field.required or not is_blank(answers.get(field.id)))
    ]


def _answer_fault(field: AnswerField, answers: Mapping[str, Any]) -> _Fault | None:
    value = answers.get(field.id)
    if is_blank(value):
        return _ABSENT
    reason = field.fault(value)
    return None if reason is None else _Fault(reason)


def _file_fault(material: Material, dossier: Dossier) -> _Fault | None:
    files = dossier.materials.get(material.id, ())
    if not files:
        return _ABSENT
    reasons = [file_fault(file, material) for file in files]
    for file, reason in zip(files, reasons, strict=True):
        # Whoever refuses one file wants it mended, however good the others are.
        if file.verdict is not None and reason is not None:
            return _Fault(reason)
    good = reasons.count(None)
    if good > material.max_files:
        return _Fault("too_many_files")
    # A bad file that was replaced by a good one is no longer in the way.
    return None if good else _Fault(reasons[-1] or "unreadable")


def file_fault(file: MaterialFacts, material: Material) -> str | None:
    """Why this file will not do by itself; an officer's word on it overrules the machine's."""
    if file.verdict is not None:
        return None if file.verdict.outcome == "accept" else file.verdict.reason or "unreadable"
    if file.refused is not None:
        return file.refused
    if file.bytes == 0:
        return "empty_file"
    if file.kind not in material.accepts:
        return "kind_not_accepted"
    return "file_too_large" if file.bytes > material.max_bytes else None


def _verdict_fault(verdict: Verdict) -> _Fault | None:
    match verdict.outcome:
        case "accept":
            return None
        case "missing":
            return _Fault(verdict.reason or "not_provided", absent=True)
        case "invalid":
            return _Fault(verdict.reason or "unreadable")


def _refuse_unknown_reasons(programme: Programme, faults: _Faults) -> None:
    known = programme.reasons_about("materials")
    for item, fault in faults.items():
        if fault is not None and fault.reason not in known:
            raise UnknownReason(
                f"{programme.key}: {fault.reason} is no reason about a material.",
                known,
                item,
                zh=f"{programme.key}：{fault.reason} 不是针对材料的理由。",
            )


def _finding(
    programme: Programme,
    item: Material | AnswerField,
    fault: _Fault | None,
    ruled_out: bool,
    gaps: Sequence[Gap],
) -> Finding:
    naming = [gap for gap in gaps if item.id in gap.items]
    mandatory = any(not gap.is_choice for gap in naming)
    choices = dict.fromkeys(other for gap in naming for other in gap.items)
    return Finding(
        requirement=item.id,
        status=_status(fault, ruled_out=ruled_out, in_the_way=bool(naming)),
        name=item.name,
        clause=item.clause,
        acceptable=item.acceptable if isinstance(item, Material) else item.help,
        reason=fault.reason if fault else None,
        reason_text=_reason_text(programme, item, fault.reason) if fault else None,
        alternatives=() if mandatory else tuple(choices),
    )


def _reason_text(programme: Programme, item: Material | AnswerField, reason: str) -> Bilingual:
    said = programme.reason(reason).name
    if reason != "wrong_type" or isinstance(item, Material):
        return said
    expected = expected_answer(item)
    return Bilingual(zh=f"{said.zh}：{expected.zh}", en=f"{said.en.rstrip('.')}: it {expected.en}.")


def _status(fault: _Fault | None, *, ruled_out: bool, in_the_way: bool) -> Status:
    if ruled_out:
        return "not_applicable"
    if fault is None:
        return "met"
    if in_the_way:
        return "missing" if fault.absent else "invalid"
    return "optional"

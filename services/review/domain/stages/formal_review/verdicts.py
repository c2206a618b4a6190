"""Officers judge items of the checklist and single files; their word overrules the machine's."""

from collections.abc import Iterable, Mapping

from services.review.domain.case import Case
from services.review.domain.case.refusals import expect
from services.review.domain.reasons import NOT_PROVIDED, ReasonRequired
from services.review.domain.stages.formal_review.files import (
    OneFile,
    UnknownFile,
    material_named,
)
from services.review.domain.stages.formal_review.findings import report_of
from services.review.domain.stages.formal_review.kept import Judgement, ReplacedVerdict
from services.review.domain.stages.formal_review.refusals import (
    ContradictoryVerdicts,
    NotApplicable,
    NothingHandedIn,
    UnfitReason,
)
from shared.contracts.applications import Material
from shared.programmes import Programme, UnknownItem
from shared.programmes.path import FormalReview
from shared.programmes.path.kinds.formal_review import Reviewing
from shared.values import Bilingual

_UNCHANGED = "Nothing was changed."
_REFUSING = Bilingual(zh="退回材料或文件，", en="A verdict that refuses")

About = str | OneFile
"""What a verdict is about: an item of the checklist by its id, or one file of it."""


def judge(case: Case, verdicts: Mapping[About, Judgement], programme: Programme) -> Case:
    """The case with these verdicts added, which stand in the order in which they were sent.

    A later word stands, and the former is kept apart: a whole that is accepted has no refused
    files, and one of which a file is refused is not accepted as a whole. Raises WrongStage or
    CaseClosed outside formal review, UnknownItem, NotApplicable, UnknownFile, NothingHandedIn,
    ContradictoryVerdicts, UnfitReason for a reason of another verdict or of another kind of item,
    and ReasonRequired for what is invalid, or a file that is refused, without a reason.
    """
    expect(case, programme, FormalReview, Reviewing.REVIEWING)
    _refuse_unfounded(case, verdicts, programme)
    wholes, files = dict(case.verdicts), dict(case.file_verdicts)
    gone = list(case.replaced_verdicts)
    for about, given in verdicts.items():
        if isinstance(about, OneFile):
            material = material_named(case, about)
            assert material is not None
            gone += _replaced(about.requirement, material.id, files.get(material.id), given)
            files[material.id] = given
            if given.verdict != "accept" and _is_accepted(wholes.get(about.requirement)):
                gone += _replaced(about.requirement, None, wholes.pop(about.requirement), given)
            continue
        gone += _replaced(about, None, wholes.get(about), given)
        wholes[about] = given
        if given.verdict == "accept":
            there = {m.id for m in case.materials if m.requirement == about}
            refused = [k for k, v in files.items() if k in there and not _is_accepted(v)]
            for identity in refused:
                gone += _replaced(about, identity, files.pop(identity), given)
    update = {"verdicts": wholes, "file_verdicts": files, "replaced_verdicts": tuple(gone)}
    together = case.model_copy(update=update)
    complete = report_of(together, programme).complete
    return together.model_copy(update={"complete": complete})


def _replaced(
    requirement: str, file: str | None, was: Judgement | None, given: Judgement
) -> tuple[ReplacedVerdict, ...]:
    """What is kept of a word that gives way to another one; the same word again keeps none."""
    if was is None or _says(was) == _says(given):
        return ()
    return (ReplacedVerdict(requirement=requirement, file=file, was=was, by=given.by, at=given.at),)


def _says(given: Judgement) -> tuple[str, str | None, str | None]:
    return given.verdict, given.reason, given.note


def _refuse_unfounded(
    case: Case, verdicts: Mapping[About, Judgement], programme: Programme
) -> None:
    sent = [(f"verdicts.{n}", *each) for n, each in enumerate(verdicts.items())]
    items = [item.id for item in programme.items]
    named = {f"{at}.requirement": _requirement(about) for at, about, _ in sent}
    strange = {field: item for field, item in named.items() if item not in items}
    if strange:
        asked = ", ".join(strange.values())
        raise UnknownItem(
            f"{programme.key} asks for no {asked}. {_UNCHANGED}",
            items,
            *strange,
            zh=f"{programme.key} 没有材料或填报项 {asked}。未作任何更改。",
        )
    _refuse_inapplicable(named, case, programme)
    _refuse_contradictions({f"verdicts.{n}": each for n, each in enumerate(verdicts.items())})
    unknown = {
        f"{at}.file": (about, _files(case, about.requirement))
        for at, about, _ in sent
        if isinstance(about, OneFile) and material_named(case, about) is None
    }
    if unknown:
        raise UnknownFile(unknown)
    fitting = {
        f"{at}.reason": _fitting(about, given, programme)
        for at, about, given in sent
        if not _is_accepted(given)
    }
    given = {f"{at}.reason": given.reason for at, _, given in sent}
    bare = [f"{at}.reason" for at, about, given in sent if _needs(about, given)]
    if bare := [field for field in bare if given[field] is None]:
        raise ReasonRequired(_REFUSING, {field: fitting[field] for field in bare})
    odd = {
        field: reason
        for field, reason in given.items()
        if reason is not None and reason not in fitting[field]
    }
    if odd:
        raise UnfitReason(odd, fitting, programme)
    _refuse_verdicts_on_nothing(sent, case, programme)


def _fitting(about: About, given: Judgement, programme: Programme) -> tuple[str, ...]:
    """The ids of the reasons that this verdict may have."""
    requirement = _requirement(about)
    item = next(item for item in programme.items if item.id == requirement)
    fitting = programme.reasons_of_item(item, given.verdict)
    return tuple(id_ for id_ in fitting if id_ != NOT_PROVIDED or not isinstance(about, OneFile))


def _refuse_inapplicable(named: Mapping[str, str], case: Case, programme: Programme) -> None:
    findings = {found.requirement: found for found in report_of(case, programme).findings}
    idle = {
        field: findings[item].name
        for field, item in named.items()
        if findings[item].status == "not_applicable"
    }
    if idle:
        raise NotApplicable(idle)


def _refuse_verdicts_on_nothing(
    sent: Iterable[tuple[str, About, Judgement]], case: Case, programme: Programme
) -> None:
    """What is not there has no fault: the enterprise would look for a file that it never sent."""
    names = {item.id: item.name for item in programme.items}
    empty = {
        f"{at}.verdict": names[about]
        for at, about, given in sent
        if isinstance(about, str)
        and not _is_accepted(given)
        and given.reason not in (None, NOT_PROVIDED)
        and case.answers.get(about) is None
        and not _files(case, about)
    }
    if empty:
        raise NothingHandedIn(empty)


def _refuse_contradictions(sent: Mapping[str, tuple[About, Judgement]]) -> None:
    accepted = {about for about, given in sent.values() if given.verdict == "accept"}
    both = {
        f"{at}.file": about.requirement
        for at, (about, given) in sent.items()
        if isinstance(about, OneFile)
        and given.verdict != "accept"
        and about.requirement in accepted
    }
    good = [(at, given) for at, (_, given) in sent.items() if _is_accepted(given)]
    needless = [f"{at}.reason" for at, given in good if given.reason is not None]
    needless += [f"{at}.note" for at, given in good if given.note]
    if both or needless:
        raise ContradictoryVerdicts(both, sorted(needless))


def has_verdicts(case: Case, verdicts: Mapping[About, Judgement]) -> bool:
    """Whether these very verdicts are recorded, by whomever."""
    return all(
        (known := _known(case, about)) is not None and _says(known) == _says(given)
        for about, given in verdicts.items()
    )


def _known(case: Case, about: About) -> Judgement | None:
    if not isinstance(about, OneFile):
        return case.verdicts.get(about)
    material = material_named(case, about)
    return None if material is None else case.file_verdicts.get(material.id)


def _requirement(about: About) -> str:
    return about.requirement if isinstance(about, OneFile) else about


def _files(case: Case, requirement: str) -> tuple[Material, ...]:
    return tuple(m for m in case.materials if m.requirement == requirement)


def _is_accepted(judgement: Judgement | None) -> bool:
    return judgement is not None and judgement.verdict == "accept"


def _needs(about: About, given: Judgement) -> bool:
    """Whether it needs a reason: a file that is there can't be missing without one."""
    return given.verdict == "invalid" or (given.verdict == "missing" and isinstance(about, OneFile))

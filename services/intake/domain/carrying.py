"""What was handed in for a notification that its office took back, and what comes of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.intake.domain.application import Application
from services.intake.domain.material import Material
from services.intake.domain.received_file import ADD
from services.intake.domain.staged_supplement import StagedSupplement
from services.intake.domain.staging import kept_files, replaceable
from services.intake.domain.supplement_round import SupplementRound
from shared.values import Bilingual

NOTHING = Bilingual(zh="", en="")


@dataclass(frozen=True, slots=True)
class Carried:
    """What is staged for the new round, and what it does not ask for."""

    staged: StagedSupplement
    left: StagedSupplement


def waiting(application: Application) -> StagedSupplement | None:
    """What was staged for a notification that was taken back, and was never sent."""
    staged = application.staged
    if staged is None or not staged.items:
        return None
    rounds = {asked.number: asked for asked in application.supplements}
    former = rounds.get(staged.supplement_round)
    taken_back = former is not None and former.taken_back_at is not None
    return staged if former is not None and taken_back and former.received_at is None else None


def carry_over(application: Application, asked: SupplementRound) -> Application:
    """The application with what fits the round that is asked for; as it was when nothing does."""
    carried = carried_to(application, asked)
    if carried is None or not carried.staged.items:
        return application
    return replace(application, staged=carried.staged)


def carried_to(application: Application, asked: SupplementRound) -> Carried | None:
    """What of it this round asks for as well; None when nothing waits.

    A file goes on replacing what it was to replace, as far as that is still refused.
    """
    staged = waiting(application)
    if staged is None or staged.supplement_round == asked.number:
        return None
    kept = kept_files(application, asked)
    may = asked.may_send
    fits = [m for m in staged.materials if m.requirement in may and m.id not in kept]
    ids = {material.id for material in fits}
    answers = {name: value for name, value in staged.answers.items() if name in may}
    targets = {
        material.id: target
        for material in fits
        if (target := staged.targets.get(material.id)) is not None
        and (target == ADD or target in replaceable(application, asked, material.requirement))
    }
    return Carried(
        replace(
            staged,
            supplement_round=asked.number,
            materials=tuple(fits),
            answers=answers,
            targets=targets,
        ),
        replace(
            staged,
            materials=tuple(m for m in staged.materials if m.id not in ids),
            answers={name: v for name, v in staged.answers.items() if name not in answers},
        ),
    )


def kept_in_words(application: Application, supplement_round: int) -> Bilingual:
    """That what is staged for this round, which is taken back, is kept; empty if nothing is."""
    staged = application.staged
    if staged is None or staged.supplement_round != supplement_round or not staged.items:
        return NOTHING
    names = _names(staged)
    return Bilingual(
        zh=f"您已上传而未提交的内容予以保留（{'、'.join(names)}）；"
        "重新通知补正时，仍要求的将自动转入，无需重新上传。",
        en=f" What you had handed in and not sent is kept ({', '.join(names)}): what is asked for "
        "anew goes on from there, and need not be handed in again.",
    )


def carried_in_words(application: Application, asked: SupplementRound) -> Bilingual:
    """What goes on into this round and what does not; empty when nothing waits."""
    carried = carried_to(application, asked)
    if carried is None:
        return NOTHING
    zh, en = "", ""
    if names := _names(carried.staged):
        zh = f"您为已撤回的补正通知上传的内容已转入本次补正，尚未提交：{'、'.join(names)}。"
        en = (
            " What you had handed in for the notice that was taken back is kept for this one, and "
            f"is not sent yet: {', '.join(names)}."
        )
    if names := _names(carried.left):
        zh += f"本次不再要求、未转入：{'、'.join(names)}。"
        en += f" Not asked for by this one, and not taken over: {', '.join(names)}."
    return Bilingual(zh=zh, en=en)


def came_before_in_words(application: Application, supplement_round: int) -> Bilingual:
    """That what came for a notification that was taken back counts beside this one; empty where
    nothing did.

    Its office may have asked anew before it heard of that.
    """
    former = next((r for r in application.supplements if r.number == supplement_round - 1), None)
    if former is None or former.taken_back_at is None or former.received_at is None:
        return NOTHING
    items, n = former.received_items, former.number
    return Bilingual(
        zh=f"您对第 {n} 次补正通知的补正（{'、'.join(items)}）已收到，一并审查；"
        "如材料已齐全，将告知您无需再补正。",
        en=f" Your supplement for notice {n} ({', '.join(items)}) was received and is reviewed as "
        "well; if it has everything, you will be told that nothing is asked for any more.",
    )


def _names(staged: StagedSupplement) -> list[str]:
    return [*_of_files(staged.materials), *staged.answers]


def _of_files(materials: Iterable[Material]) -> list[str]:
    return [f"{material.requirement} {material.filename}" for material in materials]

"""What is staged for a supplement, and what each staged file will take the place of."""

from collections.abc import Collection, Iterable, Mapping

from services.intake.domain.application import Application
from services.intake.domain.material import Material, find_file
from services.intake.domain.received_file import ADD
from services.intake.domain.refusals import UnknownTarget
from services.intake.domain.staged_supplement import StagedSupplement
from services.intake.domain.supplement_round import SupplementRound


def staged_for(application: Application, asked: SupplementRound) -> StagedSupplement | None:
    """What is staged for this round, if anything was ever."""
    staged = application.staged
    return staged if staged is not None and staged.supplement_round == asked.number else None


def staged_items(application: Application) -> tuple[str, ...]:
    """The ids for which something is staged and not sent yet."""
    last = application.supplements[-1] if application.supplements else None
    if last is None or not last.awaited:
        return ()
    staged = staged_for(application, last)
    return () if staged is None else staged.items


def filled_items(application: Application, asked: SupplementRound) -> tuple[str, ...]:
    """The ids for which something came, and of which no refused file is left."""
    staged = staged_for(application, asked)
    kept = kept_files(application, asked) if asked.awaited else {}
    new = [m.requirement for m in staged.materials if m.id not in kept] if staged else []
    came = asked.received_items or dict.fromkeys((*new, *(staged.answers if staged else ())))
    anew = {material.id for material in staged.materials} if staged else set[str]()
    stay = {material.id for material in after_sending(application, asked)} - anew
    return tuple(item for item in came if not _refused_in(asked, item) & stay)


def _refused_in(asked: SupplementRound, requirement: str) -> set[str]:
    item = asked.item(requirement)
    return set() if item is None else {file.id for file in item.refused}


def replaceable(
    application: Application, asked: SupplementRound, requirement: str
) -> tuple[str, ...]:
    """The ids of the files of a requirement that give way to a supplement: those refused.

    Where nothing was said of files, all of them do.
    """
    item = asked.item(requirement)
    there = [m.id for m in application.materials if m.requirement == requirement]
    if item is None or item.files is None:
        return tuple(there)
    refused = _refused_in(asked, requirement)
    return tuple(identity for identity in there if identity in refused)


def kept_files(application: Application, asked: SupplementRound) -> dict[str, Material]:
    """By their ids, the files that stay whatever comes: nothing was said against them."""
    gives_way = {
        identity
        for requirement in {material.requirement for material in application.materials}
        for identity in replaceable(application, asked, requirement)
    }
    return {m.id: m for m in application.materials if m.id not in gives_way}


def replacements(application: Application, asked: SupplementRound) -> dict[str, tuple[str, ...]]:
    """By the id of each staged file, the ids of the files that it takes the place of when sent.

    A file of which nothing was said takes that of all refused ones of its requirement that no
    other file is to replace; a file that stays is never replaced, and sent again it replaces none.
    """
    staged = staged_for(application, asked)
    if staged is None:
        return {}
    kept = kept_files(application, asked)
    named = {target for new, target in staged.targets.items() if new not in kept}
    anew = {material.id for material in staged.materials}
    found: dict[str, tuple[str, ...]] = {}
    for material in staged.materials:
        if material.id in kept:
            found[material.id] = ()
            continue
        gone = set(replaceable(application, asked, material.requirement)) - anew
        target = staged.targets.get(material.id)
        gives_way = gone - named if target is None else gone & {target}
        found[material.id] = tuple(m.id for m in application.materials if m.id in gives_way)
    return found


def after_sending(application: Application, asked: SupplementRound) -> tuple[Material, ...]:
    """The files of the application once what is staged is sent: those that stay, then the new."""
    staged = staged_for(application, asked)
    if staged is None:
        return application.materials
    new = {material.id: material for material in staged.materials}
    gone = {old for each in replacements(application, asked).values() for old in each}
    kept = (m for m in application.materials if m.id not in gone and m.id not in new)
    return (*kept, *new.values())


def targets_of(
    application: Application, asked: SupplementRound, wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """By requirement and target as it was said, the id of the file that is meant, or ADD.

    Raises UnknownTarget for what is not among the files that may be replaced.
    """
    found: dict[tuple[str, str], str] = {}
    unknown: dict[str, tuple[str, Collection[str]]] = {}
    for requirement, target in wanted:
        may = replaceable(application, asked, requirement)
        there = (m for m in application.materials if m.id in may)
        if target == ADD:
            found[requirement, target] = ADD
        elif (meant := find_file(target, there)) is None:
            unknown[f"{requirement}/{target}"] = (requirement, may)
        else:
            found[requirement, target] = meant.id
    if unknown:
        raise UnknownTarget(unknown)
    return found


def kept_targets(
    before: Mapping[str, str], came: Mapping[str, str | None], staged: Iterable[Material]
) -> dict[str, str]:
    """The targets of what is staged, with those of the files that came just now."""
    ids = {material.id for material in staged}
    together = {**before, **came}
    return {id_: target for id_, target in together.items() if id_ in ids and target is not None}

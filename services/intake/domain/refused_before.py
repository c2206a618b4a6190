"""The same bytes as a refused file are not taken again: what was wrong with them still is."""

from collections.abc import Iterable

from services.intake.domain.application import Application
from services.intake.domain.inspection.inspected import FileRefused
from services.intake.domain.material import Material, material_id
from services.intake.domain.staging import kept_files
from services.intake.domain.supplement_round import AskedFile, AskedItem, SupplementRound
from shared.calendar import beijing_date


def refused_before(application: Application) -> dict[tuple[str, str], FileRefused]:
    """By requirement and SHA-256, what is said of the files that an office has refused.

    Of several that were refused together with all of their requirement any may have been good, so
    that it may come again with the others.
    """
    found: dict[tuple[str, str], FileRefused] = {}
    for asked in application.supplements:
        if asked.asked_at is None or asked.taken_back_at is not None:
            continue
        day = beijing_date(asked.asked_at)
        for item in asked.items:
            for file in item.refused:
                if file.reason is not None or len(item.files or ()) == 1:
                    en, zh = _why(item, file)
                    found[item.requirement, file.sha256] = FileRefused(
                        "refused-before",
                        f"is the same file, byte for byte, as {file.filename}, which was refused "
                        f"on {day:%Y-%m-%d}: {en} Put that right and send the new file",
                        f"与{day:%Y年%m月%d日}退回的“{file.filename}”完全相同（{zh}），"
                        "请改正后上传新文件",
                    )
    return found


def _why(item: AskedItem, file: AskedFile) -> tuple[str, str]:
    text = file.reason_text or item.reason_text
    note = file.note or item.note
    en = text.en if text.en.endswith((".", "!", "?")) else f"{text.en}."
    said = " ".join(note.split()) if note else ""
    return (f"{en} “{said}”" if said else en), (f"{text.zh}：{said}" if said else text.zh)


def stays_anyway(
    application: Application, asked: SupplementRound, received: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], FileRefused]:
    """By requirement and SHA-256, what is said of files that are there already and stay, where
    nothing else has come for their requirement: they can't be what is missing.

    `received` are requirements and SHA-256 of what came together. Beside something new they do no
    harm, and are passed over.
    """
    kept = kept_files(application, asked)
    sent = {material_id(*each): each for each in received}
    new = {requirement for identity, (requirement, _) in sent.items() if identity not in kept}
    return {
        each: _stays(kept[identity], asked)
        for identity, each in sent.items()
        if identity in kept and each[0] not in new
    }


def not_asked_for(
    asked: SupplementRound, received: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], FileRefused]:
    """By requirement and SHA-256, what is said of files for what nobody asked to supplement."""
    known = asked.may_send
    foreign = FileRefused(
        "supplement-item-not-asked",
        f"is for what was not asked for; asked for: {', '.join(known)}",
        f"不在要求补正之列；要求补正的有：{'、'.join(known)}",
    )
    return {each: foreign for each in received if each[0] not in known}


def _stays(material: Material, asked: SupplementRound) -> FileRefused:
    item = asked.item(material.requirement)
    refused = [file.filename for file in item.refused] if item else []
    named = ", ".join(refused)
    en = f"in the place of {named}" if refused else "that is missing"
    zh = f"用以替换“{'、'.join(refused)}”的新文件" if refused else "所缺的文件"
    return FileRefused(
        "kept-already",
        f"is the same file, byte for byte, as {material.filename}, which is there and stays. Send "
        f"the one {en}",
        f"与已提交且保留的“{material.filename}”完全相同。请上传{zh}",
    )

"""What the timeline says of a supplement beside what came."""

from collections.abc import Iterable

from services.intake.domain.application import Application
from services.intake.domain.staging import after_sending, replacements
from services.intake.domain.supplement_round import AskedItem, SupplementRound
from shared.values import Bilingual


def replaced_in_words(application: Application, asked: SupplementRound) -> Bilingual:
    """Which file takes the place of which, as a further sentence; empty when none does."""
    names = {m.id: m.filename for m in after_sending(application, asked)}
    old = {m.id: m.filename for m in application.materials}
    pairs = [
        (names[new], [old[identity] for identity in gone])
        for new, gone in replacements(application, asked).items()
        if gone
    ]
    if not pairs:
        return Bilingual(zh="", en="")
    zh = "；".join(f"{new} 替换 {'、'.join(gone)}" for new, gone in pairs)
    en = "; ".join(f"{new} takes the place of {', '.join(gone)}" for new, gone in pairs)
    return Bilingual(zh=f"其中{zh}。", en=f" Of these, {en}.")


def empty_in_words(empty: Iterable[AskedItem]) -> Bilingual:
    """What is still missing, as a further sentence; empty when nothing is."""
    names = [item.requirement for item in empty]
    if not names:
        return Bilingual(zh="", en="")
    return Bilingual(zh=f"仍缺：{'、'.join(names)}。", en=f" Still missing: {', '.join(names)}.")

"""Notices in words, by what they are about."""

from shared.values import Bilingual

_SOME = Bilingual(zh="通知", en="notice")
_BY_KIND = {
    "materials_missing": Bilingual(zh="补正通知", en="notice of missing materials"),
    "supplement_due": Bilingual(zh="补正提醒", en="reminder of the supplement"),
    "not_accepted": Bilingual(zh="不予受理告知", en="notice of non-acceptance"),
    "reopened": Bilingual(zh="恢复办理告知", en="notice that the application goes on"),
}


def named(kind: str | None) -> Bilingual:
    """What to call a notice of this kind; older events don't tell it, newer ones may have more."""
    return _BY_KIND.get(kind or "", _SOME)

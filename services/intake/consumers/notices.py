"""Notices in words, by what they are about."""

from shared.values import Bilingual

_SOME = Bilingual(zh="通知", en="notice")
_BY_KIND = {
    "materials_missing": Bilingual(zh="补正通知", en="notice of missing materials"),
    "supplement_due": Bilingual(zh="补正提醒", en="reminder of the supplement"),
    "not_accepted": Bilingual(zh="不予受理告知", en="notice of non-acceptance"),
    "reopened": Bilingual(zh="恢复办理告知", en="notice that the application goes on"),
    "objection": Bilingual(zh="异议送达通知", en="notice of the objection"),
    "not_recommended": Bilingual(zh="未获推荐告知", en="notice that nobody recommended it"),
    "stage_failed": Bilingual(zh="未通过告知", en="notice of not passing"),
    "entry_removed": Bilingual(zh="移出名单告知", en="notice of the removal from the list"),
    "conclusion_taken_back": Bilingual(zh="撤回更正告知", en="notice of the taking back"),
    "recommendation_taken_back": Bilingual(zh="撤回更正告知", en="notice of the taking back"),
    "notification_taken_back": Bilingual(zh="撤回补正通知", en="notice of the taking back"),
    "decision_taken_back": Bilingual(zh="撤回更正告知", en="notice of the taking back"),
    "left_out": Bilingual(zh="未列入名单告知", en="notice of a list without it"),
    "taken_in": Bilingual(zh="恢复办理告知", en="notice that the application goes on"),
    "list_struck": Bilingual(zh="名单更正告知", en="notice of the correction of the list"),
    "list_added": Bilingual(zh="名单更正告知", en="notice of the correction of the list"),
    "list_reprinted": Bilingual(zh="名单更正告知", en="notice of the correction of the list"),
    "outcome_not_listed": Bilingual(zh="结果告知", en="notice of the outcome"),
}


def named(kind: str | None) -> Bilingual:
    """What to call a notice of this kind; older events don't tell it, newer ones may have more."""
    return _BY_KIND.get(kind or "", _SOME)

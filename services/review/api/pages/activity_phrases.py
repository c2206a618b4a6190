"""The words of the page of a round's activities."""

from collections.abc import Mapping

from shared.pages.phrases import Phrase

ACTIVITIES: Mapping[str, Phrase] = {
    "activities": Phrase("活动", "Activities"),
    "activities_title": Phrase(
        "{programme}{year} 年度活动", "{programme}, {year} round: activities"
    ),
    "activities_lead": Phrase(
        "评审之外的宣传、培训、路演、签约等活动。参加情况只公布数目，不公布名单。",
        "Trainings, roadshows, signings and the like beside the review. Of those who took part "
        "only numbers are public, never names.",
    ),
    "activities_none": Phrase(
        "尚未安排活动。方案中规定的有：{declared}。",
        "None is planned yet. The programme declares: {declared}.",
    ),
    "activity_held": Phrase("已举办", "Held"),
    "activity_planned": Phrase("已安排", "Planned"),
    "activity_called_off": Phrase("已取消", "Called off"),
    "activity_day": Phrase("日期", "Day"),
    "activity_venue": Phrase("地点", "Venue"),
    "activity_kind": Phrase("种类", "Kind"),
    "activity_took_part": Phrase("参加", "Took part"),
    "activity_reason": Phrase("取消理由", "Why it was called off"),
    "activity_number": Phrase("{n} 项（{role}）", "{n} ({role})"),
}
"""What the page says, by the name that its template uses."""

"""How the path of a programme is drawn: each stage, who acts, by when, and where it leads."""

from collections.abc import Iterator

from rich.text import Text

from shared.programmes import Programme, Stage
from shared.programmes.path import (
    Announcement,
    ApplicationStage,
    Cohort,
    Construction,
    Decision,
    FormalReview,
    Milestone,
    PublicNotice,
    Recommendation,
)
from shared.programmes.path.kinds.decision import Committee, Verdicts
from shared.programmes.rights import offices_in
from shared.programmes.sentences import clause, joined, length, say

ROLES = {
    "enterprise": "企业",
    "association": "受托机构",
    "recommender": "推荐单位",
    "reviewer": "评审",
    "officer": "主管部门",
}
_ONWARD = {"called", "submitted", "passed", "decided"}
_ENDS = {"withdrawn", "failed", "not_submitted", "merged"}


def drawing(programme: Programme, language: str) -> Iterator[Text]:
    """The path from top to bottom, a line at a time; ▷ leads out of it."""
    for stage in programme.path:
        is_last = stage == programme.path[-1]
        mark = "○" if stage.works_on == "list" else "●"
        yield Text.assemble(f"{mark} ", (stage.id, "bold"), f"  {stage.name.in_language(language)}")
        bar = " " if is_last and not _ends(stage) else "│"
        for line in (*_who(stage, programme, language), *_details(stage, programme, language)):
            yield Text(f"{bar}   {line}")
        for end in _ends(stage):
            yield Text.assemble("├─▷ ", (end.id, "red"), f"  {end.name.in_language(language)}")
        onward = [given for moment, given in stage.given if moment in _ONWARD]
        yield Text.assemble(
            "■" if is_last else "▼",
            *(
                part
                for given in onward
                for part in (" ", (given.id, "green"), f"  {given.name.in_language(language)}")
            ),
        )


def summary(programme: Programme, language: str) -> Iterator[str]:
    """The milestones that figures rest on."""
    way = programme.way
    reached = " → ".join(milestone.id for milestone in way.funnel)
    yield say(language, f"漏斗：{reached}", f"funnel: {reached}")
    base, success = _id(way.base), _id(way.success)
    yield say(
        language,
        f"成功：{success}；基数：{base}",
        f"success: {success}, of the base: {base}",
    )
    ends = joined(language, (end.milestone.id for end in way.exits))
    yield say(language, f"其他结局：{ends}", f"other ends: {ends}")


def _id(milestone: Milestone | None) -> str:
    return "–" if milestone is None else milestone.id


def _ends(stage: Stage) -> tuple[Milestone, ...]:
    left_out = (stage.left_out,) if isinstance(stage, Recommendation) else ()
    return (*(given for moment, given in stage.given if moment in _ENDS), *left_out)


def _who(stage: Stage, programme: Programme, language: str) -> Iterator[str]:
    role = say(language, ROLES[stage.by], stage.by)
    offices = sorted(offices_in(programme, stage) or ())
    if offices:
        named = joined(language, offices)
        role = say(language, f"{role}（{named}）", f"{role} of {named}")
    yield say(language, f"{stage.kind}，由{role}办理", f"{stage.kind}, by {role}")
    if stage.when is not None:
        condition = clause(stage.when, language)
        yield say(
            language,
            f"仅当{condition}；其余直接进入下一阶段",
            f"only where {condition}; others pass by",
        )


def _details(stage: Stage, programme: Programme, language: str) -> Iterator[str]:
    match stage:
        case ApplicationStage():
            yield from _application(stage, programme, language)
        case Cohort():
            yield say(
                language,
                f"{stage.years}年前认定或复核通过者，须在批次截止前提交；依据：{stage.basis.zh}",
                f"whoever was recognised or passed {stage.years} years before has to submit until "
                f"the round closes, by {stage.basis.en}",
            )
        case FormalReview():
            yield from _formal_review(stage, programme, language)
        case Recommendation():
            quotas = joined(
                language,
                (
                    f"{each.id} ({each.quota or say(language, '不限', 'no quota')})"
                    for each in programme.recommenders
                    if each.id in stage.recommenders or not stage.recommenders
                ),
            )
            yield say(language, f"推荐单位与名额：{quotas}", f"quotas: {quotas}")
        case Decision():
            yield from _decision(stage, language)
        case Construction():
            yield from _construction(stage, language)
        case PublicNotice():
            shown = length(programme.clocks.public_notice, language)
            yield say(language, f"名单公示{shown}", f"the list is under notice for {shown}")
        case Announcement():
            notice = programme.way.notice_of(stage)
            yield (
                say(language, "公布名单，不经公示", "its list is announced without a notice")
                if notice is None
                else say(language, "公布经公示的名单", "its list is announced after the notice")
            )


def _construction(stage: Construction, language: str) -> Iterator[str]:
    tasks = joined(language, (task.id for task in stage.tasks))
    if tasks:
        yield say(language, f"建设任务：{tasks}", f"tasks: {tasks}")
    indicators = joined(language, (f"{each.id} ({each.unit})" for each in stage.indicators))
    yield say(language, f"建设指标：{indicators}", f"indicators: {indicators}")
    days = joined(language, map(str, sorted(stage.yearly.remind_before, reverse=True)))
    by = stage.yearly.by
    yield say(
        language,
        f"每年{by}前报送上一年数据" + (f"，提前{days}天提醒" if days else ""),
        f"figures of the year before are due each year by {by}"
        + (f"; reminders {days} days before" if days else ""),
    )
    if stage.overseer:
        yield say(language, f"监督机构：{stage.overseer}", f"overseen by {stage.overseer}")


def _application(stage: ApplicationStage, programme: Programme, language: str) -> Iterator[str]:
    whole = stage.limits.per_enterprise or programme.max_applications_per_enterprise
    limits = (
        (whole, say(language, f"每家企业至多{whole}项", f"{whole} of an enterprise")),
        (
            stage.limits.per_category,
            say(
                language,
                f"每一类别至多{stage.limits.per_category}项",
                f"{stage.limits.per_category} of each category",
            ),
        ),
    )
    shown = joined(language, (text for limit, text in limits if limit))
    if shown:
        yield say(language, f"限项：{shown}", f"at most {shown}")
    for rule in stage.eligibility:
        condition = clause(rule.condition, language)
        yield say(
            language,
            f"仅限{condition}者申报；否则：{rule.reason}",
            f"open only where {condition}; else {rule.reason}",
        )


def _formal_review(stage: FormalReview, programme: Programme, language: str) -> Iterator[str]:
    clocks, rounds = programme.clocks, programme.clocks.supplement_rounds
    notify, supplement = (
        length(each, language) for each in (clocks.notify_within, clocks.supplement)
    )
    yield say(
        language,
        f"{notify}内一次性告知；{supplement}内补正，至多{rounds}次",
        f"notified within {notify}; supplement within {supplement}, "
        f"at most {rounds} {'round' if rounds == 1 else 'rounds'}",
    )
    if clocks.remind_before:
        days = joined(language, map(str, clocks.remind_before))
        yield say(language, f"截止前{days}天提醒", f"reminded {days} days before the last one")
    yield (
        say(
            language, "逾期未告知的视为受理", "accepted by statute where nobody is notified in time"
        )
        if stage.deemed_acceptance
        else say(language, "逾期未告知的不视为受理", "never accepted by statute")
    )
    given = joined(
        language, (found.id for moment, found in stage.given if moment not in _ONWARD | _ENDS)
    )
    if given:
        yield say(language, f"节点：{given}", f"gives {given}")


def _decision(stage: Decision, language: str) -> Iterator[str]:
    if stage.sealed:
        yield say(language, "公布前保密", "sealed until the announcement")
    if stage.joint:
        yield say(
            language, "各部门分别出函，全部同意方为通过", "passed when all of them agree by letter"
        )
    if stage.committee is not None:
        yield _committee(stage.committee, language)
    yield _verdicts(stage.verdicts, language)


def _committee(committee: Committee, language: str) -> str:
    members, quorum, majority = committee.members, committee.quorum, committee.majority
    return say(
        language,
        f"委员会{members}人开会表决：到会不少于{quorum}，赞成票超过{majority}",
        f"a committee of {members} votes in a meeting: {quorum} of them present, "
        f"more than {majority} of the votes",
    )


def _verdicts(verdicts: Verdicts, language: str) -> str:
    words = (verdicts.passed, verdicts.failed)
    shown = joined(language, (f"{each.id} ({each.name.in_language(language)})" for each in words))
    return say(language, f"结论用语：{shown}", f"verdicts: {shown}")

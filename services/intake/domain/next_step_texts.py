"""What comes next, in words: from the names that the programme gives its stages and offices."""

from collections.abc import Sequence
from datetime import date

from shared.programmes import Path, Programme, Stage
from shared.programmes.path import (
    DEFAULT_PATH,
    Announcement,
    ApplicationStage,
    Construction,
    FormalReview,
    Recommendation,
    Role,
)
from shared.values import Bilingual


def _text(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


ANNOUNCED = _text("结果已公布。", "The result is announced.")
WITHDRAWN = _text("申报已撤回。", "The application was withdrawn.")
CALL_CLOSED = _text("本批次申报已截止。", "The round no longer takes applications.")
LEFT_OUT = _text(
    "本批次名单未列入本申报，理由见进度记录。",
    "The list of this round does without this application; the timeline says why.",
)
REMOVED = _text(
    "异议成立，本申报已从公示名单中移除，理由见进度记录。",
    "An objection was upheld and this application taken off the list; the timeline says why.",
)
OBJECTION_NOT_DELIVERED = _text(
    "答辩期限自异议送达起算；如未收到邮件，请在站内信箱打开通知。",
    "The time to answer begins when the objection reaches you. If no mail came, open it in your "
    "inbox.",
)
TO_BE_SUBMITTED = _text(
    "请补齐材料，自查后提交申报。", "Complete the materials, run the self-check, then submit."
)
SUPPLEMENT_SENT = _text(
    "补正材料已提交，本轮不能再增补。",
    "The supplement is sent; nothing can be added in this round.",
)
ASKED_NO_MORE = _text(
    "补正通知已由办理单位撤回，不再要求补正。",
    "The notification was taken back; nothing is asked for by it any more.",
)
NOT_DELIVERED = _text(
    "补正期限自通知送达起算；如未收到邮件，请在站内信箱打开通知。",
    "The time begins when the notice reaches you. If no mail came, open it in your inbox.",
)

_ROLES: dict[Role, Bilingual] = {
    "enterprise": _text("申报单位", "the applicant"),
    "association": _text("受托机构", "the association"),
    "recommender": _text("推荐单位", "the recommender"),
    "reviewer": _text("评审机构", "the reviewers"),
    "officer": _text("主管机构", "the authority"),
}
_COMMON_NOUNS = frozenset(stage.name.en for stage in DEFAULT_PATH)
"""Names that stand in lower case within a sentence; a programme's own stay as it writes them."""


def call_closes(last_day: date) -> Bilingual:
    """How long a draft can be submitted."""
    return _text(
        f"申报截止到{last_day:%Y年%m月%d日}24时（北京时间），以收到时间为准。",
        f"Applications close at 24:00 on {last_day:%Y-%m-%d}, Beijing time, by arrival.",
    )


def in_formal_review(programme: Programme, stage: FormalReview) -> Bilingual:
    """The formal review goes on."""
    who = _who(programme, stage)
    return _text(
        f"{who.zh}正在进行{stage.name.zh}，请留意通知。",
        _sentence(f"{who.en} is doing the {_within(stage)}. Please watch for notices."),
    )


def to_be_supplemented(*, anything: bool, everything: bool) -> Bilingual:
    """A supplement is awaited, of which nothing, something or everything is there."""
    if everything:
        return _text(
            "缺项已全部上传，请确认并提交；期限届满仍未提交的，按已上传的内容视为提交。",
            "Everything that was asked for is there; please send it. What is there when the time "
            "is over is taken as it stands.",
        )
    if anything:
        return _text(
            "请补齐其余缺项后提交；期限届满仍未提交的，按已上传的内容视为提交。",
            "Hand in the rest, then send it all. What is there when the time is over is taken as "
            "it stands.",
        )
    return _text(
        "请上传下列缺项，可分次上传，齐全后提交；仅可提交列出的内容。",
        "Hand in what is listed as missing, one by one or all at once, and send it when it is all "
        "there. Only the listed items can be sent.",
    )


def supplement_term_over(*, anything: bool) -> Bilingual:
    """The time for a supplement is over, and it was not sent."""
    if anything:
        return _text(
            "补正期限已过，已上传的内容按现状视为提交，正在处理。",
            "The time is over. What is there is being taken as it stands.",
        )
    return _text("补正期限已过，未收到补正材料。", "The time is over, and nothing came.")


def supplement_over(programme: Programme, stage: FormalReview) -> Bilingual:
    """Nothing came in time."""
    who = _who(programme, stage)
    return _text(
        f"补正期限已过，等待{who.zh}处理。",
        f"The time for the supplement is over; {who.en} concludes the {_within(stage)}.",
    )


def to_be_recommended(
    programme: Programme, passed: Stage, stage: Recommendation, *, by_statute: bool
) -> Bilingual:
    """A recommendation comes next."""
    who, so_far = _who(programme, stage), _so_far(passed, by_statute)
    return _text(
        f"{so_far.zh}，等待{who.zh}{stage.name.zh}。", f"{so_far.en}; {who.en} comes next."
    )


def not_put_forward(last_day: date) -> Bilingual:
    """Nobody recommended it while that was possible."""
    return _text(
        f"推荐已于{last_day:%Y年%m月%d日}截止，推荐单位未推荐本申报。如需了解原因，请联系推荐单位。",
        f"Recommendation ended on {last_day:%Y-%m-%d}, and the recommender did not put this "
        "application forward. Please ask the recommender for the reason.",
    )


def to_be_built(passed: Stage, stage: Construction) -> Bilingual:
    """The applicant builds up what it was admitted for, over years."""
    so_far = _so_far(passed, by_statute=False)
    return _text(
        f"{so_far.zh}，{stage.name.zh}进行中：请报送建设任务与指标，完成后提交自评。",
        f"{so_far.en}; now it is {_within(stage)}. Report tasks and indicators, and assess "
        "yourself when all is done.",
    )


def to_come(passed: Stage, coming: Sequence[Stage], *, by_statute: bool) -> Bilingual:
    """These stages come next, up to an announcement."""
    so_far = _so_far(passed, by_statute)
    zh, en = [stage.name.zh for stage in coming], [_within(stage) for stage in coming]
    several = len(coming) > 1
    return _text(
        f"{so_far.zh}，等待{_listed(zh, '、', '与')}。",
        f"{so_far.en}; {_listed(en, ', ', ' and ')} {'come' if several else 'comes'} next.",
    )


def under_notice(stage: Stage, number: int) -> Bilingual:
    """It is on a list that anybody may object to now."""
    return _text(
        f"公示中（名单第{number}号），公示期满后进入{stage.name.zh}；如有异议，将送达贵单位。",
        f"Under public notice, as entry {number} of the list; {_within(stage)} comes after it. You "
        "will be served with any objection.",
    )


def notice_over(stage: Stage) -> Bilingual:
    """Nobody can object to it any more."""
    return _text(
        f"公示期已满，等待{stage.name.zh}。",
        f"The public notice is over; {_within(stage)} comes next.",
    )


def to_be_answered(number: int) -> Bilingual:
    """An objection was served and may be answered."""
    return _text(
        f"针对名单第{number}号的异议已送达贵单位，请在期限内答辩。",
        f"An objection to entry {number} of the list was served on you; please answer it in time.",
    )


def objection_to_be_decided(programme: Programme, stage: Stage, *, answered: bool) -> Bilingual:
    """The enterprise had its say, or let the time for it pass."""
    who = _who(programme, stage)
    heard = _text("答辩已收到", "Your answer was received")
    if not answered:
        heard = _text("答辩期限已过", "The time to answer is over")
    return _text(
        f"{heard.zh}，等待{who.zh}对异议作出决定。",
        f"{heard.en}; {who.en} decides the objection.",
    )


def not_passed(stage: Stage) -> Bilingual:
    """It ended in this stage."""
    if isinstance(stage, FormalReview):
        return _text(
            "本次申报不予受理，理由及后续办理见通知和进度记录。",
            "The application was not accepted; the notice and the timeline say why, and what you "
            "can do now.",
        )
    if isinstance(stage, Construction):
        return _text(
            f"{stage.name.zh}已终止，理由见进度记录。",
            f"{stage.name.en} was ended; the timeline says why.",
        )
    return _text(
        f"{stage.name.zh}未通过，理由见进度记录。",
        f"{stage.name.en} was not passed; the timeline says why.",
    )


def announced(path: Path, outcome: str) -> Bilingual:
    """How it came out, which a list has made known."""
    for announcement in path.of_kind(Announcement):
        given = announcement.milestones
        if given.passed is not None and given.passed.id == outcome:
            return _success(announcement, given.passed.name)
        if given.failed is not None and given.failed.id == outcome:
            return _no_success(announcement, given.failed.name)
    return ANNOUNCED


def _success(announcement: Announcement, name: Bilingual) -> Bilingual:
    if announcement.events == "recognition":
        return _text(f"已获{name.zh}，祝贺！", f"{name.en}. Congratulations!")
    return _text(f"结果已公布：{name.zh}，祝贺！", f"Announced: {name.en}. Congratulations!")


def _no_success(announcement: Announcement, name: Bilingual) -> Bilingual:
    passed = announcement.milestones.passed
    if announcement.events == "recognition" and passed is not None:
        return _text(f"本批次未获{passed.name.zh}。", f"{name.en} in this round.")
    return _text(f"结果已公布：{name.zh}。", f"Announced: {name.en}.")


def _so_far(passed: Stage, by_statute: bool) -> Bilingual:
    given = dict(passed.given).get("passed")
    match passed:
        case FormalReview() if by_statute:
            return _text("依规视为受理", "It counts as accepted by statute")
        case ApplicationStage():
            return _text("申报已提交", "Submitted")
        case Recommendation() if given is not None:
            return _text(f"已获{given.name.zh}", given.name.en)
        case Construction():
            return _text(f"{passed.name.zh}已自评", f"{passed.name.en} is assessed by yourself")
        case Announcement() if given is not None:
            return _text(f"已公布：{given.name.zh}", given.name.en)
        case Announcement():
            return _text(f"{passed.name.zh}已公布", f"{passed.name.en} is announced")
        case _:
            return _text(f"{passed.name.zh}已通过", f"{passed.name.en} is passed")


def _who(programme: Programme, stage: Stage) -> Bilingual:
    names = {office.id: office.name for office in programme.offices}
    names |= {recommender.id: recommender.name for recommender in programme.recommenders}
    return _ROLES[stage.by] if stage.office is None else names[stage.office]


def _within(stage: Stage) -> str:
    name = stage.name.en
    return name.lower() if name in _COMMON_NOUNS else name


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _listed(names: Sequence[str], between: str, last: str) -> str:
    *others, end = names
    return f"{between.join(others)}{last}{end}" if others else end

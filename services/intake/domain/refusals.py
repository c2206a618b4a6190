"""Why intake refuses to do something; each reason has a code of its own."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from services.intake.domain.supplement_round import AskedItem
from shared.calendar import BEIJING
from shared.errors import FieldError, Rejected
from shared.values import Bilingual


def in_beijing(instant: datetime) -> str:
    """The instant as people in China read it, to the second."""
    return f"{clock_time(instant)} Beijing time"


def clock_time(instant: datetime) -> str:
    """What clocks in China show, to the second, such as 2019-07-12 23:59:59."""
    return f"{instant.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


class CallClosed(Rejected):
    """The round takes no applications at this instant."""

    def __init__(self, round_id: str, opens_at: datetime, closes_at: datetime, at: datetime):
        period = f"from {in_beijing(opens_at)} until before {in_beijing(closes_at)}"
        zh = f"北京时间 {clock_time(opens_at)} 起，{clock_time(closes_at)} 前"
        super().__init__(
            f"The round {round_id} takes applications {period}; this arrived at {in_beijing(at)}.",
            (
                FieldError(
                    "round",
                    f"{round_id} takes applications {period}",
                    zh=f"{round_id} 受理申报的时间为{zh}",
                ),
            ),
            code="call-closed",
            zh=f"批次 {round_id} 受理申报的时间为{zh}；本次到达时间为 {clock_time(at)}。",
        )


class KeyReused(Rejected):
    """The Idempotency-Key came before with something else."""

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was used for a request with another content. Nothing was "
            "changed. Use a new key for a new request, and the same one only to repeat it as it "
            "was.",
            (
                FieldError(
                    "Idempotency-Key",
                    "must be a new one for another content",
                    zh="内容不同时须换用新的",
                ),
            ),
            code="key-reused",
            zh="此 Idempotency-Key 已用于内容不同的请求。未作任何更改。新请求请换用新的 key；"
            "仅在原样重发时使用同一个。",
        )


class NotADraft(Rejected):
    """Only drafts may be changed."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"This application was submitted as {number} and is no longer a draft. "
            "What is missing can be sent when a supplement is asked for.",
            code="not-a-draft",
            zh=f"该申报已提交，编号为 {number}，不再是草稿。缺少的材料可在要求补正时提交。",
        )


class NoPreEvaluation(Rejected):
    """Nobody gives advice on drafts of this programme."""

    def __init__(self, programme: str) -> None:
        super().__init__(
            f"{programme} gives no advice on drafts. Nothing was changed; the self-check says what "
            "is still missing.",
            code="no-pre-evaluation",
            zh=f"{programme} 不设草稿预评审。未作任何更改；可通过自查了解尚缺的材料。",
        )


class NotPutUp(Rejected):
    """The draft is not put up for advice now."""

    def __init__(self) -> None:
        super().__init__(
            "This draft is not put up for advice: its enterprise took it back, or the advice was "
            "given. Nothing was changed.",
            code="not-put-up",
            zh="该草稿未提交预评审：企业已收回，或意见已经提出。未作任何更改。",
        )


class NotCalled(Rejected):
    """Where a cohort is called nobody else may apply, and each member has its draft."""

    def __init__(self, programme: str, round_id: str) -> None:
        super().__init__(
            f"In the round {round_id} of {programme} only those who are called to re-evaluation "
            "apply, each with the draft that came with its call: GET /intake/v1/applications. "
            "Nothing was changed.",
            code="not-called",
            zh=f"{programme} 的批次 {round_id} 只接受被通知复核的单位提交，草稿随通知建立，见 "
            "GET /intake/v1/applications。未作任何更改。",
        )


class CallEnded(Rejected):
    """The member need not submit any more, since it was merged into another enterprise."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"The call of {number} has ended: the enterprise was merged into another one. Nothing "
            "was changed.",
            code="call-ended",
            zh=f"编号 {number} 的复核通知已终结：单位已合并。未作任何更改。",
        )


class DraftOfCall(Rejected):
    """A draft that came with a call stays."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"This draft came with the call of {number} and can't be deleted. Nothing was changed.",
            code="draft-of-a-call",
            zh=f"该草稿随编号 {number} 的复核通知建立，不能删除。未作任何更改。",
        )


class NotSubmitted(Rejected):
    """What was asked for needs a submitted application, and this is a draft."""

    def __init__(self) -> None:
        super().__init__(
            "This application is a draft; submit it first.",
            code="not-submitted",
            zh="该申报还是草稿，请先提交。",
        )


class AlreadySubmitted(Rejected):
    """It was submitted before, with another Idempotency-Key."""

    def __init__(self, number: str, received_at: datetime) -> None:
        super().__init__(
            f"This application was submitted already: number {number}, received "
            f"{in_beijing(received_at)}. Nothing more is needed.",
            code="already-submitted",
            zh=f"该申报已于北京时间 {clock_time(received_at)} 收到，编号为 {number}，"
            "无须再次提交。",
        )


class RulesChanged(Rejected):
    """A version of the programme has come into force that the draft does not fit."""

    def __init__(self, version: str, errors: Iterable[FieldError]) -> None:
        super().__init__(
            f"Since this draft was opened the rules have changed: version {version} is in force. "
            "Put the fields named under `errors` right, erase (null) the answers that are no "
            "longer asked for, and submit it again.",
            tuple(errors),
            code="rules-changed",
            zh=f"草稿建立后规则已更新，现行版本为 {version}。请改正 `errors` 中列出的各项，"
            "清除（null）不再要求的填报项，然后重新提交。",
        )


class NotEligible(Rejected):
    """The programme does not take this application, for reasons of its own."""

    def __init__(self, reasons: Iterable[Bilingual], errors: Iterable[FieldError]) -> None:
        known = tuple(reasons)
        all_reasons = " ".join(f"{reason.en} ({reason.zh})" for reason in known)
        in_chinese = "；".join(reason.zh.rstrip("。") for reason in known)
        super().__init__(
            f"The application can't be submitted. {all_reasons} What can be done about it stands "
            "under `errors`.",
            tuple(errors),
            code="not-eligible",
            zh=f"该申报不能提交：{in_chinese}。可以怎样处理见 `errors`。",
        )


class TooManyApplications(Rejected):
    """The enterprise has submitted as many applications as the programme allows a round."""

    def __init__(self, most: int, category: Bilingual | None = None) -> None:
        within = "" if category is None else f"在“{category.zh}”类别"
        of = "" if category is None else f" of the category {category.en} ({category.zh})"
        super().__init__(
            f"At most {most} applications an applicant{of} may be submitted in this round, and "
            "that many have been.",
            code="too-many-applications",
            zh=f"本批次每个申报单位{within}最多可提交 {most} 项申报，现已达到。",
        )


class SupplementNotAsked(Rejected):
    """Nobody asked for a supplement, or the case has moved on."""

    def __init__(self, detail: str, zh: str) -> None:
        super().__init__(detail, code="supplement-not-asked", zh=zh)


class SupplementItemNotAsked(Rejected):
    """Something was sent that the notification did not name."""

    def __init__(self, items: Iterable[str], asked: Iterable[str]) -> None:
        known = tuple(asked)
        wanted, zh = ", ".join(known), "、".join(known)
        super().__init__(
            f"Only what was asked for can be sent: {wanted}. Nothing was changed.",
            tuple(
                FieldError(
                    item,
                    f"was not asked for; asked for: {wanted}",
                    zh=f"不在要求补正之列；要求补正的有：{zh}",
                )
                for item in items
            ),
            code="supplement-item-not-asked",
            zh=f"只能提交要求补正的内容：{zh}。未作任何更改。",
        )


class UnknownTarget(Rejected):
    """A file is to take the place of one that is not there, or that is not to be replaced.

    `unknown` has, by the name of the part, its requirement and the ids that it might have named.
    """

    def __init__(self, unknown: Mapping[str, tuple[str, Collection[str]]]) -> None:
        super().__init__(
            "A file is to take the place of one that can't be replaced. Nothing was changed.",
            tuple(_no_target(part, *which) for part, which in unknown.items()),
            code="unknown-file",
            zh="指定要替换的文件不存在或不可替换。未作任何更改。",
        )


def _no_target(part: str, requirement: str, may: Collection[str]) -> FieldError:
    if not may:
        return FieldError(
            part,
            f"must be {requirement}: there is no file of it to be replaced",
            f"须为 {requirement}：该项没有需要替换的文件",
        )
    return FieldError(
        part,
        f"must be {requirement}, {requirement}/add, or {requirement}/ and the id or SHA-256 of one "
        f"of these files: {', '.join(may)}",
        f"须为 {requirement}、{requirement}/add，或 {requirement}/ 加下列文件之一的编号或 "
        f"SHA-256：{'、'.join(may)}",
    )


class SupplementLate(Rejected):
    """It arrived at or after the instant when it was due."""

    def __init__(self, due_at: datetime, at: datetime, staged: Collection[str] = ()) -> None:
        taken = (
            f" What you had handed in before is taken as it stands: {', '.join(staged)}."
            if staged
            else ""
        )
        taken_zh = f"此前已上传的按现状收取：{'、'.join(staged)}。" if staged else ""
        super().__init__(
            f"The supplement had to arrive before {in_beijing(due_at)}; this one arrived at "
            f"{in_beijing(at)}. Nothing was changed.{taken}",
            code="supplement-late",
            zh=f"补正材料须在北京时间 {clock_time(due_at)} 前到达；本次到达时间为 "
            f"{clock_time(at)}。"
            f"未作任何更改。{taken_zh}",
        )


class SupplementAlreadyReceived(Rejected):
    """This round's supplement arrived before, with another Idempotency-Key."""

    def __init__(self, supplement_round: int, received_at: datetime) -> None:
        super().__init__(
            f"Supplement {supplement_round} was received at {in_beijing(received_at)}; "
            "one is taken for each notification.",
            code="supplement-already-received",
            zh=f"第 {supplement_round} 次补正已于北京时间 {clock_time(received_at)} 收到；"
            "每次告知只收取一次。",
        )


class SupplementEmpty(Rejected):
    """There is neither a file nor an answer in it."""

    def __init__(self) -> None:
        super().__init__(
            "There is neither a file nor an answer in this supplement.",
            code="supplement-empty",
            zh="补正内容中既没有文件，也没有填报项。",
        )


def _empty(item: AskedItem, suffices: Bilingual | None) -> FieldError:
    en, zh = f"{item.name.en} ({item.name.zh}) is still empty", f"“{item.name.zh}”尚未补正"
    if suffices is None:
        return FieldError(item.requirement, en, zh=zh)
    return FieldError(item.requirement, f"{en}; {suffices.en}", zh=f"{zh}；{suffices.zh}")


class SupplementIncomplete(Rejected):
    """It was to be sent while something that was asked for is still empty."""

    def __init__(
        self,
        empty: Iterable[AskedItem],
        suffices: Mapping[str, Bilingual],
        due_at: datetime | None,
    ) -> None:
        """`suffices` says of the items of a choice how much of it does."""
        until = "" if due_at is None else f" before {in_beijing(due_at)}"
        zh = "" if due_at is None else f"在北京时间 {clock_time(due_at)} 前"
        super().__init__(
            "Nothing was sent, and what you have handed in stays. Something that was asked for is "
            f"still empty, as named under `errors`. Hand it in{until} and send then; or send it "
            "with `as_it_stands=true`, after which nothing can be added in this round.",
            tuple(_empty(item, suffices.get(item.requirement)) for item in empty),
            code="supplement-incomplete",
            zh="尚未发送，已上传的内容保留。`errors` 中列出的要求补正内容尚空："
            f"请{zh}补齐后发送；或以 `as_it_stands=true` 按现状发送，此后本次不能再补充。",
        )


class AlreadyWithdrawn(Rejected):
    """A withdrawn application does not change any more."""

    def __init__(self, at: datetime) -> None:
        super().__init__(
            f"This application was withdrawn at {in_beijing(at)}.",
            code="already-withdrawn",
            zh=f"该申报已于北京时间 {clock_time(at)} 撤回。",
        )


class AlreadyAnnounced(Rejected):
    """The list that concerns the application was announced; that is final."""

    def __init__(self) -> None:
        super().__init__(
            "The result was announced already, so the application cannot be withdrawn any more.",
            code="already-announced",
            zh="结果已公布，不能再撤回。",
        )


class AlreadyNotAccepted(Rejected):
    """The application ended in formal review; there is nothing left to withdraw."""

    def __init__(self) -> None:
        super().__init__(
            "The application was not accepted in formal review, so there is nothing to withdraw.",
            code="already-not-accepted",
            zh="该申报在形式审查中不予受理，无须撤回。",
        )


class AlreadyEnded(Rejected):
    """The application did not pass a stage; there is nothing left to withdraw."""

    def __init__(self, stage: Bilingual) -> None:
        super().__init__(
            f"The application did not pass {stage.en} ({stage.zh}), so there is nothing to "
            "withdraw.",
            code="already-ended",
            zh=f"该申报未通过“{stage.zh}”，无须撤回。",
        )


class InvalidFields(Rejected):
    """Some fields do not fit the programme."""

    def __init__(self, errors: Iterable[FieldError]) -> None:
        super().__init__(
            "Nothing was changed. Put the fields named under `errors` right and send it again.",
            tuple(errors),
            code="invalid-request",
            zh="未作任何更改。请改正 `errors` 中列出的各项后重新发送。",
        )


class WrongSubject(Rejected):
    """The programme takes cities and this is an enterprise, or the other way round."""

    def __init__(self, programme: Bilingual, code: str, *, for_cities: bool) -> None:
        if for_cities:
            en = (
                "takes applications of cities, which are known by a division code (GB/T 2260); "
                f"{code} is the credit code of an enterprise. Sign in with the city's account"
            )
            zh = (
                f"由城市申报，以行政区划代码（GB/T 2260）标识；{code}是企业的统一社会信用代码。"
                "请以城市账号登录"
            )
        else:
            en = (
                "takes applications of enterprises, which are known by a unified social credit "
                f"code; {code} is the division code of a city. Sign in with the enterprise's "
                "account"
            )
            zh = f"由企业申报，以统一社会信用代码标识；{code}是城市的行政区划代码。请以企业账号登录"
        super().__init__(
            f"{programme.en} {en}.",
            (FieldError("programme", en, zh=zh),),
            code="wrong-subject",
            zh=f"{programme.zh}{zh}。",
        )

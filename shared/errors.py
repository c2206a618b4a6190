"""The two families of errors that Laurel's own code raises."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field


@dataclass(frozen=True)
class FieldError:
    """One field that was wrong: where, what was found, what to do."""

    field: str
    message: str
    zh: str | None = dataclass_field(default=None, compare=False)
    """The message in Chinese, where there is one."""


def one_of(field: str, known: Iterable[str], *, missing: bool = False) -> FieldError:
    """The fault of a field that must be one of these words; `missing` when it is not there."""
    words = tuple(known)
    en, zh = f"must be one of: {', '.join(words)}", f"须为下列之一：{'、'.join(words)}"
    return (
        FieldError(field, f"is missing; {en}", f"缺少此项；{zh}")
        if missing
        else FieldError(field, en, zh)
    )


@dataclass(eq=False)
class Rejected(Exception):
    """A request or event that can't be done as it stands; trying again changes nothing.

    `code` is a slug naming the kind of refusal; `detail` says what was expected and what to do,
    `zh` the same in Chinese, where there is one. `retry_after` has the seconds after which the
    same may be done, where time alone changes that.
    """

    detail: str
    errors: tuple[FieldError, ...] = ()
    code: str = dataclass_field(default="rejected", kw_only=True)
    zh: str | None = dataclass_field(default=None, kw_only=True)
    retry_after: int | None = dataclass_field(default=None, kw_only=True)

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


@dataclass(eq=False)
class Unavailable(Exception):
    """Something this work needs does not answer now; the same work may succeed later."""

    detail: str

    def __str__(self) -> str:
        return self.detail


NOUNS: Mapping[str, str] = {
    "activity": "活动",
    "application": "申报",
    "attendance": "参加登记",
    "case": "案件",
    "certificate": "证牌",
    "cohort": "复核名单",
    "cohort member": "复核名单成员",
    "delivery": "推送",
    "enterprise": "企业",
    "entry": "条目",
    "external figure": "外部数据",
    "file": "文件",
    "list": "名单",
    "mail": "来信",
    "material": "材料",
    "meeting": "会议",
    "notice": "通知",
    "objection": "异议",
    "part of the minutes": "会议纪要的部分",
    "recognition": "认定记录",
    "record": "记录",
    "revocation": "撤销程序",
    "subscription": "订阅",
    "twin": "疑似重复的申报",
}
"""What the things that errors are about are called in Chinese."""

ONE_OF: Mapping[str, str] = {
    **{f"{noun}s": noun for noun in NOUNS},
    "activities": "activity",
    "agenda_items": "meeting",
    "cohort_members": "cohort member",
    "correspondences": "notice",
}
"""What one record of a collection is called."""


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


class RecordFull(Rejected):
    """What is kept of one thing has reached the size that MongoDB takes of one document."""

    def __init__(self, what: str, identity: str) -> None:
        super().__init__(
            f"What is kept of {identity} in {what} has reached 16 MB, and no more can be recorded. "
            "Nothing was changed. Trying again does not help: tell the operator.",
            code="record-full",
            zh=f"{what} 中 {identity} 的记录已达 16 MB 上限，无法继续记录。"
            "未作任何更改。重试无济于事，请告知系统管理员。",
        )


class NotFound(Rejected):
    """No such thing, or none that this caller may see; `field` of the request asked for it."""

    def __init__(self, what: str, identity: str, *, field: str | None = None) -> None:
        noun = NOUNS.get(what, what)
        expected = (f"must be {_a(what)} that there is", f"须为已有的{noun}")
        wrong = () if field is None else (FieldError(field, *expected),)
        super().__init__(
            f"There is no {what} {identity!r} that you may see.",
            wrong,
            code="not-found",
            zh=f"没有您可以查看的{noun}“{identity}”。",
        )


class StaleWrite(Rejected):
    """Somebody saved a newer version first; load it again and decide anew."""

    def __init__(self, what: str = "record") -> None:
        what = ONE_OF.get(what, what)
        super().__init__(
            f"This {what} was changed by someone else meanwhile. "
            "Load it again, look at the difference and repeat the change.",
            code="stale-version",
            zh=f"此{NOUNS.get(what, what)}已被他人修改。请重新载入，核对差异后再次修改。",
        )


class AlreadyExists(Rejected):
    """A record with this identity is there already."""

    def __init__(self, what: str, identity: str) -> None:
        super().__init__(
            f"The {what} {identity!r} exists already.",
            code="already-exists",
            zh=f"{NOUNS.get(what, what)}“{identity}”已存在。",
        )

"""The two families of errors that Laurel's own code raises."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field


@dataclass(frozen=True)
class FieldError:
    """One field that was wrong: where, what was found, what to do."""

    field: str
    message: str
    zh: str | None = dataclass_field(default=None, compare=False)
    """The message in Chinese, where there is one."""


@dataclass(eq=False)
class Rejected(Exception):
    """A request or event that can't be done as it stands; trying again changes nothing.

    `code` is a slug naming the kind of refusal; `detail` says what was expected and what to do,
    `zh` the same in Chinese, where there is one.
    """

    detail: str
    errors: tuple[FieldError, ...] = ()
    code: str = dataclass_field(default="rejected", kw_only=True)
    zh: str | None = dataclass_field(default=None, kw_only=True)

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


@dataclass(eq=False)
class Unavailable(Exception):
    """Something this work needs does not answer now; the same work may succeed later."""

    detail: str

    def __str__(self) -> str:
        return self.detail


NOUNS: Mapping[str, str] = {
    "application": "申报",
    "case": "案件",
    "enterprise": "企业",
    "entry": "条目",
    "external figure": "外部数据",
    "file": "文件",
    "list": "名单",
    "material": "材料",
    "meeting": "会议",
    "notice": "通知",
    "objection": "异议",
    "part of the minutes": "会议纪要的部分",
    "record": "记录",
}
"""What the things that errors are about are called in Chinese."""


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


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
            zh=f"没有您可以查看的{noun} {identity!r}。",
        )


class StaleWrite(Rejected):
    """Somebody saved a newer version first; load it again and decide anew."""

    def __init__(self, what: str = "record") -> None:
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
            zh=f"{NOUNS.get(what, what)} {identity!r} 已存在。",
        )

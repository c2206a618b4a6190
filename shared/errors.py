"""The two families of errors that Laurel's own code raises."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FieldError:
    """One field that was wrong: where, what was found, what to do."""

    field: str
    message: str


@dataclass(eq=False)
class Rejected(Exception):
    """A request or event that can't be done as it stands; trying again changes nothing.

    `code` is a slug naming the kind of refusal; `detail` says what was expected and what to do.
    """

    detail: str
    errors: tuple[FieldError, ...] = ()
    code: str = field(default="rejected", kw_only=True)

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


@dataclass(eq=False)
class Unavailable(Exception):
    """Something this work needs does not answer now; the same work may succeed later."""

    detail: str

    def __str__(self) -> str:
        return self.detail


class NotFound(Rejected):
    """No such thing, or none that this caller may see; `field` of the request asked for it."""

    def __init__(self, what: str, identity: str, *, field: str | None = None) -> None:
        wrong = () if field is None else (FieldError(field, f"must be a {what} that there is"),)
        super().__init__(
            f"There is no {what} {identity!r} that you may see.", wrong, code="not-found"
        )


class StaleWrite(Rejected):
    """Somebody saved a newer version first; load it again and decide anew."""

    def __init__(self, what: str = "record") -> None:
        super().__init__(
            f"This {what} was changed by someone else meanwhile. "
            "Load it again, look at the difference and repeat the change.",
            code="stale-version",
        )


class AlreadyExists(Rejected):
    """A record with this identity is there already."""

    def __init__(self, what: str, identity: str) -> None:
        super().__init__(f"The {what} {identity!r} exists already.", code="already-exists")

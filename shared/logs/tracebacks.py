"""Where an error came from, without what it says: its text may quote what was worked on."""

import traceback


def traceback_of(error: BaseException) -> str:
    """The frames and the kind of an error and of what caused it, oldest first."""
    return _text(error, set())


def _text(error: BaseException | None, seen: set[int]) -> str:
    if error is None or id(error) in seen:
        return ""
    seen.add(id(error))
    before = _text(error.__cause__, seen)
    if not before and not error.__suppress_context__:
        before = _text(error.__context__, seen)
    inner = ""
    if isinstance(error, BaseExceptionGroup):
        inner = "".join(_text(each, seen) for each in error.exceptions)
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{before}{inner}{''.join(traceback.format_tb(error.__traceback__))}{kind}\n"

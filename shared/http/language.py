"""The language in which a request is refused, if it is."""

from contextvars import ContextVar

from starlette.types import Scope

from shared.languages import Language, preferred

_asked: ContextVar[Language] = ContextVar("language", default="en")


def ask_for(scope: Scope) -> None:
    """From here on this request is answered in what its `Accept-Language` asks for, else English.

    Programs that ask for no language read what they always did.
    """
    accepted = [value for key, value in scope["headers"] if key == b"accept-language"]
    _asked.set(preferred(b",".join(accepted).decode("latin-1"), otherwise="en"))


def language() -> Language:
    """What the request at hand asks for."""
    return _asked.get()


def in_their_language(en: str, zh: str | None) -> str:
    """The Chinese text for whoever asks for Chinese, where there is one."""
    return zh if zh is not None and language() == "zh" else en

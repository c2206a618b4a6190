"""Which of the two languages somebody asks for."""

from typing import Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def preferred(accepted: str | None, otherwise: Language = "zh") -> Language:
    """The language that `Accept-Language` asks for most; `otherwise` when it asks for neither."""
    wishes: list[tuple[float, Language]] = []
    for part in (accepted or "").split(","):
        tag, _, weight = part.strip().partition(";q=")
        for language in LANGUAGES:
            if tag.lower().split("-")[0] == language:
                wishes.append((_weight(weight), language))
    best = max(wishes, key=lambda wish: wish[0], default=(1.0, otherwise))
    return best[1] if best[0] > 0 else otherwise


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0

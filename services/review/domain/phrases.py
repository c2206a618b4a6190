"""Words of a programme within sentences."""

from collections.abc import Mapping

from shared.programmes import Bilingual, Place
from shared.programmes.path import WITHDRAWN

_WHO: Mapping[str, Bilingual] = {
    "association": Bilingual(zh="受托机构", en="association"),
    "recommender": Bilingual(zh="推荐单位", en="recommender"),
    "reviewer": Bilingual(zh="评审单位", en="reviewer"),
    "officer": Bilingual(zh="归口管理部门", en="officer"),
    "enterprise": Bilingual(zh="申报单位", en="enterprise"),
}


def who(role: str) -> Bilingual:
    """Whose role it is, for people."""
    return _WHO.get(role, Bilingual(zh=role, en=role))


def in_words(name: Bilingual) -> str:
    """A name as it stands within a sentence."""
    first, second = name.en[:1], name.en[1:2]
    # A name that begins with an abbreviation, such as R&D, keeps it.
    return first.lower() + name.en[1:] if second.islower() or second in " " else name.en


def stands(place: Place | None) -> str:
    """Where a case stands: `in formal review`, or `accepted`, or `withdrawn`."""
    if place is None:
        return in_words(WITHDRAWN.name)
    word = in_words(place.stage.word(place.state).name)
    return f"in {word}" if _is_named_by_stage(place) else word


def stands_zh(place: Place | None) -> str:
    """The same in Chinese, between quotation marks: `“待审定”`."""
    name = WITHDRAWN.name if place is None else place.stage.word(place.state).name
    return f"“{name.zh}”"


def a_case(place: Place) -> str:
    """A case that stands there: `a case in formal review`, or `an accepted one`."""
    words = stands(place)
    if " " in words:
        return f"a case {words}"
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words} one"


def that_stands(place: Place, what: str) -> str:
    """What stands there: `application in formal review`, or `accepted application`."""
    words = stands(place)
    return f"{what} {words}" if " " in words else f"{words} {what}"


def _is_named_by_stage(place: Place) -> bool:
    return place.stage.word(place.state).name == place.stage.name

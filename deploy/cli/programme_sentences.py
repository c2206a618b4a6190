"""Requirements, conditions and clocks of a programme as sentences, in Chinese and in English."""

from collections.abc import Iterable

from shared.calendar import ClockPolicy
from shared.programmes import Requirement
from shared.programmes.conditions import (
    And,
    AtLeast,
    Condition,
    Equals,
    LessThan,
    Not,
    OneOf,
    Or,
)
from shared.programmes.requirements import AllOf, AnswerLeaf, AnyOf, MaterialLeaf, NOf, When


def say(language: str, zh: str, en: str) -> str:
    """The text in `language` ("zh" or "en")."""
    return zh if language == "zh" else en


def joined(language: str, parts: Iterable[str]) -> str:
    """The parts as a list in a sentence."""
    return say(language, "、", ", ").join(parts)


def sentence(requirement: Requirement, language: str) -> str:
    """The requirement in words, by ids."""
    match requirement:
        case MaterialLeaf(material=item) | AnswerLeaf(answer=item):
            return item
        case AllOf(all_of=parts):
            return say(language, "全部", "all of ") + _group(parts, language)
        case AnyOf(any_of=parts):
            return say(language, "任一", "any of ") + _group(parts, language)
        case NOf(n_of=some):
            return say(language, f"任{some.n}项", f"{some.n} of ") + _group(some.of, language)
        case When(when=conditional):
            then, when = (
                sentence(conditional.then, language),
                clause(conditional.condition, language),
            )
            return say(language, f"{then}（当{when}）", f"{then} when {when}")


def _group(parts: Iterable[Requirement], language: str) -> str:
    inner = joined(language, (sentence(part, language) for part in parts))
    return say(language, f"（{inner}）", f"({inner})")


def clause(condition: Condition, language: str) -> str:
    """The condition in words, by ids."""
    match condition:
        case Equals(equals=value):
            shown = _yes_no(value, language)
            return say(language, f"{condition.about}为{shown}", f"{condition.about} is {shown}")
        case OneOf(one_of=values):
            shown = joined(language, (_yes_no(value, language) for value in values))
            return say(
                language, f"{condition.about}为{shown}之一", f"{condition.about} is one of {shown}"
            )
        case LessThan(less_than=bound):
            return say(
                language, f"{condition.about}小于{bound}", f"{condition.about} is below {bound}"
            )
        case AtLeast(at_least=bound):
            return say(
                language, f"{condition.about}不小于{bound}", f"{condition.about} is {bound} or more"
            )
        case Not(negated=inner):
            shown = clause(inner, language)
            return say(language, f"非（{shown}）", f"not ({shown})")
        case And(every=parts):
            return _chain(parts, language, say(language, "且", " and "))
        case Or(some=parts):
            return _chain(parts, language, say(language, "或", " or "))


def _chain(parts: Iterable[Condition], language: str, word: str) -> str:
    inner = (clause(part, language) for part in parts)
    return word.join(say(language, f"（{part}）", f"({part})") for part in inner)


def length(policy: ClockPolicy, language: str) -> str:
    """How long a clock runs, as in "5 working days"."""
    kind = say(language, {"working": "工作日"}.get(policy.kind, "自然日"), policy.kind)
    return say(language, f"{policy.days}个{kind}", f"{policy.days} {kind} days")


def _yes_no(value: object, language: str) -> str:
    if isinstance(value, bool):
        return say(language, "是", "yes") if value else say(language, "否", "no")
    return str(value)

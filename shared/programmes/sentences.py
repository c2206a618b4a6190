"""Requirements, conditions and clocks of a programme as sentences, in Chinese and in English."""

from collections.abc import Callable, Iterable, Mapping

from shared.calendar import ClockPolicy
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
from shared.programmes.requirements import (
    AllOf,
    AnswerLeaf,
    AnyOf,
    MaterialLeaf,
    NOf,
    Requirement,
    When,
)
from shared.values import Bilingual

Name = Callable[[str], str]
"""What an item, an answer, a fact or a value of one is called."""


def by_id(id_: str) -> str:
    """Its id."""
    return id_


def by_name(names: Mapping[str, Bilingual], language: str) -> Name:
    """Its name in this language, between quotation marks; its id where it has none."""

    def name(id_: str) -> str:
        if id_ not in names:
            return id_
        return f"“{names[id_].in_language(language)}”"

    return name


def say(language: str, zh: str, en: str) -> str:
    """The text in `language` ("zh" or "en")."""
    return zh if language == "zh" else en


def joined(language: str, parts: Iterable[str]) -> str:
    """The parts as a list in a sentence."""
    return say(language, "、", ", ").join(parts)


def sentence(requirement: Requirement, language: str, name: Name = by_id) -> str:
    """The requirement in words, by ids or by names."""
    match requirement:
        case MaterialLeaf(material=item) | AnswerLeaf(answer=item):
            return name(item)
        case AllOf(all_of=parts):
            return say(language, "全部", "all of ") + _group(parts, language, name)
        case AnyOf(any_of=parts):
            return say(language, "任一", "any of ") + _group(parts, language, name)
        case NOf(n_of=some):
            return say(language, f"任{some.n}项", f"{some.n} of ") + _group(some.of, language, name)
        case When(when=conditional):
            then, when = (
                sentence(conditional.then, language, name),
                clause(conditional.condition, language, name),
            )
            return say(language, f"{then}（当{when}）", f"{then} when {when}")


def _group(parts: Iterable[Requirement], language: str, name: Name) -> str:
    inner = joined(language, (sentence(part, language, name) for part in parts))
    return say(language, f"（{inner}）", f"({inner})")


def clause(condition: Condition, language: str, name: Name = by_id) -> str:
    """The condition in words, by ids or by names."""
    match condition:
        case Equals(equals=value):
            about, shown = name(condition.about), _value(value, language, name)
            return say(language, f"{about}为{shown}", f"{about} is {shown}")
        case OneOf(one_of=values):
            shown = joined(language, (_value(value, language, name) for value in values))
            about = name(condition.about)
            return say(language, f"{about}为{shown}之一", f"{about} is one of {shown}")
        case LessThan(less_than=bound):
            about = name(condition.about)
            return say(language, f"{about}小于{bound}", f"{about} is below {bound}")
        case AtLeast(at_least=bound):
            about = name(condition.about)
            return say(language, f"{about}不小于{bound}", f"{about} is {bound} or more")
        case Not(negated=inner):
            shown = clause(inner, language, name)
            return say(language, f"非（{shown}）", f"not ({shown})")
        case And(every=parts):
            return _chain(
                (clause(p, language, name) for p in parts), language, say(language, "且", " and ")
            )
        case Or(some=parts):
            return _chain(
                (clause(p, language, name) for p in parts), language, say(language, "或", " or ")
            )


def _chain(parts: Iterable[str], language: str, word: str) -> str:
    return word.join(say(language, f"（{part}）", f"({part})") for part in parts)


def length(policy: ClockPolicy, language: str) -> str:
    """How long a clock runs, as in "5 working days"."""
    kind = say(language, {"working": "工作日"}.get(policy.kind, "自然日"), policy.kind)
    return say(language, f"{policy.days}个{kind}", f"{policy.days} {kind} days")


def _value(value: object, language: str, name: Name) -> str:
    if isinstance(value, bool):
        return say(language, "是", "yes") if value else say(language, "否", "no")
    return name(value) if isinstance(value, str) else str(value)

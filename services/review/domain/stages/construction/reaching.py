"""Whether an indicator has reached its target, by its newest actual figure."""

from services.review.domain.stages.construction.kept import Built, IndicatorReport
from shared.programmes.path.kinds.construction import Indicator


def is_met(indicator: Indicator, built: Built) -> bool | None:
    """Whether it is; None while base, target or figure is missing or too vague to say so."""
    target = built.newest(indicator.id, "target")
    actual = built.newest(indicator.id, "actual")
    if target is None or actual is None:
        return None
    return reaches(actual, target, higher=indicator.better == "higher")


def reaches(actual: IndicatorReport, target: IndicatorReport, *, higher: bool) -> bool | None:
    """Whether a figure reaches a target.

    "More than" and "at most" bound a figure on one side, so that they prove one thing and leave the
    other open; "about" and "expected" prove nothing. A target is the number that it names.
    """
    value, goal = actual.number, target.number
    match actual.qualifier:
        case None:
            return value >= goal if higher else value <= goal
        case "more_than":
            proven = value >= goal
            return higher if proven else None
        case "at_most":
            if higher:
                return False if value < goal else None
            return True if value <= goal else None
        case "about" | "expected":
            return None

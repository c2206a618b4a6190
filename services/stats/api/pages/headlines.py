"""What the charts of a board say, as a phrase and its values: the finding comes first."""

from fractions import Fraction

from services.stats.api.pages.growth import drawn, half_by
from services.stats.domain.board import Board
from shared.figure_words import number, share
from shared.pages.pages import inner
from shared.values import Bilingual

MOST_NAMED = 2
"""So many that have the same number are named, more are counted."""
Headline = tuple[str, dict[str, object]]


def of_districts(board: Board) -> Headline:
    """Who has most in the base, and between which rates."""
    shown = [row for row in board.districts.rows if row.base]
    total = board.districts.total.base
    if not shown:
        if total:
            return "districts_hidden", {"n": number(total)}
        return "districts_none", {}
    most = _most(board)
    if not board.outcome.success:
        return "districts_most", {"most": most}
    bases = [(row.success or 0, row.base) for row in shown if row.base]
    by_rate = sorted(bases, key=lambda base: Fraction(*base))
    low, high = (share(*base, decimals=0) for base in (by_rate[0], by_rate[-1]))
    return "districts_rates", {"most": most, "low": low, "high": high}


def _most(board: Board) -> Bilingual:
    """Who has most of those that are shown: all of them on a tie."""
    rows, base = board.districts.rows, board.base
    most = max(row.base or 0 for row in rows)
    names = [row.name for row in rows if row.base == most]
    zh, en = "、".join(n.zh for n in names), " and ".join(n.en for n in names)
    if len(names) > MOST_NAMED:
        zh, en = f"{len(names)} 个区（市）", f"{len(names)} districts"
    if len(names) > 1:
        zh, en = f"{zh}（各 {number(most)} 项）", f"{en} ({number(most)} each)"
    if any(row.hidden for row in rows):
        zh, en = f"所列区（市）中，{zh}", f"Of those shown, {en}"
    if base is None:
        return Bilingual(zh=f"{zh}最多", en=f"{en}: most")
    if base.kind == "recommendation":
        return Bilingual(zh=f"{zh}{base.name.zh}最多", en=f"{en} put forward most")
    return Bilingual(zh=f"{zh}{base.name.zh}最多", en=f"{en}: most {inner(base.name.en)}")


def of_outcome(board: Board) -> Headline:
    """How many of the base succeeded, once anything was announced."""
    outcome = board.outcome
    values: dict[str, object] = {
        "base_count": number(outcome.base),
        "success_count": number(outcome.success),
    }
    if not outcome.base:
        return "outcome_none", {}
    decided = outcome.success + outcome.failed
    return ("outcome_known" if decided else "outcome_open"), values


def of_growth(board: Board) -> Headline:
    """By which working day half of the first line had come."""
    shown = [one for one in drawn(board.series, board.tiles) if one.points[-1].total]
    if not shown:
        return "growth_none", {}
    series = shown[0]
    total = number(series.points[-1].total)
    return "growth_half", {"name": series.name, "total": total, "day": half_by(series)}


def of_funnel(board: Board) -> Headline:
    """How many of those at the first step have reached the last one that anybody reached."""
    reached = [step for step in board.funnel if step.count]
    if not reached:
        return "funnel_none", {}
    first, last = reached[0], reached[-1]
    values: dict[str, object] = {
        "first": first.name,
        "first_count": number(first.count),
        "last": last.name,
        "last_count": number(last.count),
    }
    return ("funnel_reached" if last is not first else "funnel_begun"), values


def in_language(headline: Headline, language: str) -> Headline:
    """The headline with its bilingual values told in one language."""
    phrase, values = headline
    return phrase, {
        key: value.in_language(language) if isinstance(value, Bilingual) else value
        for key, value in values.items()
    }

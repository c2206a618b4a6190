"""The words for what a board compares, as its sentences need them."""

from collections.abc import Mapping

from services.stats.domain.board import Board, Column, OutcomeSplit
from shared.figure_words import number
from shared.pages import Language
from shared.pages.pages import inner
from shared.values import Bilingual

_APPLIED = Bilingual(zh="申报", en="Applied")
_APPLICATION = Bilingual(zh="申报", en="Application")
_ANNOUNCED = Bilingual(zh="公布", en="Announced")
_NOT_PASSED = Bilingual(zh="未通过", en="Not passed")
_SUBJECTS: Mapping[str, str] = {
    "product": "产品",
    "project": "项目",
    "enterprise": "企业",
    "city": "城市",
}


def column_words(board: Board, language: Language) -> dict[str, str]:
    """Base, success and failure by their milestones, the base's stage too; small in English.

    What ends in `_first` begins a sentence. `base_things` says of what they are, which sentences
    in English leave out, and `gained` how one comes to what is awarded, which these say anyway.
    """
    base = inner(_word(board.base, _APPLIED, language))
    stage = (board.base.stage if board.base else _APPLICATION).in_language(language)
    success = _word(board.success, _ANNOUNCED, language)
    return {
        "base": base,
        "base_things": base + (_SUBJECTS[board.subject] if language == "zh" else ""),
        "base_stage": inner(stage),
        "base_stage_first": stage,
        "success": inner(success),
        "success_first": success,
        "gained": "获" if board.success and board.success.awarded and language == "zh" else "",
        "failed": inner(_word(board.failed, _NOT_PASSED, language)),
    }


def outcome_counts(outcome: OutcomeSplit) -> dict[str, str]:
    """The numbers of an outcome, as sentences name them."""
    return {
        "base_count": number(outcome.base),
        "success_count": number(outcome.success),
        "failed_count": number(outcome.failed),
        "withdrawn_count": number(outcome.withdrawn),
        "undecided_count": number(outcome.undecided),
    }


def _word(column: Column | None, otherwise: Bilingual, language: Language) -> str:
    return (column.name if column else otherwise).in_language(language)

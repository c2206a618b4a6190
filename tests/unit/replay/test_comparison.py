"""Published figures against computed ones."""

from decimal import Decimal
from typing import Any

from deploy.replay.comparison import compare
from deploy.replay.scenario.loading import Replay


def measures(**values: str) -> dict[str, dict[str, Any]]:
    """What the statistics service would answer."""
    return {identity: {"value": value} for identity, value in values.items()}


PUBLISHED = measures(recommended="1401", recognised="1128", pass_rate="80.5", recommended_yoy="2.5")


def test_the_published_round_is_compared_with_what_was_published(replay: Replay) -> None:
    lines = compare(replay, replay.size(), PUBLISHED)
    assert [line.published for line in lines] == [1401, 1128, Decimal("80.5"), Decimal("2.5")]
    assert [line.equal for line in lines] == [True] * 4


def test_a_figure_that_is_wrong_or_absent_is_not_equal(replay: Replay) -> None:
    wrong = {**PUBLISHED, "recognised": {"value": "1127"}}
    del wrong["pass_rate"]
    lines = compare(replay, replay.size(), wrong)
    assert [line.equal for line in lines] == [True, False, False, True]
    assert lines[2].computed is None


def test_a_round_of_another_size_is_compared_with_scaled_figures(replay: Replay) -> None:
    lines = compare(replay, replay.size(100), {})
    assert [line.published for line in lines] == [100, 81, Decimal("81.0"), Decimal("2.0")]


def test_a_line_names_numerator_and_denominator_as_the_service_does(replay: Replay) -> None:
    rate = {
        "value": "80.5",
        "numerator": {"value": "1128", "population": {"zh": "认定", "en": "recognised"}},
        "denominator": {"value": "1401", "population": {"zh": "推荐", "en": "recommended"}},
    }
    lines = compare(replay, replay.size(), {**PUBLISHED, "pass_rate": rate})
    assert lines[2].base == "1128 recognised / 1401 recommended"


def test_figures_are_printed_as_the_document_prints_them(replay: Replay) -> None:
    lines = compare(replay, replay.size(), PUBLISHED)
    printed = [line.shown(line.published) for line in lines]
    assert printed == ["1,401", "1,128", "80.5%", "+2.5%"]
    assert lines[0].shown(None) == "none"

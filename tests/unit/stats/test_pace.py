"""When the figures are made durable: at once when it is quiet, seldom under load."""

from services.stats.consumers.pace import MESSAGES, UNDER_LOAD, WHEN_QUIET, Pace


def test_what_came_alone_is_durable_soon_however_long_the_last_checkpoint_took() -> None:
    pace = Pace()
    pace.folded(1, full=False)
    _checkpoint(pace, seconds=5.0)
    assert pace.pause == WHEN_QUIET


def test_under_load_quick_checkpoints_follow_one_another_at_the_least_distance() -> None:
    pace = Pace()
    pace.folded(2_000, full=True)
    _checkpoint(pace, seconds=0.01)
    assert pace.pause == UNDER_LOAD


def test_under_load_slow_checkpoints_leave_most_of_the_time_to_the_fold() -> None:
    pace = Pace()
    pace.folded(2_000, full=True)
    _checkpoint(pace, seconds=1.0)
    assert pace.pause == 2.0


def test_folding_waits_when_much_is_not_durable_until_that_is_on_its_way() -> None:
    pace = Pace()
    pace.folded(MESSAGES - 1, full=True)
    assert not pace.must_save
    pace.folded(1, full=True)
    assert pace.must_save
    pace.saving(0.0)
    assert not pace.must_save


def _checkpoint(pace: Pace, seconds: float) -> None:
    pace.saving(10.0)
    pace.saved(10.0 + seconds)

"""A cursor finds out by itself whether the log under it is still the one that was folded."""

from services.stats.domain.cursor import Action, Cursor, mark_of


def test_messages_that_follow_are_folded() -> None:
    cursor = Cursor()
    assert cursor.check(0, 11) is Action.FOLD
    cursor.folded(4, 15)
    assert cursor.check(5, 16) is Action.FOLD


def test_reading_goes_on_one_message_early_and_that_one_is_not_folded_again() -> None:
    cursor = Cursor.stored(5, mark=15)
    assert cursor.read_from == 4
    assert cursor.check(4, 15) is Action.FOLD_FROM_SECOND


def test_another_message_at_that_place_means_another_log() -> None:
    cursor = Cursor.stored(5, mark=15)
    assert cursor.check(4, 99) is Action.SEEK
    assert cursor.read_from == 4
    assert cursor.check(4, 99) is Action.SEEK
    assert cursor.read_from == 0
    assert cursor.check(0, 95) is Action.FOLD


def test_a_log_that_became_shorter_is_folded_from_its_beginning() -> None:
    cursor = Cursor.stored(500, mark=15)
    assert cursor.check(0, 95) is Action.SEEK
    assert cursor.check(0, 95) is Action.SEEK
    assert cursor.read_from == 0
    assert cursor.check(0, 95) is Action.FOLD


def test_messages_read_before_the_seek_do_not_make_it_another_log() -> None:
    cursor = Cursor.stored(5, mark=15)
    assert cursor.check(9, 19) is Action.SEEK
    assert cursor.check(4, 15) is Action.FOLD_FROM_SECOND


def test_a_gap_is_believed_only_after_a_seek_to_it() -> None:
    cursor = Cursor()
    cursor.folded(4, 15)
    assert cursor.check(8, 18) is Action.SEEK
    assert cursor.read_from == 5
    assert cursor.check(8, 18) is Action.FOLD
    cursor.folded(9, 19)
    assert cursor.check(12, 22) is Action.SEEK


def test_a_log_that_starts_anew_under_a_running_member_is_folded() -> None:
    cursor = Cursor()
    cursor.folded(400, 15)
    assert cursor.check(0, 95) is Action.FOLD


def test_a_message_sent_again_has_another_mark() -> None:
    assert mark_of(1, b"k", b"v") == mark_of(1, b"k", b"v")
    assert len({mark_of(t, k, v) for t in (1, 2) for k in (b"k", b"l") for v in (b"v", b"w")}) == 8

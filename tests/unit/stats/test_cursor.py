"""A cursor finds out by itself whether the log under it is still the one that was folded."""

from services.stats.domain.cursor import Cursor, Meeting, mark_of


def test_messages_that_follow_are_folded() -> None:
    cursor = Cursor()
    assert cursor.meet(0, 11) is Meeting.FOLD
    cursor.folded(4, 15)
    assert cursor.meet(5, 16) is Meeting.FOLD


def test_reading_goes_on_one_message_early_and_that_one_is_not_folded_again() -> None:
    cursor = Cursor.stored(5, mark=15)
    assert cursor.place == 4
    assert cursor.meet(4, 15) is Meeting.FOLD_FROM_SECOND


def test_another_message_at_that_place_means_another_log() -> None:
    cursor = Cursor.stored(5, mark=15)
    assert cursor.meet(4, 99) is Meeting.SEEK
    assert cursor.place == 4
    assert cursor.meet(4, 99) is Meeting.SEEK
    assert cursor.place == 0
    assert cursor.meet(0, 95) is Meeting.FOLD


def test_a_log_that_became_shorter_is_folded_from_its_beginning() -> None:
    cursor = Cursor.stored(500, mark=15)
    assert cursor.meet(0, 95) is Meeting.SEEK
    assert cursor.meet(0, 95) is Meeting.SEEK
    assert cursor.place == 0
    assert cursor.meet(0, 95) is Meeting.FOLD


def test_messages_read_before_the_seek_do_not_make_it_another_log() -> None:
    cursor = Cursor.stored(5, mark=15)
    assert cursor.meet(9, 19) is Meeting.SEEK
    assert cursor.meet(4, 15) is Meeting.FOLD_FROM_SECOND


def test_a_gap_is_believed_only_after_a_seek_to_it() -> None:
    cursor = Cursor()
    cursor.folded(4, 15)
    assert cursor.meet(8, 18) is Meeting.SEEK
    assert cursor.place == 5
    assert cursor.meet(8, 18) is Meeting.FOLD
    cursor.folded(9, 19)
    assert cursor.meet(12, 22) is Meeting.SEEK


def test_a_log_that_starts_anew_under_a_running_member_is_folded() -> None:
    cursor = Cursor()
    cursor.folded(400, 15)
    assert cursor.meet(0, 95) is Meeting.FOLD


def test_a_message_sent_again_has_another_mark() -> None:
    assert mark_of(1, b"k", b"v") == mark_of(1, b"k", b"v")
    assert len({mark_of(t, k, v) for t in (1, 2) for k in (b"k", b"l") for v in (b"v", b"w")}) == 8

"""The clock that the processes of a local stack share."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shared.clock import SimulatedClock

SUMMER = datetime(2019, 6, 3, 2, tzinfo=UTC)
WINTER = datetime(2020, 1, 20, 2, tzinfo=UTC)
SOON = timedelta(seconds=20)


def test_without_its_file_the_clock_tells_real_time(tmp_path: Path) -> None:
    before = datetime.now(UTC)
    assert before <= SimulatedClock(tmp_path / "clock").now() + timedelta(milliseconds=1)
    assert SimulatedClock(tmp_path / "clock").now() - before < SOON


def test_what_one_process_sets_the_others_see_at_once(tmp_path: Path) -> None:
    ours, theirs = SimulatedClock(tmp_path / "clock"), SimulatedClock(tmp_path / "clock")
    theirs.now()
    for instant in (SUMMER, WINTER, SUMMER):
        ours.set(instant, rate=0.0)
        assert theirs.now() == instant


def test_time_passes_at_the_rate_that_was_set(tmp_path: Path) -> None:
    clock = SimulatedClock(tmp_path / "clock")
    clock.set(SUMMER, rate=1e6)
    first, second = clock.now(), clock.now()
    assert SUMMER <= first < second


def test_a_cleared_clock_tells_real_time(tmp_path: Path) -> None:
    clock = SimulatedClock(tmp_path / "clock")
    clock.set(SUMMER)
    clock.clear()
    assert abs(clock.now() - datetime.now(UTC)) < SOON


def test_a_setting_is_never_read_half_written(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock = SimulatedClock(file)
    clock.set(WINTER, rate=0.0)
    whole = file.read_bytes()
    clock.set(SUMMER, rate=0.0)
    clock.now()
    half = len(whole) // 2
    _overwrite(file, whole[:half] + file.read_bytes()[half:])

    with ThreadPoolExecutor(1) as reader:
        told = reader.submit(clock.now)
        wait([told], timeout=0.05)
        early = told.done()
        _overwrite(file, whole)

    assert (early, told.result()) == (False, WINTER)


def _overwrite(file: Path, content: bytes) -> None:
    with file.open("r+b", buffering=0) as opened:
        opened.write(content)

"""At which time a local stack begins."""

from datetime import datetime
from pathlib import Path

import pytest

from deploy.local.stack import LocalStack
from shared.calendar import BEIJING

CALL_OPEN = datetime(2019, 7, 1, 9, tzinfo=BEIJING)
LATER = datetime(2019, 8, 30, 9, tzinfo=BEIJING)


def begun(base: Path, *, begins: datetime | None, fresh: bool) -> datetime:
    stack = LocalStack(base, mail=False, environ={}, begins=begins, fresh=fresh)
    stack._clean_up_after_last_time()
    return stack.clock.now()


@pytest.mark.parametrize("fresh", [False, True])
def test_the_first_time_it_is_when_the_round_begins(tmp_path: Path, *, fresh: bool) -> None:
    assert begun(tmp_path, begins=CALL_OPEN, fresh=fresh).date() == CALL_OPEN.date()


def test_time_goes_on_where_it_was_and_afresh_it_begins_anew(tmp_path: Path) -> None:
    begun(tmp_path, begins=CALL_OPEN, fresh=False)
    LocalStack(tmp_path, mail=False, environ={}).clock.set(LATER)
    assert begun(tmp_path, begins=CALL_OPEN, fresh=False).date() == LATER.date()
    assert begun(tmp_path, begins=CALL_OPEN, fresh=True).date() == CALL_OPEN.date()


def test_afresh_without_a_beginning_time_is_real(tmp_path: Path) -> None:
    begun(tmp_path, begins=CALL_OPEN, fresh=False)
    assert begun(tmp_path, begins=None, fresh=True).year >= datetime.now(BEIJING).year

"""Tells in one sentence how a deadline was counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.calendar.day import WORKING_DAY
from shared.calendar.wording import full, listed
from shared.values import Bilingual

if TYPE_CHECKING:
    from shared.calendar.deadline import Deadline

_PROVISIONAL = Bilingual(
    zh="所涉年度的放假安排尚未全部公布，此期限为暂定",
    en="provisional, as not all holidays of the years in it are gazetted yet",
)


def sentence_of(deadline: Deadline) -> Bilingual:
    """Start, days counted, days skipped or made up, end at 24:00."""
    parts = list(_parts(deadline))
    return Bilingual(
        zh="；".join(part.zh for part in parts) + "。",
        en="; ".join(part.en for part in parts) + ".",
    )


def _parts(deadline: Deadline) -> Iterator[Bilingual]:
    yield _start(deadline)
    first, nominal = deadline.steps[0], _nominal(deadline)
    counting = deadline.steps[: nominal + 1]
    if skipped := [(s.date, s.why) for s in counting[1:] if s.counted is None]:
        days = listed(skipped, first.date.year)
        yield Bilingual(zh=f"不计{days.zh}", en=f"not counting {days.en}")
    if deadline.policy.kind == "working":
        special = [(s.date, s.why) for s in counting if s.counted and s.why != WORKING_DAY]
        if special:
            days = listed(special, first.date.year)
            yield Bilingual(zh=f"计入{days.zh}", en=f"counting {days.en}")
    if nominal + 1 < len(deadline.steps):
        end = full(deadline.steps[nominal].date)
        yield Bilingual(
            zh=f"期满日{end.zh}为休息日，顺延", en=f"rolled forward, as {end.en} is a day off"
        )
    last = full(deadline.last_day)
    yield Bilingual(
        zh=f"至{last.zh}24:00（北京时间）止", en=f"ends at 24:00 Beijing time on {last.en}"
    )
    if deadline.status == "provisional":
        yield _PROVISIONAL


def _start(deadline: Deadline) -> Bilingual:
    first, policy = deadline.steps[0], deadline.policy
    if first.counted is not None:
        day = Bilingual(zh="当日计入", en="that day included")
    elif policy.start == "exclusive":
        day = Bilingual(zh="当日不计入", en="that day not included")
    else:
        day = Bilingual(
            zh=f"当日不计（{first.why.zh}）", en=f"that day not counted ({first.why.en})"
        )
    unit = "个工作日" if policy.kind == "working" else "个自然日"
    days = "day" if policy.days == 1 else "days"
    start = full(first.date)
    return Bilingual(
        zh=f"自{start.zh}起，{day.zh}，计{policy.days}{unit}",
        en=f"Counted from {start.en}, {day.en}: {policy.days} {policy.kind} {days}",
    )


def _nominal(deadline: Deadline) -> int:
    numbers = [step.counted for step in deadline.steps]
    return numbers.index(deadline.policy.days)

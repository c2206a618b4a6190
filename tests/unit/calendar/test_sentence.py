"""The one sentence that tells how a deadline came about."""

from datetime import datetime

from shared.calendar import BEIJING, Calendar, ClockPolicy, count
from shared.values import Bilingual


def sentence(frm: str, **policy: object) -> Bilingual:
    start = datetime.fromisoformat(frm).replace(tzinfo=BEIJING)
    return count(ClockPolicy.model_validate(policy), start, Calendar()).sentence()


def test_it_tells_start_days_skipped_days_made_up_and_the_end() -> None:
    told = sentence("2025-04-22", days=10, kind="working", start="inclusive")
    assert told == Bilingual(
        zh="自2025年4月22日（星期二）起，当日计入，计10个工作日；不计4月26日（周末）、"
        "5月1日至5日（劳动节放假）；计入4月27日（劳动节调休上班）；"
        "至2025年5月7日（星期三）24:00（北京时间）止。",
        en="Counted from Tuesday 22 April 2025, that day included: 10 working days; "
        "not counting 26 April (weekend), 1 to 5 May (Labour Day holiday); "
        "counting 27 April (make-up workday for Labour Day); "
        "ends at 24:00 Beijing time on Wednesday 7 May 2025.",
    )


def test_a_start_on_a_day_off_is_said_not_to_count_even_where_the_start_day_would() -> None:
    told = sentence("2025-04-26", days=1, kind="working", start="inclusive")
    assert told.en.startswith(
        "Counted from Saturday 26 April 2025, that day not counted (weekend): 1 working day;"
    )


def test_rolling_forward_names_the_day_off_that_caused_it() -> None:
    told = sentence("2025-09-20", days=12, kind="natural", start="exclusive")
    assert told == Bilingual(
        zh="自2025年9月20日（星期六）起，当日不计入，计12个自然日；"
        "期满日2025年10月2日（星期四）为休息日，顺延；"
        "至2025年10月9日（星期四）24:00（北京时间）止。",
        en="Counted from Saturday 20 September 2025, that day not included: 12 natural days; "
        "rolled forward, as Thursday 2 October 2025 is a day off; "
        "ends at 24:00 Beijing time on Thursday 9 October 2025.",
    )


def test_many_weekends_are_told_as_a_number_and_other_years_by_year() -> None:
    told = sentence("2025-12-01", days=30, kind="working", start="exclusive")
    assert (
        "not counting 10 days (weekend), 1 to 3 January 2026 (New Year's Day holiday);" in told.en
    )
    assert "2026年1月1日至3日（元旦放假）" in told.zh


def test_a_provisional_deadline_says_so() -> None:
    told = sentence("2027-01-25", days=2, kind="working", start="exclusive")
    assert told.en.endswith(
        "; provisional, as not all holidays of the years in it are gazetted yet."
    )
    assert told.zh.endswith("；所涉年度的放假安排尚未全部公布，此期限为暂定。")

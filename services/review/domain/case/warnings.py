"""What an official should know of a case, although nothing is refused for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.review.domain.case.case import Case
from shared.identity import ApplicantCode, follows_check
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class CaseWarning:
    """One thing to know: its id for programs, and in words."""

    id: str
    text: Bilingual


UNUSUAL_CODE = CaseWarning(
    "uscc-check-digit",
    Bilingual(
        zh="统一社会信用代码第18位与国家标准（GB 32100）的校验不符，"
        "但登录系统证实该代码。请对照营业执照核对。",
        en="The last character of the unified social credit code is not the one that GB 32100 has "
        "for it, but the login vouches for the code. Compare it with the business licence.",
    ),
)

DEEMED = CaseWarning(
    "accepted-incomplete",
    Bilingual(
        zh="材料不齐：未在期限内一次性告知，依规视为受理。当时的缺项见审查结果，不再要求补正。",
        en="Incomplete: nobody was told in time of what was missing, so it counts as accepted "
        "by statute. The findings name what was missing; it is asked for no more.",
    ),
)


def warnings_of(case: Case) -> Iterator[CaseWarning]:
    """The warnings of a case."""
    if ApplicantCode.of(case.uscc).kind == "credit" and not follows_check(case.uscc):
        yield UNUSUAL_CODE
    if case.accepted_incomplete:
        yield DEEMED

"""An applicant reports what it builds, and assesses itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.stages.construction.ending import assess_oneself
from services.review.domain.stages.construction.reporting import (
    SaidOfIndicator,
    SaidOfTask,
    report_indicators,
    report_tasks,
)
from services.review.usecases.stages.construction.own_case import Builder, Construed, OwnCase


@dataclass(frozen=True)
class Build:
    """All rows of a report are taken, or none; the same again changes nothing."""

    own: OwnCase

    async def tasks(
        self, application: str, rows: Sequence[SaidOfTask], *, who: Builder, at: datetime
    ) -> Construed:
        """The case with the reports. Raises what `OwnCase.act` and `report_tasks` raise."""
        by = who.account
        return await self.own.act(
            application,
            who,
            lambda case, rules: report_tasks(case, rules, rows, by=by, at=at),
            at=at,
        )

    async def indicators(
        self, application: str, rows: Sequence[SaidOfIndicator], *, who: Builder, at: datetime
    ) -> Construed:
        """The case with the reports. Raises what `OwnCase.act` and `report_indicators` raise."""
        by = who.account
        return await self.own.act(
            application,
            who,
            lambda case, rules: report_indicators(case, rules, rows, by=by, at=at),
            at=at,
        )

    async def assess(self, application: str, text: str, *, who: Builder, at: datetime) -> Construed:
        """The case on its way to the evaluation.

        Raises what `OwnCase.act` and `assess_oneself` raise.
        """
        calendar = self.own.rules.calendar
        return await self.own.act(
            application,
            who,
            lambda case, rules: assess_oneself(
                case, rules, calendar, text=text, by=who.account, at=at
            ),
            at=at,
        )

"""What becomes of the values that a document printed: equal, from outside, or impossible."""

from services.stats.domain.printed.report import PrintedReport, RowReport, Verdict
from services.stats.domain.printed.reporting import report

__all__ = ["PrintedReport", "RowReport", "Verdict", "report"]

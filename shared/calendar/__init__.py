"""Statutory clocks: which days count, and when a period ends. All decided in Beijing time."""

from shared.calendar.calendar import Calendar
from shared.calendar.counting import count
from shared.calendar.day import Day, DayKind, YearStatus
from shared.calendar.deadline import DayStep, Deadline
from shared.calendar.distance import working_days_between
from shared.calendar.overlay import InvalidOverlay, Overlay, OverlayDay, load_overlay
from shared.calendar.policy import ClockPolicy
from shared.calendar.zone import BEIJING, before_midnight, beijing_date, end_of_day

__all__ = [
    "BEIJING",
    "Calendar",
    "ClockPolicy",
    "Day",
    "DayKind",
    "DayStep",
    "Deadline",
    "InvalidOverlay",
    "Overlay",
    "OverlayDay",
    "YearStatus",
    "before_midnight",
    "beijing_date",
    "count",
    "end_of_day",
    "load_overlay",
    "working_days_between",
]

"""Which version of its programme an application goes by."""

from datetime import datetime

from services.intake.domain.application import Application
from shared.programmes import Programme, Programmes, UnknownRound


def rules_for(programmes: Programmes, application: Application, at: datetime) -> Programme:
    """For a draft the version in force, and for good the one that it was submitted under."""
    pinned = programmes.get(application.programme, application.programme_version)
    if application.submission is not None:
        return pinned
    current = programmes.current(application.programme, at)
    try:
        current.round(application.round)
    except UnknownRound:
        # It is of a later year, and the round is over.
        return pinned
    return current

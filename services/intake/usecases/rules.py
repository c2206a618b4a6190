"""Which version of its programme an application goes by."""

from datetime import datetime

from services.intake.domain.application import Application
from shared.programmes import Programme, Programmes


def rules_for(programmes: Programmes, application: Application, at: datetime) -> Programme:
    """For a draft the newest version in force that has its round; what was submitted keeps its."""
    if application.submission is not None:
        return programmes.get(application.programme, application.programme_version)
    return programmes.of_round(application.programme, application.round, at)

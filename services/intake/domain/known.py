"""What is known of an application, for the conditions of its programme."""

from collections.abc import Mapping
from typing import Any

from services.intake.domain.application import Application
from shared.programmes import Programme
from shared.programmes.form import valid_answers


def known_of(programme: Programme, application: Application) -> Mapping[str, Any]:
    """Its valid answers; a condition must not rest on any other."""
    return valid_answers(programme.answers, application.answers)

"""Whether an applicant is of the kind that a programme is for."""

from services.intake.domain.refusals import WrongSubject
from shared.identity import ApplicantCode
from shared.programmes import Programme


def check_subject(programme: Programme, code: str) -> None:
    """Raises WrongSubject where an enterprise applies among cities, or a city elsewhere."""
    for_cities = programme.subject == "city"
    if for_cities != (ApplicantCode.of(code).kind == "division"):
        raise WrongSubject(programme.name, code, for_cities=for_cities)

"""What an enterprise holds by other schemes, where a programme wants to know it."""

from services.intake.domain.facts import rest_on_qualifications
from services.intake.domain.qualification import HeldQualification
from services.intake.ports import Enterprises
from shared.programmes import Programme


async def qualifications_for(
    programme: Programme, enterprises: Enterprises, uscc: str
) -> tuple[HeldQualification, ...]:
    """Those registered now; the enterprise is not read for a programme that asks for none."""
    if not rest_on_qualifications(programme):
        return ()
    found = await enterprises.find(uscc)
    return () if found is None else found.enterprise.qualifications

"""From a YAML file to a document that fits its programme, or to every fault it has."""

from pathlib import Path

from pydantic import ValidationError

from shared.programmes.catalogue import Programmes
from shared.programmes.document import Document
from shared.programmes.errors import Problem, ProgrammeInvalid, UnknownProgramme, UnknownRound
from shared.programmes.nearest import instead
from shared.programmes.printed.faults import faults
from shared.programmes.printed.model import PrintedDocument
from shared.programmes.reference_kinds import Fault
from shared.programmes.wording import problems


def load_document(file: Path, programmes: Programmes) -> PrintedDocument:
    """The document in the file; raises ProgrammeInvalid with file, line and field of each fault."""
    source = Document.read(file)
    try:
        document = PrintedDocument.model_validate(source.data)
    except ValidationError as error:
        raise ProgrammeInvalid(problems(source, error, PrintedDocument)) from error
    try:
        programme = programmes.of_round(document.programme, document.round)
    except UnknownProgramme:
        known = sorted({each.id for each in programmes})
        message = f"expected a programme, not {document.programme}"
        raise _invalid(
            source, (("programme",), message + instead(document.programme, known))
        ) from None
    except UnknownRound:
        message = f"expected a round of {document.programme}, not {document.round}"
        raise _invalid(source, (("round",), message)) from None
    found = list(faults(document, programme))
    if found:
        raise _invalid(source, *found)
    return document


def _invalid(source: Document, *found: Fault) -> ProgrammeInvalid:
    return ProgrammeInvalid(
        Problem(source.file, *source.locate_field(loc), message) for loc, message in found
    )

"""OFD files (GB/T 33190-2016): a ZIP with an OFD.xml that leads to documents and their pages."""

from zipfile import ZipFile

from services.intake.domain.inspection.inspected import FileRefused, Inspected
from services.intake.domain.inspection.zip_parts import DAMAGED, read_xml

ROOT = "OFD.xml"
NAMESPACE = "{http://www.ofdspec.org/2016}"


def is_ofd(archive: ZipFile) -> bool:
    """Whether the archive says it is an OFD file."""
    return ROOT in archive.namelist()


def ofd(archive: ZipFile) -> Inspected:
    """The pages of an OFD file. Raises FileRefused when it leads to none."""
    try:
        (root,) = read_xml(archive, (ROOT,))
        named = (found.text for found in root.iter(f"{NAMESPACE}DocRoot"))
        documents = read_xml(archive, (name.strip().lstrip("/") for name in named if name))
        pages = sum(len(document.findall(f".//{NAMESPACE}Page")) for document in documents)
    except DAMAGED as error:
        raise FileRefused(
            "unreadable-file",
            "is an OFD file that cannot be opened. Export it again and send the new file",
        ) from error
    if pages < 1:
        raise FileRefused("unreadable-file", "is an OFD file without a single page")
    return Inspected("ofd", pages)

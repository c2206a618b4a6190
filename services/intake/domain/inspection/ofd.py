"""OFD files (GB/T 33190-2016): a ZIP with an OFD.xml that leads to documents and their pages.

Older and newer writers use other namespaces, or several; only the names within them tell.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from services.intake.domain.inspection.inspected import FileRefused, Inspected
from services.intake.domain.inspection.zip_parts import DAMAGED, has_part, read_xml

ROOT = "OFD.xml"


def is_ofd(archive: ZipFile) -> bool:
    """Whether the archive says it is an OFD file."""
    return has_part(archive, ROOT)


def ofd(archive: ZipFile) -> Inspected:
    """The pages of an OFD file. Raises FileRefused when it leads to none."""
    try:
        (root,) = read_xml(archive, (ROOT,))
        named = (found.text for found in _named(root, "DocRoot"))
        documents = read_xml(archive, (name for name in named if name and name.strip()))
        pages = sum(
            len(list(_named(tree, "Page")))
            for document in documents
            for tree in _named(document, "Pages")
        )
    except DAMAGED as error:
        raise FileRefused(
            "unreadable-file",
            "is an OFD file that cannot be opened. Export it again and send the new file",
            "是 OFD 文件，但无法打开。请重新导出后发送",
        ) from error
    if pages < 1:
        raise FileRefused(
            "unreadable-file", "is an OFD file without a single page", "是没有任何页面的 OFD 文件"
        )
    return Inspected("ofd", pages)


def _named(tree: Element, name: str) -> Iterator[Element]:
    """The elements of this name in whatever namespace."""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] == name:
            yield element

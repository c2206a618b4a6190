"""OFD files (GB/T 33190-2016): a ZIP with an OFD.xml that leads to documents and their pages.

Older and newer writers use other namespaces, or several; only the names within them tell.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from services.intake.domain.inspection.inspected import FileRefused, Inspected, packed_otherwise
from services.intake.domain.inspection.zip_parts import (
    DAMAGED,
    PackedOtherwise,
    folder_of,
    has_part,
    read_xml,
)

ROOT = "OFD.xml"


def is_ofd(archive: ZipFile) -> bool:
    """Whether the archive says it is an OFD file."""
    return has_part(archive, ROOT)


def folder_around(archive: ZipFile) -> str | None:
    """The folder in which the whole of an OFD file was packed again, if it was."""
    return folder_of(archive, ROOT)


def in_a_folder(folder: str) -> FileRefused:
    """That no viewer opens an OFD file whose parts are in a folder."""
    return FileRefused(
        "unreadable-file",
        f"is an OFD file that was unpacked and packed again with a folder around it, {folder:.40}, "
        "so that viewers don't open it. Send the OFD file as it was exported",
        f"是解压后重新打包的 OFD 文件，内容多了一层文件夹“{folder:.40}”，阅读器无法打开。"
        "请发送原先导出的 OFD 文件",
    )


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
    except PackedOtherwise as error:
        raise packed_otherwise("an OFD file", " OFD 文件", error.method) from error
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

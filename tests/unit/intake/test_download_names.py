"""A file is downloaded under its name, with the ending of what it is."""

from dataclasses import replace

import pytest

from tests.unit.intake.applications import a_material


@pytest.mark.parametrize(
    ("filename", "kind", "name"),
    [
        ("表.pdf", "pdf", "表.pdf"),
        ("表.PDF", "pdf", "表.PDF"),
        ("照片.jpeg", "jpeg", "照片.jpeg"),
        ("照片", "jpeg", "照片.jpg"),
        ("setup.exe", "pdf", "setup.exe.pdf"),
        ("page.html", "ofd", "page.html.ofd"),
        ("a.pdf", "xlsx", "a.pdf.xlsx"),
    ],
)
def test_the_ending_is_that_of_the_kind(filename: str, kind: str, name: str) -> None:
    assert replace(a_material("M01"), filename=filename, kind=kind).download_name == name

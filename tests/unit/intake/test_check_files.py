"""Files that arrive together are judged each by itself."""

import hashlib
import io
from collections.abc import Iterable

import pytest

from services.intake.domain.inspection.inspect import inspect
from services.intake.domain.inspection.inspected import Inspected
from services.intake.domain.received_file import ReceivedFile
from services.intake.usecases.check_files import check_files, replaced_by
from shared.errors import Rejected
from shared.programmes import FileKind
from tests.unit.intake.applications import PROGRAMME
from tests.unit.intake.files import EXE, pdf, png


def received(requirement: str, filename: str, content: bytes, over: bool = False) -> ReceivedFile:
    digest = hashlib.sha256(content).hexdigest()
    return ReceivedFile(requirement, filename, len(content), digest, io.BytesIO(content), over=over)


async def here(file: ReceivedFile, accepts: Iterable[FileKind], whose: str) -> Inspected:
    """Looks into a file in this process."""
    return inspect(file.content, file.filename, tuple(accepts))


async def test_good_files_are_all_taken() -> None:
    checked = await check_files(
        PROGRAMME,
        [received("M01", "a.pdf", pdf()), received("M02", "b.png", png())],
        here,
        "91440703MA4UQ8XK1X",
    )
    assert [(c.received.requirement, c.inspected.kind) for c in checked.good] == [
        ("M01", "pdf"),
        ("M02", "png"),
    ]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (received("M77", "a.pdf", pdf()), "unknown-requirement"),
        (received("M04", "a.pdf", pdf()), "unknown-requirement"),
        (received("M01", "a.pdf", b"", over=True), "file-too-large"),
        (received("M01", "a.pdf", b""), "empty-file"),
        (received("M01", "a.pdf", EXE), "disguised-file"),
        (received("M01", "a.png", png()), "kind-not-accepted"),
    ],
)
async def test_one_bad_file_is_named_with_its_own_code(file: ReceivedFile, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        await check_files(PROGRAMME, [file], here, "91440703MA4UQ8XK1X")
    assert refused.value.code == code
    (error,) = refused.value.errors
    assert error.field == file.requirement
    assert error.message.startswith(f"{file.filename} is ")


async def test_a_bad_file_does_not_spoil_the_good_ones() -> None:
    good, bad = received("M02", "good.pdf", pdf()), received("M01", "bad.pdf", EXE)
    checked = await check_files(PROGRAMME, [good, bad], here, "91440703MA4UQ8XK1X")
    assert [each.received for each in checked.good] == [good]
    assert [(each.received, each.refusal.code) for each in checked.refused] == [
        (bad, "disguised-file")
    ]


async def test_a_requirement_of_which_a_file_is_refused_is_not_replaced() -> None:
    files = [
        received("M01", "a.pdf", pdf()),
        received("M02", "a.pdf", pdf()),
        received("M02", "b.pdf", EXE),
        received("M05", "c.pdf", b""),
    ]
    assert replaced_by(await check_files(PROGRAMME, files, here, "91440703MA4UQ8XK1X")) == {"M01"}


async def test_different_faults_are_each_named() -> None:
    with pytest.raises(Rejected) as refused:
        await check_files(
            PROGRAMME,
            [received("M01", "a.pdf", b""), received("M02", "b.pdf", EXE)],
            here,
            "91440703MA4UQ8XK1X",
        )
    assert refused.value.code == "invalid-material"
    assert [error.field for error in refused.value.errors] == ["M01", "M02"]

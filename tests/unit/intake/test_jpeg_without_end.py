"""Photos that lack the mark of their end: taken if the picture is whole, refused if it was cut."""

import io
from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from services.intake.domain.inspection import without_end
from services.intake.domain.inspection.inspect import inspect
from services.intake.domain.inspection.inspected import FileRefused, Inspected
from services.intake.domain.inspection.without_end import is_whole

WAYS: list[tuple[str, Mapping[str, object]]] = [
    ("RGB", {}),
    ("RGB", {"subsampling": 2, "quality": 40}),
    ("RGB", {"progressive": True}),
    ("RGB", {"restart_marker_blocks": 4}),
    ("L", {}),
    ("CMYK", {"quality": 95}),
]
PLAIN: Mapping[str, object] = {}


def picture(mode: str, how: Mapping[str, object], *, noise: bool, side: int = 40) -> bytes:
    size = (side, side + 9)
    image = Image.linear_gradient("L").resize(size).convert(mode)
    if noise:
        count = size[0] * size[1] * len(image.getbands())
        image = Image.frombytes(mode, size, Random(5).randbytes(count))
    out = io.BytesIO()
    image.save(out, "JPEG", **how)
    content = out.getvalue()
    assert content.endswith(b"\xff\xd9")
    return content


@pytest.mark.parametrize("noise", [True, False])
@pytest.mark.parametrize(("mode", "how"), WAYS)
def test_a_photo_that_lacks_only_the_mark_of_its_end_is_taken(
    mode: str, how: Mapping[str, object], noise: bool
) -> None:
    content = picture(mode, how, noise=noise)
    for lacking in (content[:-2], content[:-1], content[:-2] + bytes(100)):
        assert inspect(io.BytesIO(lacking), "scan.jpg") == Inspected("jpeg", 1)


@pytest.mark.parametrize("noise", [True, False])
@pytest.mark.parametrize(("mode", "how"), WAYS)
def test_a_photo_that_was_cut_off_is_refused(
    mode: str, how: Mapping[str, object], noise: bool
) -> None:
    content = picture(mode, how, noise=noise)
    scans = content.index(b"\xff\xda")
    for cut in {*range(3, 40), len(content) // 4, len(content) - scans - 20}:
        if len(content) - cut > scans:
            assert not is_whole(content[:-cut]), cut
    with pytest.raises(FileRefused, match="whose end is missing"):
        inspect(io.BytesIO(content[:-3]), "scan.jpg")


@given(st.data())
def test_no_cut_is_taken_for_a_whole_picture(data: st.DataObject) -> None:
    mode, how = data.draw(st.sampled_from(WAYS))
    content = picture(mode, how, noise=True, side=data.draw(st.integers(8, 24)))
    cut = data.draw(st.integers(0, len(content) - 3))
    assert not is_whole(content[:cut])


def test_a_progressive_picture_whose_last_scans_are_missing_is_refused() -> None:
    content = picture("RGB", {"progressive": True}, noise=True)
    scans = [at for at in range(len(content)) if content.startswith(b"\xff\xda", at)]
    assert len(scans) > 5
    tables = content.rindex(b"\xff\xc4", 0, scans[-1])
    assert not is_whole(content[:tables])
    assert not is_whole(content[: scans[-1]])


def test_a_picture_that_would_take_too_much_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    content = picture("RGB", PLAIN, noise=False)[:-2]
    assert is_whole(content)
    monkeypatch.setattr(without_end, "PIXELS_AT_MOST", 1000)
    assert not is_whole(content)


@pytest.mark.parametrize("content", [b"", b"\xff", b"\xff\xd8", b"\xff\xd8\xff\xda", bytes(999)])
def test_what_is_no_picture_is_not_whole(content: bytes) -> None:
    assert not is_whole(content)

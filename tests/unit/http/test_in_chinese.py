"""The files of Chinese texts are read strictly: what a hand may get wrong is refused."""

from pathlib import Path

import pytest

from shared.http.in_chinese import InChinese


def read(folder: Path, text: str) -> InChinese:
    file = folder / "in_chinese.yaml"
    file.write_text(text, encoding="utf-8")
    return InChinese.read(file)


@pytest.mark.parametrize(
    "text",
    [
        "fields: {round: 批次, round: 届次}",
        "fields: {round: ''}",
        "fields: {round: }",
        "fields: [round]",
        "meanings: {round: 批次}",
        "operations: {GET /v1: {summary: 读取}}",
        "",
    ],
)
def test_what_is_no_text_or_stands_there_twice_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError):
        read(tmp_path, text)


def test_words_that_yaml_takes_for_something_else_are_texts(tmp_path: Path) -> None:
    chinese = read(tmp_path, "fields: {year: 2019, on: no}")

    assert chinese.fields == {"year": "2019", "on": "no"}


def test_the_texts_of_an_interface_go_before_those_that_all_have(tmp_path: Path) -> None:
    shared = InChinese(fields={"at": "时刻", "id": "标识"}, answers={"Problem": "问题"})
    own = InChinese(about="评审", fields={"at": "办理时刻", "Case.id": "案件的标识"})

    both = shared.and_of(own)

    assert both.about == "评审"
    assert both.answers == {"Problem": "问题"}
    assert [both.field("Case", name) for name in ("at", "id", "by")] == [
        "办理时刻",
        "案件的标识",
        None,
    ]
    assert both.field("List", "id") == "标识"

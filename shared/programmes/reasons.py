"""The catalogue of reasons: why something is missing, invalid, refused or removed."""

from collections.abc import Collection
from typing import Literal

from pydantic import Field

from shared.programmes.strict import Bilingual, ItemId, Strict

ReasonScope = Literal["materials", "case", "recommendation", "decision", "objection"]
OBJECTION_OUTCOMES = ("upheld", "dismissed")


class Reason(Strict):
    """One reason an officer may pick, or the machine may give."""

    id: ItemId
    name: Bilingual
    applies_to: tuple[ReasonScope, ...] = Field(min_length=1)
    only_for: tuple[ItemId, ...] = ()

    def is_for(self, outcome: str, outcomes: Collection[str]) -> bool:
        """Whether it may be the reason of this one of the outcomes that an act can have.

        One that names none of them may be that of any.
        """
        named = [each for each in self.only_for if each in outcomes]
        return not named or outcome in named


def _of_materials(id: str, zh: str, en: str) -> Reason:
    return Reason(id=id, name=Bilingual(zh=zh, en=en), applies_to=("materials",))


MACHINE_REASONS: tuple[Reason, ...] = (
    _of_materials("not_provided", "未提供", "Not provided."),
    _of_materials("empty_file", "文件为空，请重新上传", "The file is empty."),
    _of_materials("unreadable", "文件无法打开，请检查后重新上传", "The file cannot be opened."),
    _of_materials(
        "disguised_file", "文件内容与扩展名不符", "The content is not what the file name says."
    ),
    _of_materials(
        "kind_not_accepted", "不接受该文件格式", "This kind of file is not accepted here."
    ),
    _of_materials("file_too_large", "文件超过大小上限", "The file is larger than allowed."),
    _of_materials("too_many_files", "文件数量超过上限", "There are more files than allowed."),
    _of_materials("text_too_short", "字数不足", "The text is shorter than required."),
    _of_materials("text_too_long", "字数超过上限", "The text is longer than allowed."),
    _of_materials("below_minimum", "数值低于下限", "The value is below the minimum."),
    _of_materials("above_maximum", "数值高于上限", "The value is above the maximum."),
    _of_materials("wrong_type", "填写内容的类型不符", "The answer is not of the expected type."),
    _of_materials("not_a_choice", "请从给定选项中选择", "The answer is not one of the choices."),
)
"""Reasons the completeness check gives by itself; a programme may reword one by its id."""

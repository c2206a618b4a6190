"""The catalogue of reasons: why something is missing, invalid, refused or removed."""

from collections.abc import Collection, Mapping
from typing import Literal, Self

from pydantic import Field

from shared.programmes.strict import Bilingual, ItemId, Strict

ReasonScope = Literal[
    "materials",
    "case",
    "recommendation",
    "decision",
    "construction",
    "objection",
    "revocation",
]
OBJECTION_NAMES = {
    "upheld": Bilingual(zh="异议成立", en="Upheld"),
    "dismissed": Bilingual(zh="异议不成立", en="Dismissed"),
}
"""What becomes of an objection, and what that is called."""
OBJECTION_OUTCOMES = tuple(OBJECTION_NAMES)
MATERIAL_NAMES = {
    "missing": Bilingual(zh="材料缺少", en="Item missing"),
    "invalid": Bilingual(zh="材料不合格", en="Item invalid"),
}
"""What a verdict on an item needs a reason for, in the words of verdicts."""
MATERIAL_OUTCOMES = tuple(MATERIAL_NAMES)
REFUSAL_NAMES = {
    "not_accepted": Bilingual(zh="不予受理", en="Not accepted"),
    "unanswered": Bilingual(
        zh="不予受理（告知后逾期未补正）",
        en="Not accepted: asked to supplement, and nothing came in time",
    ),
    "answered": Bilingual(zh="不予受理（补正之后）", en="Not accepted after a supplement"),
    "completed": Bilingual(
        zh="不予受理（补正后材料齐全）",
        en="Not accepted, though complete after a supplement",
    ),
}
"""How a case stands that is not accepted: never asked to supplement, or asked and nothing came in
time, or something came and there is still something missing or invalid, or nothing is."""
REFUSAL_OUTCOMES = tuple(REFUSAL_NAMES)
REVOCATION_NAMES = {
    "revoked": Bilingual(zh="撤销认定", en="Recognition revoked"),
    "suspended": Bilingual(zh="暂停认定", en="Recognition suspended"),
}
"""What becomes of a recognition before its last day."""
REVOCATION_OUTCOMES = tuple(REVOCATION_NAMES)


FILE_FAULTS = (
    "empty_file",
    "unreadable",
    "disguised_file",
    "kind_not_accepted",
    "file_too_large",
    "too_many_files",
)
ANSWER_FAULTS = (
    "text_too_short",
    "text_too_long",
    "below_minimum",
    "above_maximum",
    "wrong_type",
    "not_a_choice",
)


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

    def as_known(self) -> Self:
        """The reason with what its id is always for, where it does not say itself."""
        outcomes, usual = _USUAL.get(self.id, ((), ()))
        if not usual or any(each in outcomes for each in self.only_for):
            return self
        return self.model_copy(update={"only_for": (*self.only_for, *usual)})


_USUAL: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "not_provided": (MATERIAL_OUTCOMES, ("missing",)),
    **dict.fromkeys((*FILE_FAULTS, *ANSWER_FAULTS), (MATERIAL_OUTCOMES, ("invalid",))),
    "not_supplemented": (REFUSAL_OUTCOMES, ("unanswered",)),
}


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

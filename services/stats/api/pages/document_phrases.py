"""The words of the page on a document and its printed values."""

from collections.abc import Mapping

from shared.pages.phrases import Phrase

PRINTED: Mapping[str, Phrase] = {
    "printed_title": Phrase("公开文件中的数字", "Figures of a document"),
    "printed_lead": Phrase(
        "文件印出的每个数字，与本系统算出的数字逐一对照。",
        "Every value that the document prints, beside what is computed here.",
    ),
    "printed_round": Phrase("批次", "Round"),
    "all_proven": Phrase("每个数字都有着落", "Every value is accounted for"),
    "some_unproven": Phrase(
        "{n} 个数字没有着落", "{n} values are not accounted for", "1 value is not accounted for"
    ),
    "verdicts": Phrase("结论", "Verdicts"),
    "verdict": Phrase("结论", "Verdict"),
    "verdict_equal": Phrase("一致", "Equal"),
    "verdict_external": Phrase("外部录入", "From outside"),
    "verdict_does_not_compute": Phrase("无法算出", "Does not compute"),
    "verdict_different": Phrase("不一致", "Different"),
    "verdict_unexplained": Phrase("未说明", "Unexplained"),
    "meaning_equal": Phrase("本系统算出的数与印出的一致", "computed here, and the same"),
    "meaning_external": Phrase(
        "本系统不计算，按来源录入", "not computed here, but entered with its source"
    ),
    "meaning_does_not_compute": Phrase(
        "由印出的数得不出，列出算式", "what is printed does not give it; the arithmetic is shown"
    ),
    "meaning_different": Phrase("与算出或录入的数不同", "not what was computed or entered"),
    "meaning_unexplained": Phrase("尚无可对照的数", "there is nothing to compare it with yet"),
    "row": Phrase("编号", "No."),
    "printed_words": Phrase("原文", "Words"),
    "printed_value": Phrase("印出", "Printed"),
    "computed_value": Phrase("算出或录入", "Computed or entered"),
    "rests_on": Phrase("依据", "What it rests on"),
    "not_printed": Phrase("未印出", "not printed"),
    "beside": Phrase("本系统按另一分母：", "With another base, here: "),
    "kept_frozen": Phrase("名单锁定时", "When the list was frozen"),
    "kept_noticed": Phrase("名单公示时", "When the list was put under notice"),
    "kept_announced": Phrase("名单公布时", "When the list was announced"),
    "kept_corrected": Phrase("名单更正时", "When the list was corrected"),
    "nulls": Phrase("未填报 {n}", "{n} gave none"),
    "of_year": Phrase("{year} 年", "{year}"),
    "as_data": Phrase("数据接口", "Interface for programs"),
    "to_board": Phrase("本批次看板", "Board of the round"),
}

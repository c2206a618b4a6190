"""The words around every page."""

from collections.abc import Mapping

from shared.pages.phrases import Phrase

SHELL: Mapping[str, Phrase] = {
    "skip": Phrase("跳到正文", "Skip to the content"),
    "site_sections": Phrase("栏目", "Sections"),
    "lists": Phrase("公示与公布", "Notices and results"),
    "boards": Phrase("统计看板", "Statistics"),
    "other_language": Phrase("English", "中文"),
    "demonstration": Phrase(
        "本机演示：企业、产品与分布均为虚构，时钟为模拟时钟。",
        "Local demonstration: enterprises, products and distributions are invented, "
        "and the clock is simulated.",
    ),
    "beijing": Phrase("北京时间", "Beijing time"),
    "interface_documents": Phrase("接口文档", "Documents of the interface"),
    "colophon": Phrase(
        "Laurel · 认定项目从申报到公布",
        "Laurel · recognition programmes from application to publication",
    ),
    "reference": Phrase("查询编号", "Reference"),
    "not_found_title": Phrase("没有找到这个页面", "There is no such page"),
    "not_found_text": Phrase(
        "地址可能有误，或者内容尚未公开。请从栏目首页进入。",
        "The address may be wrong, or this is not public yet. Start from the overview.",
    ),
    "wrong_address_title": Phrase("地址中有一项不能识别", "Part of this address is not understood"),
    "wrong_address_text": Phrase(
        "请检查地址中的日期、语言或条件，或者从栏目首页进入。",
        "Check the date, language or filters in it, or start from the overview.",
    ),
    "refused_title": Phrase("现在不能这样办理", "This can't be done now"),
    "refused_text": Phrase(
        "没有作任何改动。请返回上一页查看说明。",
        "Nothing was changed. Go back to the page before; it says what is possible.",
    ),
    "unavailable_title": Phrase("暂时无法访问", "Not available just now"),
    "unavailable_text": Phrase(
        "没有作任何改动。请稍后再试；需要帮助时，请提供下面的编号。",
        "Nothing was changed. Please try again shortly; name the reference if you ask for help.",
    ),
}

"""The words of the page on which one chooses who to be."""

from collections.abc import Mapping

from shared.pages import Phrase

PHRASES: Mapping[str, Phrase] = {
    "who": Phrase("您想以什么身份登录？", "Who do you want to be?"),
    "who_lead": Phrase(
        "这里是开发环境的登录页面，不核对任何身份，只在本机有效。",
        "This is the sign-in of the development environment: it checks nobody, and counts on this "
        "machine alone.",
    ),
    "role": Phrase("身份", "Role"),
    "role_enterprise": Phrase("申报单位", "Enterprise or city that applies"),
    "role_association": Phrase("受托机构", "Association that reviews formally"),
    "role_recommender": Phrase("推荐单位", "Recommending office"),
    "role_reviewer": Phrase("评审专家", "Reviewer"),
    "role_officer": Phrase("主管部门", "Officer"),
    "role_operator": Phrase("运维人员", "Operator"),
    "role_agency": Phrase("订阅机构", "Agency that subscribes"),
    "name": Phrase("姓名", "Name"),
    "code": Phrase("统一社会信用代码或行政区划代码", "Credit code, or division code of a city"),
    "code_hint": Phrase(
        "仅申报单位填写：18 位统一社会信用代码，城市填 6 位行政区划代码。",
        "For those who apply: the 18 characters of an enterprise, or the 6 digits of a city.",
    ),
    "office": Phrase("机构", "Office"),
    "office_hint": Phrase(
        "申报单位以外的身份填写，按项目定义中的机构代号。",
        "For all others: the id of the office in the definition of the programme.",
    ),
    "go_on": Phrase("登录", "Sign in"),
    "errors_title": Phrase("有 1 处需要改正", "There is one thing to put right"),
}

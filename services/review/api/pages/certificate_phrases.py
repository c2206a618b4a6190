"""The words of the page that tells what a certificate is worth."""

from collections.abc import Mapping

from shared.pages.phrases import Phrase

CERTIFICATES: Mapping[str, Phrase] = {
    "verify": Phrase("核验证书、牌匾", "Verify a certificate or plaque"),
    "verify_lead": Phrase(
        "输入证书或牌匾上的编号，查看现在是否有效。",
        "Enter the number on it to see whether it holds at present.",
    ),
    "verify_number": Phrase("编号", "Number"),
    "verify_now": Phrase("核验", "Verify"),
    "worth_valid": Phrase("有效", "Valid"),
    "worth_expired": Phrase("已过期", "Expired"),
    "worth_suspended": Phrase("已暂停", "Suspended"),
    "worth_revoked": Phrase("已撤销", "Revoked"),
    "worth_superseded": Phrase("已被取代", "Superseded"),
    "worth_struck": Phrase("已更正移出名单", "Removed by a correction"),
    "worth_void": Phrase("已作废", "Void"),
    "worth_not_found": Phrase("查无此编号", "Not found"),
    "verify_none": Phrase(
        "从未制发编号为 {number} 的证书或牌匾。请逐字核对；如确属无误，请联系出示人或认定机关。",
        "No certificate or plaque with the number {number} was ever issued. Compare it letter by "
        "letter; if it is right, ask whoever shows it to you, or the authority.",
    ),
    "verify_as_of": Phrase("查询时间", "As of"),
    "verify_programme": Phrase("项目", "Programme"),
    "verify_kind": Phrase("种类", "Kind"),
    "verify_holder": Phrase("证面持有人名称", "Holder, as printed on it"),
    "verify_credit": Phrase("统一社会信用代码", "Unified social credit code"),
    "verify_division": Phrase("行政区划代码", "Division code"),
    "verify_what": Phrase("认定内容", "Recognised"),
    "verify_since": Phrase("认定日期", "Since"),
    "verify_until": Phrase("有效期至（含当日）", "Valid until the end of"),
    "verify_endless": Phrase("未设期限", "No end"),
    "verify_issued": Phrase("制发日期", "Issued"),
    "verify_handed_over": Phrase("颁发日期", "Handed over"),
    "verify_replaces": Phrase("取代编号", "Replaces"),
    "verify_replaced_by": Phrase("已由此编号取代", "Replaced by"),
    "verify_signed": Phrase("取得可离线验证的签名状态", "The same as a signed statement (JSON)"),
}
"""By name; one for each word of a status."""

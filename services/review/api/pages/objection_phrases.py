"""The words of the form for objections and of its receipt."""

from collections.abc import Mapping

from shared.pages.phrases import Phrase

OBJECTIONS: Mapping[str, Phrase] = {
    "other_kind_person": Phrase("改为以个人名义提出", "Send it as a person instead"),
    "other_kind_organisation": Phrase("改为以单位名义提出", "Send it as an organisation instead"),
    "form_late": Phrase(
        "公示期已满。您仍可反映情况，我们会登记，但不影响公布。",
        "The notice period is over. You can still report; it is recorded, "
        "and does not hold up the announcement.",
    ),
    "form_in_time": Phrase(
        "以到达时间为准，请于{deadline}提交。", "Your objection has to arrive {deadline}."
    ),
    "entry": Phrase("所涉条目的序号", "Number of the entry it is about"),
    "entry_hint": Phrase("名单第一列的序号。", "As in the first column of the list."),
    "name_person": Phrase("您的真实姓名", "Your real name"),
    "name_organisation": Phrase("单位全称", "Full name of the organisation"),
    "phone": Phrase("联系电话", "Telephone"),
    "phone_hint": Phrase("例如 0750-1234567。", "For example 0750-1234567."),
    "email": Phrase("电子邮箱（选填）", "E-mail (optional)"),
    "email_hint": Phrase(
        "我们会向此邮箱发送验证码，填写后异议即生效。不填则须由工作人员核实您的联系方式。",
        "A code is mailed to it, and your objection counts once you type it. "
        "Without one an officer has to verify who you are.",
    ),
    "employer": Phrase("工作单位", "Your employer"),
    "contact": Phrase("联系人", "Contact person"),
    "signature": Phrase("签名", "Signature"),
    "signature_hint": Phrase(
        "请再次输入您的姓名，作为签名。", "Type your name again; it stands as your signature."
    ),
    "seal": Phrase("公章文件编号", "Sealed letter"),
    "seal_hint": Phrase(
        "请填写盖章函件的文号或日期，核实时出示原件。",
        "Give the number or date of your letter under seal; you will be asked to show it.",
    ),
    "facts": Phrase("具体事实", "Facts"),
    "facts_hint": Phrase(
        "哪一点与事实不符、何时、何处。最多 2000 字。",
        "What is not so, when and where. At most 2,000 characters.",
    ),
    "evidence": Phrase("佐证材料", "Evidence"),
    "evidence_hint": Phrase(
        "材料名称、编号和出处。最多 2000 字。",
        "What the documents are, their numbers and where they come from. At most 2,000 characters.",
    ),
    "send_objection": Phrase("提交异议", "Send the objection"),
    "send_report": Phrase("提交情况反映", "Send the report"),
    "back_to_list": Phrase("返回名单", "Back to the list"),
    "errors_title": Phrase(
        "有 {n} 处需要改正", "{n} things to put right", "One thing to put right"
    ),
    "error_prefix": Phrase("有误：", "Error: "),
    "wrong_entry": Phrase("请填写名单中的序号。", "Give the number of an entry on the list."),
    "wrong_removed": Phrase(
        "这一项已经移除，不必再提。", "This entry was removed already; nothing need be sent."
    ),
    "wrong_many": Phrase(
        "异议已经过多，这里不能再收。请直接向认定机构提出。",
        "There are too many objections for more to be taken here. "
        "Bring yours to the recognising authority.",
    ),
    "wrong_name": Phrase(
        "请填写真实名称，至少两个字。", "Give the real name, two characters or more."
    ),
    "wrong_phone": Phrase(
        "请填写可拨打的电话号码，例如 0750-1234567，或 0750-1234567 转 8001。",
        "Give a number to call, such as 0750-1234567, or 0750-1234567 ext. 8001.",
    ),
    "wrong_email": Phrase(
        "请填写一个电子邮箱，例如 zhangsan@example.cn，或留空。",
        "Give one e-mail address, such as zhangsan@example.cn, or none.",
    ),
    "wrong_source": Phrase(
        "一日之内，来自您所在网络或使用您的联系方式的异议已达上限。请明日再提交，"
        "或到受理机构当面提出，由其代为登记。",
        "As many objections as are taken within a day came from your network or with your contact. "
        "Send yours tomorrow, or bring it to the office, which can file it for you.",
    ),
    "wrong_employer": Phrase(
        "请填写工作单位，至少两个字。", "Give your employer, two characters or more."
    ),
    "wrong_contact": Phrase(
        "请填写联系人，至少两个字。", "Give a contact person, two characters or more."
    ),
    "wrong_signature": Phrase("请签名。", "Sign with your name."),
    "wrong_seal": Phrase(
        "请填写盖章函件的文号或日期。", "Give the number or date of the sealed letter."
    ),
    "wrong_facts": Phrase(
        "请写明具体事实，最多 2000 字。", "Give the facts, in at most 2,000 characters."
    ),
    "wrong_evidence": Phrase(
        "请写明佐证材料，最多 2000 字。", "Name your evidence, in at most 2,000 characters."
    ),
    # Receipt
    "receipt_waits": Phrase("已收到，尚待核实", "Received, and to be verified"),
    "receipt_lapsed": Phrase("异议已失效", "Your objection has lapsed"),
    "receipt_next_code": Phrase(
        "验证码已发往您填写的邮箱。请于{deadline}填写；填写之前，本异议不生效，也不影响公布。"
        "如未收到，请致电或前往受理机构，并告知编号。",
        "A code is on its way to the address that you gave. Type it {deadline}: before that your "
        "objection does not count and holds nothing up. If none comes, call the office or go "
        "there, and name the number.",
    ),
    "receipt_next_office": Phrase(
        "须由工作人员核实您的联系方式，本异议方可生效。请于{deadline}致电或前往受理机构，"
        "并告知编号；核实之前不影响公布。",
        "An officer has to verify who you are before your objection counts. Call the office or go "
        "there {deadline}, and name the number; until then it holds nothing up.",
    ),
    "receipt_may_be_late": Phrase(
        "公示期满后，如名单在核实之前公布，本异议只作情况反映登记，不能再移除名单条目。",
        "If the list is announced before that, which it may be once the notice is over, your "
        "objection becomes a report and can't remove the entry any more.",
    ),
    "receipt_next_lapsed": Phrase(
        "联系方式未在规定期限内核实，异议未生效。公示期内可以重新提出。",
        "Your contact was not verified in time, so it never counted. "
        "While the notice runs you may object anew.",
    ),
    "code": Phrase("验证码", "Code"),
    "code_hint": Phrase("邮件中的八位数字。", "The eight digits of the mail."),
    "send_code": Phrase("验证", "Verify"),
    "new_code": Phrase("重新发送验证码", "Send a new code"),
    "new_code_hint": Phrase(
        "没有收到，或已遗失？我们可向您填写的邮箱再发一个，原验证码随即失效。",
        "None came, or it is lost? Another one can be mailed to the address that you gave; the one "
        "before is void then.",
    ),
    "new_code_mailed": Phrase(
        "新的验证码已发往您填写的邮箱，原验证码已失效。",
        "A new code is on its way to the address that you gave. The one before is void.",
    ),
    "wrong_soon": Phrase(
        "刚刚已发送验证码，请查收（包括垃圾邮件），或几分钟后再试。",
        "A code was sent a moment ago. Look for it, also among spam, or try again in some minutes.",
    ),
    "wrong_code": Phrase("请填写邮件中的八位数字。", "Type the eight digits of the mail."),
    "wrong_worn": Phrase(
        "验证码错误次数过多，或已重发多次。请致电或前往受理机构，并告知编号。",
        "The code was mistyped too often, or sent too often. Call the office or go there, and name "
        "the number.",
    ),
    "receipt_open": Phrase("已收到您的异议", "Your objection was received"),
    "receipt_late": Phrase("已登记您反映的情况", "Your report was recorded"),
    "receipt_number": Phrase("编号", "Number"),
    "receipt_about": Phrase("对象", "About"),
    "receipt_entry": Phrase("名单第 {n} 号", "Entry {n} of the list"),
    "receipt_at": Phrase("到达时间", "Arrived"),
    "receipt_next_open": Phrase(
        "在公示期内到达，联系方式已核实。我们会核实事实；处理完成前，名单不会公布。请保存编号。",
        "It arrived within the notice period, and your contact is verified. We will verify the "
        "facts; the list is not announced before that. Please keep the number.",
    ),
    "receipt_next_late": Phrase(
        "在公示期满后到达，不作异议受理，按情况反映登记。请保存编号。",
        "It arrived after the notice period, so it is a report and not an objection. "
        "Please keep the number.",
    ),
    "receipt_next_decided": Phrase(
        "异议已处理完毕。结果见名单。", "The objection has been decided. The list shows the result."
    ),
}

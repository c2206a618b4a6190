"""The words of the public list and of the overview of lists."""

from collections.abc import Mapping

from shared.pages.phrases import Phrase

LISTS: Mapping[str, Phrase] = {
    "overview": Phrase("公示与公布", "Notices and results"),
    "overview_lead": Phrase(
        "正在公示和已经公布的名单。公示期内，任何人可以实名提出异议。",
        "Lists under public notice and announced ones. During a notice anybody may object, "
        "under their real name.",
    ),
    "overview_none": Phrase(
        "现在没有公开的名单。评审结束、名单开始公示后会列在这里。",
        "No list is public now. A list appears here when its notice begins, after the review.",
    ),
    "list_title": Phrase(
        "{programme}{year} 年度拟认定名单公示", "{programme}, {year} round: public notice"
    ),
    "list_title_session": Phrase(
        "{programme}第 {session} 届拟认定名单公示", "{programme}, session {session}: public notice"
    ),
    "announced_title_session": Phrase(
        "{programme}第 {session} 届认定名单", "{programme}, session {session}: recognised"
    ),
    "announced_title": Phrase(
        "{programme}{year} 年度认定名单", "{programme}, {year} round: recognised"
    ),
    "stage_title": Phrase(
        "{programme}{year} 年度{stage}名单", "{programme}, {year} round: {stage}"
    ),
    "stage_title_session": Phrase(
        "{programme}第 {session} 届{stage}名单", "{programme}, session {session}: {stage}"
    ),
    "entries_count": Phrase("{n} 项", "{n} entries", "1 entry"),
    # State
    "noticed": Phrase("公示中", "Under notice"),
    "over": Phrase("公示期满", "Notice over"),
    "announced": Phrase("已公布", "Announced"),
    "now_noticed": Phrase("请于{deadline}提出异议。", "Objections are taken {deadline}."),
    "now_over": Phrase(
        "公示期已满，等待公布。此后收到的异议按情况反映登记。",
        "The notice is over and the announcement is awaited. An objection that arrives now "
        "is recorded as a report.",
    ),
    "now_announced": Phrase(
        "{day} 公布：认定 {recognised} 项，公示后移除 {removed} 项。",
        "Announced on {day}: {recognised} recognised, {removed} removed after the notice.",
    ),
    "now_listed": Phrase("{day} 公布：{outcome} {n} 项。", "Announced on {day}. {outcome}: {n}."),
    # Window
    "window": Phrase("公示期", "Notice period"),
    "begins": Phrase("开始", "Begins"),
    "ends": Phrase("结束", "Ends"),
    "end_of": Phrase("{day}24:00", "{day}, 24:00"),
    "how_counted": Phrase("怎样计算", "How it was counted"),
    "each_day": Phrase("逐日查看", "Show each day"),
    "date": Phrase("日期", "Date"),
    "counted": Phrase("第几日", "Day"),
    "not_counted": Phrase("不计", "not counted"),
    "why": Phrase("说明", "Why"),
    # Basis
    "basis": Phrase("方案与单位", "Definition and offices"),
    "document": Phrase("本方案的来源", "Source of this definition"),
    "rules_version": Phrase("方案 {version}", "Programme version {version}"),
    "issued_by": Phrase("发文单位", "Issued by"),
    "authority": Phrase("认定机构", "Recognising authority"),
    "department": Phrase("归口管理部门", "Competent department"),
    "entrusted": Phrase("受托机构", "Entrusted body"),
    "sealed": Phrase("名单校验值（SHA-256）", "Seal of the list (SHA-256)"),
    # Objecting
    "objecting": Phrase("怎样提出异议", "How to object"),
    "reporting": Phrase("怎样反映情况", "How to report"),
    "objecting_person": Phrase(
        "个人：签署真实姓名，写明工作单位和联系电话。",
        "A person: real name and signature, employer and telephone.",
    ),
    "objecting_organisation": Phrase(
        "单位：加盖公章，写明联系人和联系电话。",
        "An organisation: its seal, a contact person and telephone.",
    ),
    "objecting_facts": Phrase(
        "请写明具体事实并提供佐证材料。匿名、冒名或逾期的，不作异议受理；逾期的按情况反映登记。",
        "Give specific facts and evidence. Anonymous, impersonated or late objections are not "
        "taken; a late one is recorded as a report.",
    ),
    "objecting_verified": Phrase(
        "联系方式核实后异议方才生效：填写邮件中的验证码，或由工作人员核实。",
        "An objection counts once your contact is verified: by a code that is mailed to you, or by "
        "an officer.",
    ),
    "objecting_protected": Phrase(
        "提出人的身份受保护，不会公开。", "Who sends it is protected and never published."
    ),
    "object_as_person": Phrase("以个人名义提出异议", "Object as a person"),
    "object_as_organisation": Phrase("以单位名义提出异议", "Object as an organisation"),
    "report_as_person": Phrase("以个人名义反映情况", "Report as a person"),
    "report_as_organisation": Phrase("以单位名义反映情况", "Report as an organisation"),
    # Entries
    "entries": Phrase("名单：{n} 项", "The list: {n} entries"),
    "search_product": Phrase("企业或产品名称", "Enterprise or product"),
    "search_project": Phrase("企业或项目名称", "Enterprise or project"),
    "search_enterprise": Phrase("企业名称", "Enterprise"),
    "search_city": Phrase("城市名称", "City"),
    "district": Phrase("区（市）", "District"),
    "every_district": Phrase("全部", "All"),
    "find": Phrase("查找", "Find"),
    "clear": Phrase("清除条件", "Clear"),
    "number": Phrase("序号", "No."),
    "applicant_enterprise": Phrase("企业", "Enterprise"),
    "applicant_city": Phrase("城市", "City"),
    "subject_product": Phrase("产品", "Product"),
    "subject_project": Phrase("项目", "Project"),
    "subject_enterprise": Phrase("申报内容", "Subject"),
    "subject_city": Phrase("申报内容", "Subject"),
    "category": Phrase("领域", "Category"),
    "names_as_of_enterprise": Phrase(
        "企业名称以名单形成时为准。", "Names are those when the list was frozen."
    ),
    "names_as_of_city": Phrase(
        "城市名称以名单形成时为准。", "Names are those when the list was frozen."
    ),
    "removed_objection": Phrase("已移除：异议成立", "Removed: objection upheld"),
    "removed_withdrawn": Phrase("已移除：申报单位撤回", "Removed: withdrawn by the applicant"),
    # Corrections
    "corrections": Phrase("名单更正", "Corrections"),
    "corrections_counts": Phrase(
        "公布 {announced} 项，更正后 {listed} 项。原公布保留，更正另行公布于此。",
        "{announced} as announced, {listed} as corrected. The announcement stays as it was.",
    ),
    "correction_no": Phrase("第 {n} 号，{day}", "No. {n}, {day}"),
    "correction_basis": Phrase("（{basis}）", " ({basis})"),
    "correction_counts": Phrase(
        "更正前 {before} 项，更正后 {listed} 项", "{before} before it, {listed} after it"
    ),
    "correction_removed": Phrase("移出第 {n} 号：{name}", "Entry {n} removed: {name}"),
    "correction_added": Phrase("补列第 {n} 号：{name}", "Entry {n} added: {name}"),
    "correction_reprinted": Phrase(
        "第 {n} 号原印“{was}”，现为“{reads}”", "Entry {n} read “{was}”, and reads “{reads}”"
    ),
    "why_withdrawn": Phrase("公布后退出", "Withdrawn after publication"),
    "why_objection": Phrase("依异议处理决定", "By a decision on an objection"),
    "why_appeal": Phrase("依复核或复议决定", "By a decision on an appeal"),
    "why_mistake": Phrase("印错或误列", "A mistake in the list"),
    "corrected_removed": Phrase("更正第 {n} 号移出", "Removed by correction {n}"),
    "corrected_added": Phrase("更正第 {n} 号补列", "Added by correction {n}"),
    "corrected_reprinted": Phrase("更正第 {n} 号改印", "Reprinted by correction {n}"),
    "printed_before": Phrase(
        "公布时印为：{enterprise}，{product}", "As announced: {enterprise}, {product}"
    ),
    "none_found": Phrase(
        "没有符合条件的条目。请换一个名称，或清除条件。",
        "No entry fits. Try another name, or clear the filters.",
    ),
    "shown": Phrase("第 {first} 至 {last} 号，共 {total} 项", "Nos. {first} to {last} of {total}"),
    "found": Phrase("{total} 项中符合条件的 {n} 项", "{n} of {total} fit", "1 of {total} fits"),
    "found_here": Phrase("本页符合条件的 {n} 项", "{n} on this page fit", "1 on this page fits"),
    "next": Phrase("下一页", "Next page"),
    "first": Phrase("回到第一页", "Back to the first page"),
    "as_data": Phrase("以 JSON 读取本页", "This page as JSON"),
}

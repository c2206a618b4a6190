"""The words of the pages of those who apply."""

from collections.abc import Mapping

from shared.pages import Phrase

CALLS: Mapping[str, Phrase] = {
    "calls_title": Phrase("正在受理的申报", "Calls that are open"),
    "calls_lead": Phrase(
        "请选择要申报的项目。提交前可以随时保存，并逐项自查是否齐全。",
        "Choose what to apply for. You can save at any time, and check what is missing before you "
        "submit.",
    ),
    "calls_none": Phrase(
        "目前没有正在受理的申报。已公示和已公布的名单见“公示与公布”。",
        "No call is open now. Lists under notice and results are under “Notices and results”.",
    ),
    "call_opened": Phrase("开始时间", "Opened"),
    "call_closes": Phrase("截止时间", "Apply"),
    "call_who": Phrase("申报条件", "Who may apply"),
    "call_anybody": Phrase("申报地区内的单位", "Whoever is in its districts"),
    "call_where": Phrase("申报地区", "Districts"),
    "call_materials": Phrase("申报材料", "Asked for"),
    "call_materials_n": Phrase("{n} 项材料", "{n} materials", "one material"),
    "call_rate": Phrase("上一批次通过率", "Pass rate of the round before"),
    "call_rate_of": Phrase(
        "{rate}（{round}：{part} / {whole}，{population}）",
        "{rate} ({round}: {part} of {whole}, {population})",
    ),
    "call_start": Phrase("开始申报", "Start"),
    "call_asks": Phrase("需要提交的材料", "What is asked for"),
    "start_title": Phrase("申报什么？", "What do you apply for?"),
    "start_now": Phrase("建立草稿", "Open a draft"),
}

PROFILE: Mapping[str, Phrase] = {
    "profile_title": Phrase("单位信息", "About your enterprise"),
    "profile_lead": Phrase(
        "首次申报前请登记单位信息。通知将发送到您填写的邮箱。",
        "Before you apply for the first time, please say who you are. Notices go to the address "
        "that you give.",
    ),
    "profile_code": Phrase("申报主体代码（来自您的账号）", "Code (from your account)"),
    "profile_name_zh": Phrase("单位名称（中文）", "Name in Chinese"),
    "profile_name_zh_hint": Phrase("与营业执照一致。", "As on the business licence."),
    "profile_name_en": Phrase("单位名称（英文）", "Name in English"),
    "profile_name_en_hint": Phrase(
        "没有英文名称的，请填写拼音。", "Where there is none, the pinyin of the Chinese name."
    ),
    "profile_district": Phrase("所在地区", "District"),
    "profile_district_hint": Phrase("单位登记所在的地区。", "Where the enterprise is registered."),
    "profile_industry": Phrase("行业代码", "Industry code"),
    "profile_industry_hint": Phrase(
        "国民经济行业分类（GB/T 4754-2017）四位代码，例如 3829。",
        "The four digits of GB/T 4754-2017, such as 3829.",
    ),
    "profile_language": Phrase("通知语言", "Language of notices"),
    "profile_email": Phrase("接收通知的邮箱", "E-mail address for notices"),
    "profile_email_hint": Phrase(
        "补正通知等将发送到这里，请使用常看的邮箱。",
        "Notices of what is missing go there: use one that is read.",
    ),
    "profile_save": Phrase("保存并继续", "Save and continue"),
}

DRAFTS: Mapping[str, Phrase] = {
    "applications_title": Phrase("我的申报", "My applications"),
    "applications_none": Phrase(
        "您还没有申报。请从正在受理的申报中选择。",
        "You have not applied yet. Choose from the calls that are open.",
    ),
    "applications_new": Phrase("查看正在受理的申报", "See the calls that are open"),
    "next_page": Phrase("下一页", "Next page"),
    "product": Phrase("产品或项目", "Product or project"),
    "number": Phrase("受理编号", "Number"),
    "draft_saved": Phrase("已保存。", "Saved."),
    "draft_ready": Phrase("已就绪 {ready} / {asked} 项", "{ready} of {asked} ready"),
    "draft_about": Phrase("申报表", "The form"),
    "draft_materials": Phrase("材料", "Materials"),
    "draft_fill": Phrase("填写", "Fill in"),
    "draft_upload": Phrase("上传", "Upload"),
    "draft_continue": Phrase("继续填写", "Continue"),
    "draft_check": Phrase("核对并提交", "Check and submit"),
    "draft_obstacles": Phrase("目前不符合申报条件", "Not eligible as it stands"),
    "files_n": Phrase("{n} 个文件", "{n} files", "one file"),
    "status_met": Phrase("已齐", "Met"),
    "status_missing": Phrase("缺少", "Missing"),
    "status_invalid": Phrase("不合格", "Invalid"),
    "status_optional": Phrase("可选", "Optional"),
    "status_not_applicable": Phrase("不适用", "Does not apply"),
    "details_title": Phrase("填写申报表", "Fill in the form"),
    "about_product_zh": Phrase("产品或项目名称（中文）", "Name in Chinese"),
    "about_product_en": Phrase("产品或项目名称（英文）", "Name in English"),
    "about_category": Phrase("类别", "Category"),
    "about_district": Phrase("申报地区", "District"),
    "about_industry": Phrase("行业代码", "Industry code"),
    "choose": Phrase("请选择", "Please choose"),
    "optional": Phrase("（选填）", " (optional)"),
    "yes": Phrase("是", "Yes"),
    "no": Phrase("否", "No"),
    "not_said": Phrase("未填写", "Not filled in"),
    "save": Phrase("保存", "Save"),
    "back_to_draft": Phrase("返回草稿", "Back to the draft"),
    "conflict_title": Phrase(
        "草稿在您填写期间已被修改", "The draft was changed while you were filling it in"
    ),
    "conflict_lead": Phrase(
        "另一个页面或设备已保存了新的内容。您填写的内容尚未保存，请比较后选择。",
        "Another page or device has saved something meanwhile. What you typed is not saved yet: "
        "compare both and choose.",
    ),
    "conflict_same": Phrase(
        "两边内容相同，可以放心保存。", "Both say the same, so either may be kept."
    ),
    "conflict_mine": Phrase("您填写的", "What you typed"),
    "conflict_saved": Phrase("已保存的", "What is saved"),
    "conflict_keep_mine": Phrase("保存我填写的", "Save what I typed"),
    "conflict_keep_saved": Phrase("保留已保存的", "Keep what is saved"),
}

MATERIALS: Mapping[str, Phrase] = {
    "clause": Phrase("依据", "Clause"),
    "acceptable": Phrase("什么样的材料可以接受", "What will do"),
    "accepted_kinds": Phrase(
        "可上传 {kinds}，每个不超过 {mb} MB，最多 {n} 个文件。",
        "Accepted: {kinds}; at most {mb} MB each, {n} files.",
    ),
    "files_there": Phrase("已上传的文件", "Files that are there"),
    "files_none": Phrase("还没有文件。", "There is no file yet."),
    "file_facts": Phrase("{kind}，{size} 字节", "{kind}, {size} bytes"),
    "file_pages": Phrase("{n} 页", "{n} pages", "one page"),
    "file_remove": Phrase("删除", "Remove"),
    "files_choose": Phrase("选择文件（可多选）", "Choose files (several at once)"),
    "files_send": Phrase("上传", "Upload"),
    "files_taken": Phrase("已接收 {n} 个文件。", "{n} files were taken.", "One file was taken."),
    "files_refused": Phrase("以下文件没有接收", "These files were not taken"),
    "uploading": Phrase("正在上传：{name}", "Uploading {name}"),
    "upload_failed": Phrase(
        "上传中断：{name}。请重新选择该文件。", "{name} did not arrive. Please choose it again."
    ),
}

SUBMISSION: Mapping[str, Phrase] = {
    "check_title": Phrase("核对后提交", "Check your answers"),
    "check_said": Phrase("您填写的内容", "What you said"),
    "check_change": Phrase("修改", "Change"),
    "check_complete": Phrase("自查结果：材料齐全。", "The self-check finds nothing missing."),
    "check_incomplete": Phrase(
        "自查发现还有不齐或不合格的内容。仍可提交，形式审查时会一次性告知您补正；建议先补齐。",
        "The self-check finds that something is missing or invalid. You may submit: formal review "
        "will ask for all of it once. It is better to complete it first.",
    ),
    "check_not_eligible": Phrase(
        "目前不符合申报条件，不能提交。", "It can't be submitted as it stands."
    ),
    "submit": Phrase("提交申报", "Submit"),
    "submit_lead": Phrase(
        "提交后不能再修改，只能在要求补正时补充指定内容，或者撤回。",
        "After that it can't be changed: only what is asked for can be added, or all of it "
        "withdrawn.",
    ),
    "receipt_title": Phrase("已收到您的申报", "Your application has arrived"),
    "receipt_at": Phrase("收到时间", "Arrived"),
    "receipt_next": Phrase("下一步", "What comes next"),
    "receipt_keep": Phrase(
        "请记下受理编号。回执同时发送到您登记的邮箱和“通知”中。",
        "Keep the number. The receipt also goes to your address and to “Notices”.",
    ),
    "to_case": Phrase("查看办理进度", "See how it goes on"),
}

FOLLOWED: Mapping[str, Phrase] = {
    "case_turn": Phrase("轮到谁", "Whose turn"),
    "case_due": Phrase("截止", "By when"),
    "case_due_why": Phrase("这个日期是怎样算出的", "How this date was computed"),
    "case_no_due": Phrase("没有需要您遵守的期限", "No time limit for you"),
    "case_supplement": Phrase("去补正（{n} 项）", "Send what is missing ({n})"),
    "case_timeline": Phrase("办理过程（由新到旧）", "What happened, newest first"),
    "turn_enterprise": Phrase("您", "You"),
    "turn_association": Phrase("受托机构", "The association"),
    "turn_recommender": Phrase("推荐单位", "The recommending office"),
    "turn_reviewer": Phrase("评审专家", "The reviewers"),
    "turn_officer": Phrase("主管部门", "The office"),
    "turn_nobody": Phrase("办理已结束", "Nobody: it has ended"),
    "supplement_title": Phrase("有 {n} 项需要补正", "{n} items are missing", "One item is missing"),
    "supplement_by": Phrase("请在{deadline}提交。", "Send them {deadline}."),
    "supplement_no_due": Phrase(
        "期限从通知送达之日起算。", "The time begins when the notice is delivered."
    ),
    "item_reason": Phrase("原因", "Why"),
    "item_note": Phrase("说明", "Note"),
    "item_needed": Phrase("待补", "Needed"),
    "item_ready": Phrase("已上传", "Uploaded"),
    "item_one_of": Phrase("任选其一", "One of these is enough"),
    "item_files_before": Phrase("此前提交的文件", "Files that were there"),
    "item_refused": Phrase("退回：{reason}", "Refused: {reason}"),
    "item_stays": Phrase("保留", "Stays"),
    "answer_label": Phrase("填写内容", "Your answer"),
    "sending_title": Phrase("提交补正", "Send all of it"),
    "sending_all": Phrase("提交全部", "Send all"),
    "sending_empty": Phrase("仍然缺少：", "Still empty: "),
    "sending_anyway": Phrase(
        "按现状提交，缺少的不再补充", "Send it as it stands, without what is empty"
    ),
    "sending_lead": Phrase(
        "提交后本次补正不能再修改。", "Nothing can be added to this supplement after that."
    ),
}

INBOX: Mapping[str, Phrase] = {
    "inbox_title": Phrase("通知", "Notices"),
    "inbox_none": Phrase(
        "还没有通知。提交申报后，回执和补正通知会出现在这里。",
        "There is no notice yet. Receipts, and what is missing, will be here once you have "
        "submitted.",
    ),
    "inbox_confirm": Phrase("确认收到", "I have received it"),
    "inbox_confirm_why": Phrase(
        "邮件没有送达时，确认收到即为送达，期限从此起算。",
        "Where mail did not arrive, this is the delivery, and the time begins with it.",
    ),
    "inbox_application": Phrase("查看申报", "See the application"),
    "inbox_written": Phrase("发出时间", "Written"),
}

ENTERPRISE = {**CALLS, **PROFILE, **DRAFTS, **MATERIALS, **SUBMISSION, **FOLLOWED, **INBOX}

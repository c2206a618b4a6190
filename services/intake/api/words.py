"""What the fields of intake's interface mean."""

from pathlib import Path

from shared.http.words import APPLICATION, CLAUSE, NAME, PRODUCT, Words

REPORT = {"zh": "检验报告", "en": "Test report"}

IN_CHINESE = Path(__file__).with_name("in_chinese.yaml")
"""The same in Chinese, and what its operations do."""
AS_MEANT = (
    "A date may be written as 2019-08-30, 2019/8/30 or 2019年8月30日, a number with thousands "
    "separators, yes and no in words, and a choice by its name; each is kept in one form."
)

WORDS: Words = {
    "id": ("Id of the application.", APPLICATION),
    "stage": ("Where the application stands, in a word of its programme.", "submitted"),
    "stage_name": ("The same for people.", {"zh": "提交", "en": "Submitted"}),
    "version": ("Version of the record, grows with every change; its ETag.", 3),
    "created_at": "When the draft was opened.",
    "call": ("The call to re-evaluation that it came with; null for others.", None),
    "ReevaluationCallView.number": ("Number of the recognition in the register.", "SFQY-2015-001"),
    "ReevaluationCallView.due_at": ("The first instant that is late.", "2018-05-31T16:00:00Z"),
    "ReevaluationCallView.explanation": (
        "By when, and by which rule.",
        {"zh": "提交截止于2018年5月31日24:00。", "en": "Submit by 31 May 2018, 24:00 in Beijing."},
    ),
    "ended": ("What has become of the call; null while it goes on or was met.", None),
    "received_at": "When it arrived; deadlines go by this.",
    "supplement_open": "Whether a supplement is asked for now.",
    "applications": "The applications of this page.",
    "name": ("The name in both languages.", REPORT),
    "language": ("The language of the enterprise's notices.", "zh"),
    "opens_at": ("The first instant that is in time.", "2019-05-05T16:00:00Z"),
    "closes_at": ("The first instant that is late.", "2019-07-12T16:00:00Z"),
    "email": ("Where its notices are sent.", "declare@enterprise.example"),
    "former_names": ("Names that it had before, the oldest first.", []),
    "qualifications": "What it holds by other schemes, such as a title or a tier.",
    "scheme": ("Id of the scheme, as programmes name it.", "high-tech-enterprise"),
    "level": ("Id of the level within the scheme; null where it has none.", "national"),
    "from": ("The first day on which it is in force.", "2022-09-01"),
    "until": ("The first day on which it is no longer; null while no end is known.", "2025-09-01"),
    "source": ("Where that can be looked up.", "公示名单第12号"),
    "kind": ("What the file really is.", "pdf"),
    "eligible": "Whether the programme takes it: every condition that it sets is met.",
    "obstacles": "The conditions that are not met, each with its reason.",
    "remedies": "What the condition rests on, and what to do about it.",
    "field": ("What to look at: an answer, or what the enterprise holds.", "answers.local"),
    "RemedyView.text": (
        "What to do.",
        {"zh": "请先填写“注册地”。", "en": "Answer “place of registration” first."},
    ),
    "complete": "Whether nothing is missing.",
    "findings": "Every item of the checklist.",
    "status": ("Where the item stands.", "invalid"),
    "missing": "What is asked for now; empty when nothing is.",
    "at": "When it happened.",
    "what": ("Kind of event.", "submitted"),
    "text": (
        "The event in words.",
        {"zh": "申报已提交。", "en": "The application was submitted."},
    ),
    "by": ("Who did it: the enterprise, or an office.", "enterprise"),
    "turn": ("Whose turn it is.", "association"),
    "next_step": (
        "What comes next, in words.",
        {"zh": "等待形式审查。", "en": "Formal review comes next."},
    ),
    "events": "What happened, the oldest first.",
    "counts": ("Applications by stage.", {"draft": 12, "submitted": 240}),
    "calls": "The open calls.",
    "refused": "Files of this request that were not taken; send them again, put right.",
    "filename": ("Name of the file, as it was sent.", "检验报告.pdf"),
    "code": ("The kind of refusal.", "disguised-file"),
    "message": ("Why, and what to do.", "检验报告.pdf is empty (0 bytes). Save it again."),
    "sent": "Whether it is sent; what is not sent is kept, and taken as it stands when it is due.",
    "sent_at": "When it was sent, or taken at the end of its term; null before.",
    "staged": "What is there and not sent yet.",
    "empty": "What was asked for and is still to come.",
    "TimelineView.staged": (
        "Ids of the requirements for which something is handed in and not sent yet.",
        ["M05"],
    ),
    "SupplementView.demands": "What of it must still come: all of these.",
    "items": ("Ids of the requirements for which something came.", ["M07"]),
    "ProfileBody.name": ("Name of the enterprise.", NAME),
    "ProfileBody.industry": ("GB/T 4754-2017, as 3912 or C3912.", "3912"),
    "DraftBody.industry": ("GB/T 4754-2017; the enterprise's own, if left out.", "3912"),
    "ProfileBody.district": (
        "Where it is registered: a district of any programme.",
        "pengjiang",
    ),
    "DraftBody.district": (
        "District of this application, of the programme's own; the enterprise's, if left out.",
        "pengjiang",
    ),
    "WithdrawalBody.reason": ("Why, in the enterprise's own words.", "产品停产。"),
    "AmendmentBody.category": ("Id of the new category.", "electronic-information"),
    "AmendmentBody.district": ("New district of this application.", "pengjiang"),
    "AmendmentBody.industry": ("New industry by GB/T 4754-2017: four digits.", "3912"),
    "AmendmentBody.product": ("New name of the product.", PRODUCT),
    "DraftBody.answers": (f"Answers by id of the field. {AS_MEANT}", {"regulated": False}),
    "AmendmentBody.answers": (
        f"Answers that change, by id of the field. {AS_MEANT}",
        {"regulated": True},
    ),
    "MaterialView.id": ("Id of the file within its application.", "M07-3fa9c1d2e4b5a607"),
    "EnterpriseView.name": ("Name of the enterprise.", NAME),
    "MissingView.files": "The files that were there for it, refused or not.",
    "MissingView.note": ("What the office says about it besides; null without.", "第3页缺少公章。"),
    "AskedFileView.id": ("Id of the file.", "M05-3fa9c1d2e4b5a607"),
    "AskedFileView.refused": "Whether it is refused; else it stays and need not be sent again.",
    "AskedFileView.note": ("What the office says about it besides.", "第3页缺少公章。"),
    "part": (
        "The name of the part with which a new file takes its place; null for one that stays.",
        "M05/M05-3fa9c1d2e4b5a607",
    ),
    "StagedView.replaces": (
        "By the id of a file, the ids of the files that it takes the place of.",
        {"M05-9fc1a052b3426703": ["M05-3fa9c1d2e4b5a607"]},
    ),
    "MissingView.clause": ("The clause that asks for it.", CLAUSE["zh"]),
    "ProgressView.supplement_open": ("Applications of which a supplement is asked for now.", 17),
    "CallMaterial.id": ("Id of the requirement.", "M07"),
    "CallMaterial.accepts": ("Kinds of file that will do.", ["pdf", "ofd"]),
    "CallMaterial.max_mb": ("The most MB of one file.", 20),
    "CallMaterial.max_files": ("The most files.", 5),
    "CallView.name": (
        "Name of the programme.",
        {
            "zh": "广东省高新技术产品认定（江门市）",
            "en": "Recognition of Guangdong high-tech products (Jiangmen)",
        },
    ),
    "CallView.version": ("Version of the programme's definition.", "2019.1"),
    "CallView.districts": (
        "The districts that may apply.",
        [{"id": "pengjiang", "name": {"zh": "蓬江区", "en": "Pengjiang"}}],
    ),
    "CallView.categories": (
        "The categories of products.",
        [
            {
                "id": "electronic-information",
                "name": {"zh": "电子信息", "en": "Electronic information"},
            }
        ],
    ),
    "CallView.answers": (
        "The fields of the form, with type and limits.",
        [{"id": "regulated", "type": "boolean", "required": True, "clause": CLAUSE}],
    ),
    "CallView.materials": "The files that are asked for.",
    "CallView.schemes": "By which schemes it asks what the enterprise holds.",
    "CallView.limits": "How many applications of one enterprise it takes.",
    "levels": ("The levels that it tells apart; none where they are all one.", ["national"]),
    "per_enterprise": ("The most in all.", 5),
    "per_category": ("The most of each category.", 2),
    "Text.zh": ("In Chinese, one line.", "智能伺服控制器"),
    "Text.en": ("In English, one line.", "Intelligent servo controller"),
}

"""What the fields of intake's interface mean."""

from shared.http.words import APPLICATION, CLAUSE, NAME, PRODUCT, Words

REPORT = {"zh": "检验报告", "en": "Test report"}

WORDS: Words = {
    "id": ("Id of the application.", APPLICATION),
    "stage": ("Where the application stands, in a word of its programme.", "submitted"),
    "stage_name": ("The same for people.", {"zh": "提交", "en": "Submitted"}),
    "version": ("Version of the record, grows with every change; its ETag.", 3),
    "created_at": "When the draft was opened.",
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
    "items": ("Ids of the requirements for which something came.", ["M07"]),
    "ProfileBody.name": ("Name of the enterprise.", NAME),
    "ProfileBody.industry": ("GB/T 4754-2017, as 3912 or C3912.", "3912"),
    "DraftBody.industry": ("GB/T 4754-2017; the enterprise's own, if left out.", "3912"),
    "WithdrawalBody.reason": ("Why, in the enterprise's own words.", "产品停产。"),
    "AmendmentBody.category": ("Id of the new category.", "electronic-information"),
    "AmendmentBody.industry": ("New industry by GB/T 4754-2017: four digits.", "3912"),
    "AmendmentBody.product": ("New name of the product.", PRODUCT),
    "AmendmentBody.answers": ("Answers that change, by id of the field.", {"regulated": True}),
    "MaterialView.id": ("Id of the file within its application.", "M07-3fa9c1d2e4b5a607"),
    "EnterpriseView.name": ("Name of the enterprise.", NAME),
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
    "Text.zh": ("In Chinese, one line.", "智能伺服控制器"),
    "Text.en": ("In English, one line.", "Intelligent servo controller"),
}

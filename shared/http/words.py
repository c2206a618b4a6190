"""What things that recur in the interfaces mean, with an example; said once for all services."""

from collections.abc import Mapping
from typing import Any

Words = Mapping[str, str | tuple[str, Any]]
"""Meaning by name, or by `Schema.name` where it differs; with an example unless the type gives one.

A field that describes itself in its schema needs none.
"""

PROGRAMME = "gd-hightech-product-jiangmen"
APPLICATION = "0f8fad5bd9cb469fa16570867728950e"
NAME = {"zh": "江门某某科技有限公司", "en": "Jiangmen Example Technology Co., Ltd."}
PRODUCT = {"zh": "智能伺服控制器", "en": "Intelligent servo controller"}
CLAUSE = {"zh": "申报材料第7项", "en": "Application materials, item 7"}

SHARED: Words = {
    "zh": ("In Chinese.", "智能伺服控制器"),
    "en": ("In English.", "Intelligent servo controller"),
    "application": ("Id of the application.", APPLICATION),
    "number": ("Number of the application, given at submission.", "GHPJ-2019-000042"),
    "programme": ("Id of the programme.", PROGRAMME),
    "programme_version": ("Version of the programme's definition that applies.", "2019.1"),
    "programme_name": (
        "Name of the programme.",
        {
            "zh": "广东省高新技术产品认定（江门市）",
            "en": "Recognition of Guangdong high-tech products (Jiangmen)",
        },
    ),
    "round": ("Id of the round within its programme.", "2019"),
    "uscc": (
        "Unified social credit code (GB 32100): 18 characters. Of a city its division code "
        "(GB/T 2260): six digits, such as 441900.",
        "91440703MA4UQ8XK1X",
    ),
    "code_kind": (
        "Which code it is: `credit` of an enterprise, `division` of a city.",
        "credit",
    ),
    "enterprise": ("Name of the applicant.", NAME),
    "product": ("Name of the product applied for.", PRODUCT),
    "district": ("Id of the district in the programme.", "pengjiang"),
    "category": ("Id of the category in the programme.", "electronic-information"),
    "industry": ("Industry by GB/T 4754-2017: four digits.", "3912"),
    "answers": ("Answers by id of the field of the form.", {"regulated": False}),
    "requirement": ("Id of the requirement in the programme.", "M07"),
    "clause": ("The clause that asks for it.", CLAUSE),
    "acceptable": (
        "What will do.",
        {
            "zh": "具备资质的检测机构出具的产品检验报告。",
            "en": "A test report of the product by an accredited laboratory.",
        },
    ),
    "alternatives": ("Ids of all requirements of the choice that this one belongs to.", []),
    "demands": "What of it must come: all of these.",
    "branches": ("Ways to do it, each of ids of requirements.", [["M07", "M08"], ["M09"]]),
    "choose": ("How many of the branches are needed, each whole unless `ways` says less.", 1),
    "ways": (
        "For each branch the sets of requirements of which one suffices; empty when none of the "
        "branches is a choice itself.",
        [],
    ),
    "requirements": "What a complete application consists of: all of these.",
    "parts": ("What it is made of; empty for a single item.", []),
    "words": ("The same in words.", {"zh": "“检验报告”", "en": "“Test report”"}),
    "when": "Only when all of these are true; always when there are none.",
    "condition": (
        "The condition as the programme has it.",
        {"answer": "regulated", "equals": True},
    ),
    "eligibility": ("Who may apply: all of these must be true.", []),
    "must": "What must be true.",
    "AskedItem.kind": "What it is: one item, or how many of its parts are needed.",
    "AskedItem.id": ("Id of the material or answer; null for a choice.", "M07"),
    "AskedItem.n": ("How many of the parts; null but for `n_of`.", None),
    "AskedCondition.words": (
        "The same in words.",
        {"zh": "“产品受管制”为是", "en": "“Regulated product” is yes"},
    ),
    "reason": ("Id of the reason in the programme's catalogue.", "expired"),
    "reason_text": ("The reason in words.", {"zh": "已过有效期", "en": "It is no longer valid."}),
    "received_at": "When it arrived; deadlines go by this.",
    "opens_at": ("The first instant that is in time.", "2020-01-02T01:00:00Z"),
    "closes_at": ("The first instant that is late.", "2020-01-15T16:00:00Z"),
    "due_at": ("The first instant that is late; null while no clock runs.", "2019-07-22T16:00:00Z"),
    "due_explanation": (
        "How the due date was counted; null while no clock runs.",
        {"zh": "自送达次日起5个工作日。", "en": "5 working days from the day after delivery."},
    ),
    "supplement_round": ("Which notification this is about: 1 is the first, 0 is none.", 1),
    "next": ("Cursor of the next page; null on the last one.", None),
    "cursor": ("`next` of the page before; left out for the first page.", None),
    "limit": ("The most entries of a page.", 50),
    "list": ("Id of the list.", f"{PROGRAMME}-2019"),
    "objection": ("Id of the objection.", "o-5f2b8c1d9e07"),
    "material": ("Id of the file within its application.", "M07-3fa9c1d2e4b5a607"),
    "notice": ("Id of the notice.", "5d0c3f5b8c2e5f0c9b1d3a7e6f402811"),
    "sha256": (
        "SHA-256 of the file, in hexadecimal digits.",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ),
    "digest": (
        "SHA-256 over the numbered entries, in hexadecimal digits.",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ),
    "size": ("Size of the file in bytes.", 482133),
    "pages": ("Pages of the file; null where it has none.", 3),
    "filename": ("The name that the file was sent under.", "检验报告.pdf"),
    "if-match": (
        'The ETag of the version that you have seen, such as "3"; several, of which one has to be '
        "the present one; or `*` for whatever is there.",
        '"3"',
    ),
    "materials": "The files.",
    "if_delivered_today": ("When it would be due, were it delivered now.", "2019-07-22T16:00:00Z"),
}

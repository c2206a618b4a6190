"""Somebody objects to an entry under real name."""

from deploy.replay.client.answers import Answer
from deploy.replay.scene import Scene

_PERSON = {
    "kind": "person",
    "name": "张三",
    "phone": "0750-5550100",
    "employer": "江门市示例科技有限公司",
    "signature": "张三",
}
_ORGANISATION = {
    "kind": "organisation",
    "name": "江门市示例行业协会",
    "phone": "0750-5550101",
    "contact": "李四",
    "seal": "江门市示例行业协会（公章）",
}


OTHER_OWNER = "该产品所附专利证书的权利人与申报单位不一致，详见所附登记簿副本。"
NOT_THE_PRODUCT = "该产品所附检验报告检验的是另一型号，详见所附报告。"


async def object_to(scene: Scene, entry: int, facts: str) -> Answer:
    """Files an objection without signing in, by a person or an organisation."""
    return await scene.services.review.call(
        "POST",
        f"/review/v1/lists/{scene.list_id}/objections",
        data={
            "entry": entry,
            "objector": _PERSON if entry % 2 else _ORGANISATION,
            "facts": facts,
            "evidence": "所附材料复印件一份，共3页。",
        },
    )

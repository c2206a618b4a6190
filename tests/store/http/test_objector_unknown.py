"""Over HTTP, too, an enterprise is never served with who objects."""

from tests.store.http.test_examples_accepted import (
    Scene,
    a_verified_objection,
    examples,
    scene,
)

__all__ = ["scene"]


async def test_facts_that_name_who_objects_are_refused_and_nothing_is_served(
    scene: Scene,
) -> None:
    example = next(
        each for each in examples(scene.apps) if each.template.endswith("/{objection}/service")
    )
    path = await a_verified_objection(scene, example)
    listed = path.partition("/objections")[0] + "/objections"
    for facts in ("张三反映该产品系仿制。", "请致电０７５０－１２３４５６７核实。"):
        refused = await scene.send("review", "POST", path, {"facts": facts})
        told = refused.json()
        assert (refused.status_code, told["type"].rpartition("/")[2]) == (422, "names-objector")
        assert [error["field"] for error in told["errors"]] == ["facts"]
        assert "张三" not in refused.text
        in_chinese = {"Accept-Language": "zh"}
        refused = await scene.send("review", "POST", path, {"facts": facts}, **in_chinese)
        assert refused.json()["title"] == "含有异议人信息"
    (seen,) = (await scene.send("review", "GET", listed, None)).json()["objections"]
    assert seen["service"] is None
    served = await scene.send("review", "POST", path, {"facts": "该产品系仿制。"})
    assert served.is_success
    (seen,) = (await scene.send("review", "GET", listed, None)).json()["objections"]
    assert seen["service"]["facts"] == "该产品系仿制。"

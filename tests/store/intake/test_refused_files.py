"""Of several files one is refused: only that one is replaced, and only by something else."""

from typing import Any

import pytest

from services.intake.store.application_document import to_application, to_document
from shared.contracts.applications import ApplicationSupplemented
from shared.contracts.reviews import JudgedFile, MaterialsMissing, SupplementClockStarted
from shared.values import Bilingual
from tests.store.intake.news import News, missing, supplement, timeline
from tests.store.intake.portal import Portal, fields, part, problem, refused
from tests.store.intake.test_staged_supplement import applications, hand_in, send, take
from tests.unit.intake.files import EXE, pdf

A, B, C, BETTER, OTHER = (pdf(note=name) for name in ("a", "b", "c", "better", "other"))
NOT_SEALED = Bilingual(zh="未加盖公章", en="The seal is not on it.")
NOTE = "第3页缺少公章。"


async def handed_in(portal: Portal) -> tuple[str, dict[str, dict[str, Any]]]:
    """A submission with three files of M05, by their names."""
    path = await portal.a_draft()
    files = [
        part("M05", content, f"{name}.pdf") for name, content in zip("abc", (A, B, C), strict=True)
    ]
    answer = await portal.upload(path, part("M01", pdf(), "m01.pdf"), *files)
    await portal.submit(path, "s")
    return path, {m["filename"][0]: m for m in answer.json()["materials"]}


def judged(material: dict[str, Any], **more: Any) -> JudgedFile:
    plain = {"refused": False, "reason": None, "reason_text": None, "note": None}
    return JudgedFile.model_validate({**material, **plain, **more})


def not_sealed(material: dict[str, Any]) -> JudgedFile:
    return judged(material, refused=True, reason="not_sealed", reason_text=NOT_SEALED, note=NOTE)


async def asked(portal: Portal, *names: str, whole: bool = False) -> tuple[str, dict[str, Any]]:
    """A submission of which these files of M05 are refused, by themselves or with all of it."""
    path, files = await handed_in(portal)
    told = tuple(
        (judged(files[n], refused=True) if whole else not_sealed(files[n]))
        if n in names or whole
        else judged(files[n])
        for n in "abc"
    )
    news = News(portal, path)
    item = missing("M05").model_copy(update={"files": told, "reason_text": NOT_SEALED})
    await news.tell(MaterialsMissing, items=(item,))
    await news.tell(SupplementClockStarted)
    return path, files


async def names(portal: Portal, path: str) -> list[str]:
    view = (await portal.call("GET", path)).json()
    return [m["filename"] for m in view["materials"] if m["requirement"] == "M05"]


async def sent(portal: Portal) -> dict[str, list[str]]:
    """By the names of the files that came, the names of those that they replaced."""
    event = (await portal.events())[-1]
    assert isinstance(event, ApplicationSupplemented)
    (record,) = [r async for r in portal.database["applications"].find({})]
    kept = {m["id"]: m["filename"] for m in (*record["materials"], *record["replaced"])}
    return {kept[f.file]: [kept[old] for old in f.replaces] for f in event.files or ()}


async def test_the_timeline_tells_which_file_is_refused_and_why_and_which_stay(
    portal: Portal,
) -> None:
    path, files = await asked(portal, "b")
    shown = await timeline(portal, path)
    (item,) = shown["missing"]
    assert [(f["filename"], f["refused"], f["note"], f["part"]) for f in item["files"]] == [
        ("a.pdf", False, None, None),
        ("b.pdf", True, NOTE, f"M05/{files['b']['id']}"),
        ("c.pdf", False, None, None),
    ]
    said = [e["text"] for e in shown["events"] if e["what"] == "materials_missing"]
    assert "退回的文件：M05 b.pdf。" in said[0]["zh"]
    assert "Refused: M05 b.pdf." in said[0]["en"]


async def test_what_comes_replaces_the_refused_file_and_the_good_ones_stay(portal: Portal) -> None:
    path, files = await asked(portal, "b")
    staged = (await hand_in(portal, path, part("M05", BETTER, "better.pdf"))).json()
    (new,) = staged["staged"]["materials"]
    assert staged["staged"]["replaces"] == {new["id"]: [files["b"]["id"]]}
    assert (await send(portal, path)).json()["sent"]
    assert await names(portal, path) == ["a.pdf", "c.pdf", "better.pdf"]
    assert await sent(portal) == {"better.pdf": ["b.pdf"]}
    said = (await timeline(portal, path))["events"][-1]["text"]
    assert "其中better.pdf 替换 b.pdf。" in said["zh"]
    assert "better.pdf takes the place of b.pdf." in said["en"]


async def test_in_one_request_and_at_the_end_of_the_term_it_is_the_same(portal: Portal) -> None:
    path, _ = await asked(portal, "b")
    assert (await supplement(portal, path, part("M05", BETTER, "better.pdf"))).json()["sent"]
    assert await names(portal, path) == ["a.pdf", "c.pdf", "better.pdf"]


async def test_what_is_taken_at_the_end_of_the_term_replaces_likewise(portal: Portal) -> None:
    path, _ = await asked(portal, "a", "b")
    await hand_in(portal, path, part("M05", BETTER, "better.pdf"))
    assert await take(portal) == 1
    assert await names(portal, path) == ["c.pdf", "better.pdf"]
    assert await sent(portal) == {"better.pdf": ["a.pdf", "b.pdf"]}


@pytest.mark.parametrize("by", ["id", "sha256"])
async def test_each_file_says_expressly_which_one_it_replaces(portal: Portal, by: str) -> None:
    path, files = await asked(portal, "a", "b")
    first = await hand_in(portal, path, part(f"M05/{files['b'][by]}", BETTER, "better.pdf"))
    assert [item["requirement"] for item in first.json()["empty"]] == ["M05"]
    assert problem(await send(portal, path)) == (409, "supplement-incomplete")
    second = await hand_in(portal, path, part("M05", OTHER, "other.pdf"))
    assert second.json()["empty"] == []
    assert (await send(portal, path)).json()["sent"]
    assert await sent(portal) == {"better.pdf": ["b.pdf"], "other.pdf": ["a.pdf"]}
    assert await names(portal, path) == ["c.pdf", "better.pdf", "other.pdf"]


async def test_a_file_that_is_added_expressly_replaces_nothing(portal: Portal) -> None:
    path, _ = await asked(portal, "b")
    added = await hand_in(portal, path, part("M05/add", BETTER, "better.pdf"))
    assert added.json()["staged"]["replaces"] == {}
    assert (await send(portal, path, as_it_stands=True)).json()["sent"]
    assert await names(portal, path) == ["a.pdf", "b.pdf", "c.pdf", "better.pdf"]
    assert await sent(portal) == {"better.pdf": []}


async def test_the_last_word_on_what_a_file_replaces_counts(portal: Portal) -> None:
    path, files = await asked(portal, "a", "b")
    await hand_in(portal, path, part("M05/add", BETTER, "better.pdf"))
    await hand_in(portal, path, part(f"M05/{files['a']['id']}", BETTER, "better.pdf"))
    answer = (await hand_in(portal, path, part("M05", BETTER, "better.pdf"))).json()
    assert list(answer["staged"]["replaces"].values()) == [[files["a"]["id"], files["b"]["id"]]]


async def test_a_file_that_stays_can_t_be_replaced(portal: Portal) -> None:
    path, files = await asked(portal, "b")
    before = await portal.state()
    for target in (files["a"]["id"], "nonsense", "", f"{files['b']['id']}/x"):
        name = f"M05/{target}"
        answer = await hand_in(portal, path, part(name, BETTER, "better.pdf"))
        assert await refused(portal, before, answer) == (422, "unknown-file")
        assert fields(answer) == [name]
        assert files["b"]["id"] in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "again.pdf 与2019年07月01日退回的“b.pdf”完全相同（未加盖公章：第3页缺少公章。）"),
        ("en", "again.pdf is the same file, byte for byte, as b.pdf, which was refused on 2019-07"),
    ],
)
async def test_the_same_bytes_as_the_refused_file_are_said_to_be_so_at_once(
    portal: Portal, language: str, said: str
) -> None:
    path, files = await asked(portal, "b")
    before = await portal.state()
    headers = portal.token() | {"Accept-Language": language}
    for name in ("M05", "M05/add", f"M05/{files['b']['id']}"):
        again = [part(name, B, "again.pdf")]
        answer = await portal.call("POST", f"{path}/supplement/items", files=again, headers=headers)
        assert await refused(portal, before, answer) == (422, "refused-before")
        assert answer.json()["errors"][0]["message"].startswith(said)
    both = [part("M05", B, "again.pdf"), part("M05", BETTER, "better.pdf")]
    answer = await portal.call("POST", f"{path}/supplement/items", files=both, headers=headers)
    assert answer.status_code == 207
    (spoilt,) = answer.json()["refused"]
    assert (spoilt["code"], spoilt["message"][:9]) == ("refused-before", "again.pdf")
    assert [m["filename"] for m in answer.json()["staged"]["materials"]] == ["better.pdf"]


async def test_what_was_refused_with_all_of_it_may_come_again_beside_something_better(
    portal: Portal,
) -> None:
    path, _ = await asked(portal, whole=True)
    answer = await hand_in(portal, path, part("M05", A, "a.pdf"), part("M05", BETTER, "better.pdf"))
    assert (answer.status_code, answer.json()["empty"]) == (200, [])
    await send(portal, path)
    assert await names(portal, path) == ["a.pdf", "better.pdf"]
    assert await sent(portal) == {"a.pdf": ["b.pdf", "c.pdf"], "better.pdf": ["b.pdf", "c.pdf"]}


async def test_files_that_stay_count_for_how_many_there_may_be(portal: Portal) -> None:
    path, _ = await asked(portal, "b")
    many = [part("M05", pdf(note=str(n)), f"{n}.pdf") for n in range(9)]
    answer = await hand_in(portal, path, *many)
    assert problem(answer) == (422, "too-many-files")
    assert "2 that are not refused stay" in answer.json()["errors"][0]["message"]
    assert (await hand_in(portal, path, *many[:8])).status_code == 200


async def test_what_is_saved_of_files_and_their_targets_is_read_again(portal: Portal) -> None:
    path, files = await asked(portal, "a", "b")
    await hand_in(portal, path, part(f"M05/{files['a']['id']}", BETTER, "better.pdf"))
    found = (await applications(portal).get(path.rpartition("/")[2])).application
    assert found.staged is not None
    assert list(found.staged.targets.values()) == [files["a"]["id"]]
    assert to_application(found.id, to_document(found), found.path) == found
    await send(portal, path, as_it_stands=True)
    found = (await applications(portal).get(found.id)).application
    assert to_application(found.id, to_document(found), found.path) == found


async def test_another_target_is_another_content_for_a_key(portal: Portal) -> None:
    path, files = await asked(portal, "a", "b")
    first = await supplement(portal, path, part(f"M05/{files['a']['id']}", BETTER, "x.pdf"))
    assert not first.json()["sent"]
    again = await supplement(portal, path, part(f"M05/{files['b']['id']}", BETTER, "x.pdf"))
    assert problem(again) == (422, "key-reused")


async def test_one_file_of_a_draft_is_replaced_in_one_call(portal: Portal) -> None:
    path = await portal.a_draft()
    there = (await portal.upload(path, part("M05", A, "a.pdf"), part("M05", B, "b.pdf"))).json()
    second = there["materials"][1]["id"]
    done = await portal.upload(path, part(f"M05/{second}", BETTER, "better.pdf"))
    assert done.status_code == 200, done.text
    assert await names(portal, path) == ["a.pdf", "better.pdf"]
    before = await portal.state()
    gone = await portal.upload(path, part(f"M05/{second}", OTHER, "other.pdf"))
    assert await refused(portal, before, gone) == (422, "unknown-file")
    first = there["materials"][0]["id"]
    bad = await portal.upload(path, part(f"M05/{first}", EXE, "bad.pdf"), part("M05", C, "c.pdf"))
    assert bad.status_code == 207
    assert await names(portal, path) == ["a.pdf", "better.pdf", "c.pdf"]
    strange = await portal.upload(path, part(f"M01/{first}", OTHER, "other.pdf"))
    assert problem(strange) == (422, "unknown-file")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "again.pdf 与已提交且保留的“a.pdf”完全相同。请上传用以替换“b.pdf”的新文件。"),
        (
            "en",
            "again.pdf is the same file, byte for byte, as a.pdf, which is there and stays. Send "
            "the one in the place of b.pdf.",
        ),
    ],
)
async def test_a_good_file_that_is_sent_again_is_no_supplement_of_the_refused_one(
    portal: Portal, language: str, said: str
) -> None:
    path, files = await asked(portal, "b")
    before = await portal.state()
    headers = portal.token() | {"Accept-Language": language}
    for name in ("M05", "M05/add", f"M05/{files['b']['id']}"):
        again = [part(name, A, "again.pdf")]
        answer = await portal.call("POST", f"{path}/supplement/items", files=again, headers=headers)
        assert await refused(portal, before, answer) == (422, "kept-already")
        assert answer.json()["errors"][0]["message"] == said
    assert problem(await supplement(portal, path, part("M05", A, "a.pdf"))) == (422, "kept-already")


async def test_who_sends_everything_again_supplements_with_what_is_new(portal: Portal) -> None:
    path, _ = await asked(portal, "b")
    everything = [part("M05", content) for content in (A, BETTER, C)]
    answer = await supplement(portal, path, *everything)
    assert (answer.status_code, answer.json()["sent"]) == (200, True)
    (came,) = (await sent(portal)).values()
    assert came == ["b.pdf"]
    assert len(await names(portal, path)) == 3


async def test_a_good_file_that_is_sent_again_changes_nothing_of_what_is_staged(
    portal: Portal,
) -> None:
    path, files = await asked(portal, "a", "b")
    await hand_in(portal, path, part(f"M05/{files['a']['id']}", BETTER, "better.pdf"))
    before = await portal.state()
    answer = await hand_in(portal, path, part("M05", C, "c.pdf"))
    assert await refused(portal, before, answer) == (422, "kept-already")
    beside = await hand_in(portal, path, part("M05/add", OTHER, "other.pdf"), part("M05", C))
    assert [m["filename"] for m in beside.json()["staged"]["materials"]] == [
        "better.pdf",
        "other.pdf",
    ]
    assert list(beside.json()["staged"]["replaces"].values()) == [[files["a"]["id"]]]

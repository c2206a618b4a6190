"""Something is missing: one notice, one term, one supplement."""

from datetime import datetime, timedelta

from tests.clients.papers import parts
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until

PATENTS = [*parts(["M05"], "P"), *parts(["M05"], "Q"), *parts(["M05"], "R")]
AN_INSTANT = timedelta(milliseconds=1)


async def test_what_is_missing_is_mailed_supplemented_and_accepted(
    small_round: SmallRound,
) -> None:
    association = small_round.association
    application = await small_round.submitted(lacking=["M05", "M07"])
    await association.judge(application, "M01", "invalid", "not_sealed")
    await association.notify(application)

    mail = await small_round.mailbox.the_mail_to(application.owner.email)
    assert application.number in mail["summary"]["subject"]
    assert [
        item for item in ("申请表", "知识产权证明", "检验报告") if item not in mail["text"]
    ] == []
    assert "有 3 项材料" in mail["summary"]["subject"]
    assert "3. 以下 3 种方式任选其一" in mail["text"]
    await small_round.due_at(application)
    timeline = await application.timeline()
    assert timeline["turn"] == "enterprise"
    any_of_three = ["M07", "M08", "M09"]
    assert {item["requirement"]: item["alternatives"] for item in timeline["missing"]} == {
        "M01": [],
        "M05": [],
        **dict.fromkeys(any_of_three, any_of_three),
    }
    demands = [
        {"branches": [["M01"]], "choose": 1, "ways": []},
        {"branches": [["M05"]], "choose": 1, "ways": []},
        {"branches": [[item] for item in any_of_three], "choose": 1, "ways": []},
    ]
    assert timeline["demands"] == demands
    assert (await association.case(application))["demands"] == demands
    (line,) = await application.owner.notices()
    whole = await application.owner.get(f"/notify/v1/inbox/{line['id']}")
    assert whole["demands"] == demands

    small_round.now(small_round.working_day(small_round.round.opens_at, 3))
    await application.supplement("M01", "M05", "M09")
    await small_round.reaches(application, "formal_review")
    assert (await association.case(application))["complete"]
    await association.accept(application)
    await small_round.is_told(application, "accepted")
    assert len(await small_round.mailbox.mails_to(application.owner.email)) == 1


async def test_what_is_handed_in_piece_by_piece_is_sent_by_a_final_act(
    small_round: SmallRound,
) -> None:
    application = await small_round.asked(lacking=["M02", "M05"])
    await small_round.due_at(application)
    first = await application.hand_in("M05")
    assert [item["requirement"] for item in first["empty"]] == ["M02"]
    early = await application.send()
    assert (early.status_code, early.json()["type"].rpartition("/")[2]) == (
        409,
        "supplement-incomplete",
    )
    assert await small_round.association.stage(application) == "awaiting_supplement"
    second = await application.hand_in("M02")
    assert second["empty"] == []
    receipts = [(await application.send()).json() for _ in range(2)]
    assert receipts[0] == receipts[1]
    await small_round.reaches(application, "formal_review")
    assert (await small_round.association.case(application))["complete"]
    await small_round.association.accept(application)
    await small_round.is_told(application, "accepted")


async def test_of_several_files_one_is_refused_by_name_and_the_others_stay(
    small_round: SmallRound,
) -> None:
    association = small_round.association
    application = await small_round.submitted(lacking=["M05"], more=[*PATENTS])
    case = await association.case(application)
    second = next(m for m in case["materials"] if m["filename"] == "M05-Q.pdf")
    note = "第3页缺少公章。"
    await association.judge(
        application, "M05", "invalid", "not_sealed", file=second["sha256"], note=note
    )
    await association.notify(application)
    mail = await small_round.mailbox.the_mail_to(application.owner.email)
    for said in ("M05-Q.pdf", note, "未退回的文件：M05-P.pdf、M05-R.pdf"):
        assert said in mail["text"]
    await small_round.due_at(application)
    same = await application.try_supplement(parts(["M05"], "Q"))
    assert (same.status_code, same.json()["type"].rpartition("/")[2]) == (422, "refused-before")

    await application.supplement("M05")
    await small_round.reaches(application, "formal_review")
    case = await association.case(application)
    assert case["complete"]
    (finding,) = (f for f in case["findings"] if f["requirement"] == "M05")
    assert [(f["filename"], f["supplement_round"]) for f in finding["files"]] == [
        ("M05-P.pdf", 0),
        ("M05-R.pdf", 0),
        ("M05-B.pdf", 1),
    ]
    (gone,) = finding["files"][2]["replaces"]
    assert (gone["filename"], gone["reason"], gone["note"]) == ("M05-Q.pdf", "not_sealed", note)


async def test_what_was_never_sent_is_taken_at_the_end_of_the_term_and_nobody_is_told_it_is_over(
    small_round: SmallRound,
) -> None:
    application = await small_round.asked(lacking=["M02", "M05"])
    due_at = await small_round.due_at(application)
    small_round.stop_at(due_at - AN_INSTANT)
    receipt = await application.supplement("M05")
    assert not receipt["sent"]
    await until(
        "review spares the case",
        lambda: small_round.association.case(application),
        lambda case: case["notifications"][-1].get("staged", False),
    )

    small_round.now(due_at + timedelta(minutes=3))
    await small_round.reaches(application, "formal_review")
    case = await small_round.association.case(application)
    assert (case["complete"], case["conclusion"]) == (False, None)
    assert [file["requirement"] for file in case["materials"]].count("M05") == 1
    assert [notice["kind"] for notice in await application.owner.notices()] == ["materials_missing"]
    assert await application.stage() == "submitted"


async def test_without_a_supplement_the_clock_ends_the_case(small_round: SmallRound) -> None:
    application = await small_round.asked(lacking=["M05"])
    due_at = await small_round.due_at(application)

    small_round.stop_at(due_at - AN_INSTANT)
    assert await small_round.association.stage(application) == "awaiting_supplement"
    small_round.now(due_at)
    await small_round.reaches(application, "not_accepted")
    case = await small_round.association.case(application)
    assert (case["conclusion"]["by"], case["conclusion"]["reason"]) == ("clock", "not_supplemented")
    await small_round.is_told(application, "not_accepted")

    mails = await until(
        "a mail with the reason",
        lambda: small_round.mailbox.mails_to(application.owner.email),
        lambda seen: len(seen) == 2,
    )
    assert (
        mails[0]["summary"]["subject"]
        == f"【不予受理告知】{application.number}：未在规定期限内补正"
    )
    assert "M05 知识产权证明" in mails[0]["text"]
    notices = await until(
        "both notices delivered",
        application.owner.notices,
        lambda seen: all(notice["delivered_at"] for notice in seen),
    )
    assert [(n["kind"], n["status"], n["supplement_round"]) for n in notices] == [
        ("not_accepted", "delivered", 0),
        ("materials_missing", "delivered", 1),
    ]
    whole = await application.owner.get(f"/notify/v1/inbox/{notices[0]['id']}")
    missed = whole["non_acceptance"]["missed"]
    assert datetime.fromisoformat(missed["due_at"]) == due_at
    assert missed["explanation"] == case["notifications"][0]["explanation"]


async def test_a_supplement_at_the_last_instant_counts_even_if_it_is_heard_of_later(
    small_round: SmallRound,
) -> None:
    application = await small_round.asked(lacking=["M05"])
    due_at = await small_round.due_at(application)

    small_round.stop_at(due_at - AN_INSTANT)
    await application.supplement("M05")
    small_round.now(due_at)
    await small_round.reaches(application, "formal_review")
    await small_round.association.accept(application)
    await small_round.is_told(application, "accepted")


async def test_a_supplement_at_the_instant_it_was_due_is_late_and_changes_nothing(
    small_round: SmallRound,
) -> None:
    application = await small_round.asked(lacking=["M05"])
    due_at = await small_round.due_at(application)

    small_round.stop_at(due_at)
    before = (await application.view())["materials"]
    answer = await application.try_supplement(parts(["M05"], "B"))
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (
        409,
        "supplement-late",
    )
    assert (await application.view())["materials"] == before
    await small_round.is_told(application, "not_accepted")

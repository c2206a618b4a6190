"""What a programme asks for when, and what its reasons are for, as data and in words."""

from shared.programmes import load_file
from shared.programmes.asked import eligibility_of, reasons_of, requirements_of
from shared.values import Bilingual
from tests.unit.programmes.definitions import JIANGMEN

PROGRAMME = load_file(JIANGMEN)


def test_the_tree_names_items_and_says_in_words_when_each_is_asked_for() -> None:
    acquired = next(item for item in requirements_of(PROGRAMME) if item.id == "M06")

    assert (acquired.kind, acquired.parts) == ("material", ())
    assert [each.condition for each in acquired.when] == [{"answer": "ip_acquired", "equals": True}]
    (when,) = acquired.when
    assert when.words.en.endswith(" is yes")
    assert "ip_acquired" not in when.words.en + acquired.words.zh


def test_a_choice_has_its_branches() -> None:
    (choice,) = [item for item in requirements_of(PROGRAMME) if item.kind == "any_of"]

    assert [part.id for part in choice.parts] == ["M07", "M08", "M09"]
    assert choice.words.zh.startswith("任一（“")
    assert choice.words.en.startswith("any of (“")


def test_every_reason_tells_the_acts_that_it_may_be_given_for() -> None:
    found = {reason.id: reason for reason in reasons_of(PROGRAMME)}

    assert {use.outcome for use in found["meets_conditions"].uses} == {"recognise"}
    assert {use.outcome for use in found["core_technology_unproven"].uses} == {"not_recognise"}
    assert [(use.about, use.stage) for use in found["not_sealed"].uses] == [
        ("materials", "formal_review")
    ]
    assert {use.outcome for use in found["not_sealed"].uses} == {"invalid"}
    assert {use.outcome for use in found["still_incomplete"].uses} == {"answered"}
    assert {use.outcome for use in found["not_supplemented"].uses} == {"unanswered"}
    assert {use.outcome for use in found["not_provided"].uses} == {"missing"}
    assert (found["not_provided"].by_machine, found["not_sealed"].by_machine) == (True, False)
    assert {id_ for id_, reason in found.items() if not reason.uses} == set()


def test_conditions_of_eligibility_come_with_their_reason() -> None:
    programme = load_file(JIANGMEN.with_name("shenzhen-innovation-records.yaml"))

    assert eligibility_of(programme)
    for each in eligibility_of(programme):
        assert each.reason_text == programme.reason(each.reason).name
        assert isinstance(each.must.words, Bilingual)

"""The path of a programme: what follows from the stages, whatever they are called."""

from shared.programmes.path import DEFAULT_PATH, Announcement, Decision, FormalReview, Path

PATH = Path(DEFAULT_PATH)


def test_a_programme_that_names_no_path_has_that_of_a_recognition() -> None:
    assert [stage.id for stage in PATH] == [
        *("application", "formal_review", "recommendation", "decision", "notice", "announcement"),
    ]


def test_documents_from_before_paths_tell_their_place_by_their_word() -> None:
    assert [word.id for word in PATH.words] == [
        *("formal_review", "awaiting_delivery", "awaiting_supplement", "not_accepted"),
        *("accepted", "recommended", "decided", "announced", "withdrawn"),
    ]
    place = PATH.place("accepted")
    assert place is not None
    assert (place.stage.id, place.word, place.is_open) == ("recommendation", "accepted", True)
    assert PATH.place("withdrawn") is None


def test_funnel_base_success_and_exits_follow_from_the_path() -> None:
    assert [m.id for m in PATH.funnel] == ["submitted", "accepted", "recommended", "recognised"]
    assert PATH.base is not None
    assert PATH.success is not None
    assert (PATH.base.id, PATH.success.id) == ("recommended", "recognised")
    assert [(end.milestone.id, end.how) for end in PATH.exits] == [
        ("withdrawn", "withdrawn"),
        ("not_accepted", "failed"),
        ("not_recommended", "left_out"),
        ("not_recognised", "failed"),
    ]


def test_a_case_goes_on_past_lists_to_the_next_stage_of_cases() -> None:
    (review,) = PATH.of_kind(FormalReview)
    (decision,) = PATH.of_kind(Decision)
    after_review, after_decision = PATH.after(review, {}), PATH.after(decision, {})
    assert after_review is not None
    assert after_decision is not None
    assert (after_review.id, after_decision.id) == ("recommendation", "announcement")
    assert PATH.after(PATH.final, {}) is None


def test_a_list_goes_through_the_notice_right_before_its_announcement() -> None:
    (announcement,) = PATH.of_kind(Announcement)
    notice = PATH.notice_of(announcement)
    assert notice is not None
    assert notice.id == "notice"

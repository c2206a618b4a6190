"""What the fields of notify's interface mean."""

from shared.http.words import CLAUSE, PROGRAMME, Words

WORDS: Words = {
    "id": "Id of the notice.",
    "subject": "Its subject line, in the enterprise's language.",
    "channel": ("How it goes to the enterprise.", "mail"),
    "written_at": "When it was written.",
    "sent_at": "When it was first sent; null before.",
    "delivered_at": "When its delivery was proven; null before.",
    "moot_at": "Since when it has nothing to say any more, such as after a withdrawal; null else.",
    "moot": "Notices that had nothing to say any more before they arrived.",
    "notices": "The notices, the newest first.",
    "language": "The language that it is written in.",
    "text": "The whole text.",
    "items": "Everything that is missing.",
    "terms": "How long the enterprise has, counted from delivery; null when nothing is asked for.",
    "non_acceptance": ("Why the application was not accepted; null in other notices.", None),
    "takes_back": ("The notice of non-acceptance that no longer holds; null else.", None),
    "name": ("What is missing.", {"zh": "检验报告", "en": "Test report"}),
    "to": "The address, masked.",
    "at": "When it was tried.",
    "outcome": "What came of it.",
    "code": "What the mail server answered: SMTP's code; null when it did not.",
    "answer": "What the mail server said.",
    "attempts": "Every try to deliver, the oldest first.",
    "cause": "The event that it goes back to: stream, key and sequence.",
    "next_try": ("When it is tried again, in real time; null when no try is due.", None),
    "days": ("How many days.", 5),
    "start": "Whether the day of delivery counts itself.",
    "explanation": (
        "The terms in words.",
        {"zh": "自送达次日起5个工作日。", "en": "5 working days from the day after delivery."},
    ),
    "waiting": "Notices that were not sent yet.",
    "sending": "Notices that are being sent.",
    "delivered": "Notices with delivery proven.",
    "escalated": "Notices that wait in the inbox after a bounce.",
    "bounced": "Notices that mail ever refused for good.",
    "mail_unreachable_since": "Since when this replica can't reach the mail server, in real time; "
    "null while it can.",
    "NoticeLine.status": "Where it stands.",
    "NoticeAnswer.status": "Where it stands.",
    "FollowedNotice.status": "Where it stands.",
    "NonAcceptance.reason": ("Id of the reason in the programme's catalogue.", "out_of_scope"),
    "NonAcceptance.reason_text": (
        "The reason in words.",
        {"zh": "不属于认定范围", "en": "Outside the scope of the programme."},
    ),
    "rule_version": (
        "The version of the programme's rules.",
        f"{PROGRAMME}@2019.1",
    ),
    "missed": (
        "The supplement that did not come in time, so that the clock ended it; null else.",
        None,
    ),
    "office": (
        "Who does the formal review and answers questions.",
        {
            "zh": "某某行业协会",
            "en": "An industry association",
        },
    ),
    "apply_until": (
        "The first instant that is too late for a new application in this round; null when there "
        "can be none.",
        None,
    ),
    "TakenBack.sent_at": "When that was sent.",
    "MissingItem.clause": ("The clause that asks for it.", CLAUSE["zh"]),
    "SupplementTerms.kind": "Which days count.",
    "ProgressAnswer.notices": "All notices of the round.",
}

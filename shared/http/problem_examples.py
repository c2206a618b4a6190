"""One example of what each kind of problem says, for the OpenAPI document."""

from collections.abc import Mapping
from typing import get_args

from shared.identity.faults import UsccFault

UNCHANGED = "Nothing was changed."
NOT_TAKEN = "The file can't be taken. Nothing was stored."
DETAILS: Mapping[str, str] = {
    "already-announced": "The list jm-2019 is announced and can't be changed any more.",
    "already-decided": f"Application GHPJ-2019-000042 was already decided (recognise). {UNCHANGED}",
    "already-delivered": "The notice about GHPJ-2019-000042 is delivered already, with proof. "
    f"{UNCHANGED}",
    "already-ended": "The application did not pass First review (初审), so there is nothing to "
    "withdraw.",
    "already-not-accepted": "The application was not accepted in formal review, so there is "
    "nothing to withdraw.",
    "already-notified": "The applicant of GHPJ-2019-000042 was already told everything that is "
    "missing. Wait for the supplement or for its due date.",
    "already-submitted": "This application was submitted already: number GHPJ-2019-000042, "
    "received 2019-06-20 10:30:00 Beijing time. Nothing more is needed.",
    "already-withdrawn": "This application was withdrawn at 2019-06-21 09:00:00 Beijing time.",
    "call-closed": "The round 2019 takes applications from 2019-05-06 00:00:00 Beijing time until "
    "before 2019-07-13 00:00:00 Beijing time; this arrived at 2019-07-13 00:00:01 Beijing time.",
    "case-closed": "Application GHPJ-2019-000042 is withdrawn, and its case is closed. "
    f"{UNCHANGED}",
    "disguised-file": NOT_TAKEN,
    "document-too-long": "The document has 131,072 characters, and at most 120,000 go into one. "
    "Make several.",
    "empty-file": NOT_TAKEN,
    "encrypted-file": NOT_TAKEN,
    "enterprise-not-registered": "The enterprise 91440703MA4UQ8XK1X is not registered yet; "
    "register it first.",
    "entry-removed": "Entry 17 was removed from the list already.",
    "file-too-large": NOT_TAKEN,
    "forbidden": "This is for: officer. Your token says: enterprise.",
    "internal": "It was logged. Name the reference when you ask for help.",
    "invalid-material": "None of the 2 files can be taken. Nothing was stored.",
    "invalid-request": "Nothing was changed. Put the fields named under `errors` right and send "
    "it again.",
    "invalid-sheet": "Some ranks can't be read; nothing was recommended.",
    "key-required": "Send an `Idempotency-Key`, such as a UUID, and the same one when you repeat "
    "the call; at most 200 characters.",
    "key-reused": "This Idempotency-Key was used for a request with another content. Nothing was "
    "changed. Use a new key for a new request, and the same one only to repeat it as it was.",
    "kind-not-accepted": NOT_TAKEN,
    "list-frozen": "The round's list jm-2019 is frozen already.",
    "malformed-form": "The form could not be read: it ends in the middle. Nothing was stored.",
    "meeting-closed": "The meeting shenzhen-innovation-records.23.committee.1 is closed and can't "
    f"be changed any more. {UNCHANGED}",
    "meeting-differs": "The meeting shenzhen-innovation-records.23.committee.1 is planned already: "
    "on 2024-10-30, 市民中心. Use another number, or move that one.",
    "meeting-not-over": "The meeting shenzhen-innovation-records.23.committee.1 is neither closed "
    "nor adjourned, so that there are no minutes of it yet.",
    "no-committee": "In gd-hightech-product-jiangmen@2019.1 no committee votes: its path has no "
    "such stage.",
    "no-file": "There is no file in this request. Send each as a part with a file name.",
    "no-quorum": "The meeting shenzhen-innovation-records.23.committee.1 has no quorum: 13 of the "
    "21 members are there, and 14 must be (2/3 of 21). Put the attendance right, or adjourn the "
    f"meeting. {UNCHANGED}",
    "no-supplement-left": "Application GHPJ-2019-000042 has had its 1 supplement round(s). "
    "Accept it when it is complete, or do not accept it, with a reason.",
    "not-a-draft": "This application was submitted as GHPJ-2019-000042 and is no longer a draft. "
    "What is missing can be sent when a supplement is asked for.",
    "not-complete": "Application GHPJ-2019-000042 can't be accepted: something is missing or "
    "invalid. Notify the applicant, or judge the item acceptable.",
    "not-eligible": "The application can't be submitted. The applicant is not registered in the "
    "city. (未在本市注册) What can be done about it stands under `errors`.",
    "not-found": "There is no application '0190f7e2c3d4' that you may see.",
    "not-held-yet": "The meeting shenzhen-innovation-records.23.committee.1 is planned for "
    "2024-10-30, so it can't be closed before that day. Was it held earlier? Put the date right "
    "first.",
    "not-multipart": "Send the files as multipart/form-data, each part named by its requirement.",
    "notice-moot": "The notice about GHPJ-2019-000042 has nothing to say any more: the application "
    f"went on or was withdrawn. {UNCHANGED}",
    "no-notice": "The list jm-2019 is announced without a public notice, so none is opened and "
    "nothing can be objected to it.",
    "no-recommendation": "In gd-hightech-product-jiangmen@2019.1 nobody is recommended: its path "
    "has no such stage.",
    "not-noticed": "The list jm-2019 is not under public notice yet; open the notice first.",
    "not-printable": "No font has a glyph for 𮯠 (U+2EBE0). Put one that has into the folder "
    "LAUREL_FONTS, such as HanaMinB.ttf of Debian's fonts-hanazono for ideographs of GB 18030, "
    "level 3.",
    "not-submitted": "This application is a draft; submit it first.",
    "nothing-missing": "Nothing is missing from GHPJ-2019-000042. Accept it, or judge an item "
    "first.",
    "nothing-on-agenda": "There is no case on the agenda of "
    "shenzhen-innovation-records.23.committee.1. Put some on it, or adjourn the meeting.",
    "nothing-recognised": "No decided application is to be recognised.",
    "notice-running": "The list jm-2019 is under public notice until 2020-01-16 00:00:00 Beijing "
    "time. Announce it after that.",
    "objection-closed": "The objection o-5f2b8c1d9e07 is upheld; only an open one can be decided.",
    "objection-late": "The notice period ended. What you wrote was recorded as the report "
    "o-5f2b8c1d9e07; it does not hold up the announcement.",
    "objection-open": "1 objection(s) to the list jm-2019 wait for a decision. Decide them first.",
    "quota-exceeded": "The quota is 10 and 8 of it are used, so 1 row(s) are too many. Nothing was "
    "recommended.",
    "reason-required": f"A verdict of invalid needs a reason of the catalogue. {UNCHANGED}",
    "recommendation-closed": "Recommendations for this round were due before 2019-09-01.",
    "repeated-row": "The application 0190f7e2c3d4 stands more than once in this request; "
    "none of its rows was done.",
    "request-too-large": "The request is larger than 100 MB. Send the files in several requests. "
    "Nothing was stored.",
    "rules-changed": "Since this draft was opened the rules have changed: version 2019.2 is in "
    "force. Put the fields named under `errors` right and submit it again.",
    "sheet-differs": "The sheet jiangmen-2019 was handed in before with other rows or another "
    "opinion. Use another id.",
    "sheet-refused": "1 row(s) can't be recommended, so nothing was. Put right or take out what is "
    "named under `errors`.",
    "stage-required": "shenzhen-innovation-records@2024.1 announces several lists, those of: "
    "shortlist, release. Name the one that you mean, as in `?stage=`.",
    "stale-version": "This application was changed by someone else meanwhile. Load it again, look "
    "at the difference and repeat the change.",
    "supplement-already-received": "Supplement 1 was received at 2019-07-18 09:00:00 Beijing time; "
    "it can be sent once.",
    "supplement-empty": "There is neither a file nor an answer in this supplement.",
    "supplement-incomplete": "Nothing was sent, and what you have handed in stays. Something that "
    "was asked for is still empty, as named under `errors`.",
    "supplement-item-not-asked": f"Only what was asked for can be sent: M05. {UNCHANGED}",
    "supplement-late": "The supplement had to arrive before 2019-07-23 00:00:00 Beijing time; this "
    f"one arrived at 2019-07-23 00:00:01 Beijing time. {UNCHANGED}",
    "supplement-not-asked": "No supplement is asked for at present.",
    "too-many-applications": "At most 3 applications an enterprise may be submitted in this round, "
    "and that many are.",
    "too-many-files": "There are more files than the programme takes. Nothing was stored.",
    "too-many-objections": "Nothing was recorded: there are too many objections already for "
    "another one to entry 17 to be taken here. Bring yours to the office that the notice names.",
    "too-many-votes": "More members have voted on IR-2024-000042 than would then be there. Record "
    "the votes on it anew first, or put it off to another meeting. " + UNCHANGED,
    "unauthenticated": "There is no bearer token. Sign in again and send `Authorization: Bearer "
    "…`.",
    "unavailable": "A part of the system does not answer. Send it again shortly, as it was: what "
    "was done already is not done a second time.",
    "undecided-left": "3 recommended application(s) are not decided yet. Decide them first.",
    "unknown-document": "There is no document jiangmen-2020.",
    "unknown-item": f"gd-hightech-product-jiangmen@2019.1 asks for no M99. {UNCHANGED}",
    "unknown-programme": "There is no programme gd-hightech in force on 2019-07-01.",
    "unknown-reason": "because is no reason about a case. Use one of: out_of_scope, duplicate.",
    "unknown-requirement": NOT_TAKEN,
    "unknown-stage": "shenzhen-innovation-records@2024.1 announces no list of relaese.",
    "unknown-round": "gd-hightech-product-jiangmen has no round 1999.",
    "unreadable-file": NOT_TAKEN,
    "unsupported-file": NOT_TAKEN,
    "uscc-authority": "Character 1 is 'X', but registration authorities are 1 to 9, A, N or Y; "
    "enterprises usually have 9.",
    "uscc-character": "Character 5 is 'I', but only digits and letters other than I, O, S, V and Z "
    "occur. Should it be '1'?",
    "uscc-check-digit": "The first 17 characters call for 'X' as the last one, this code ends in "
    "'3'. One of the 18 is probably mistyped; compare it with the business licence.",
    "uscc-division": "Characters 3 to 8 are '990703', but must be six digits that begin with a "
    "province, such as 44 for Guangdong.",
    "uscc-length": "The code must have 18 characters, this one has 17. Compare it with the "
    "business licence.",
    "version-required": "Send `If-Match` with the ETag of the last answer, so that nobody's change "
    "is lost.",
    "votes-missing": "The meeting shenzhen-innovation-records.23.committee.1 can't be closed: 1 "
    "case(s) of its agenda have no votes: IR-2024-000042. Record them, put the cases off to "
    "another meeting, or take them off the agenda.",
    "wrong-stage": "Application GHPJ-2019-000042 is awaiting delivery; this needs a case in "
    f"formal review. Next, the notification has to reach the applicant. {UNCHANGED}",
}
FIELDS: Mapping[str, tuple[str, str]] = {
    "call-closed": (
        "round",
        "2019 takes applications from 2019-05-06 00:00:00 Beijing time until before 2019-07-13 "
        "00:00:00 Beijing time",
    ),
    "disguised-file": (
        "M07",
        "a.pdf is called PDF, but its content is: ZIP. Send a real PDF file.",
    ),
    "empty-file": ("M07", "a.pdf is empty (0 bytes). Save it again and send the new file."),
    "encrypted-file": (
        "M07",
        "a.pdf is protected with a password. Remove the protection and send it again.",
    ),
    "file-too-large": ("M07", "a.pdf is larger than the 20 MB that are taken for M07."),
    "invalid-material": ("M07", "a.pdf is empty (0 bytes). Save it again and send the new file."),
    "invalid-request": ("decisions.0.opinion", "is missing"),
    "invalid-sheet": ("row 3", "expected a rank and a number: 'first'"),
    "key-required": ("Idempotency-Key", "is missing"),
    "key-reused": ("Idempotency-Key", "must be a new one for another content"),
    "kind-not-accepted": ("M07", "a.png is PNG; M07 takes PDF, OFD."),
    "not-complete": ("M07", "expired"),
    "not-eligible": (
        "answers.local",
        "If the answer to “Registered in the city” is wrong, put it right before you submit.",
    ),
    "quota-exceeded": ("rank 10", "GHPJ-2019-000042"),
    "reason-required": (
        "verdicts.0.reason",
        "is missing; must be one of: not_sealed, not_signed, expired",
    ),
    "repeated-row": (
        "decisions.3.application",
        "stands in another row, too; leave one of them",
    ),
    "meeting-differs": ("number", "must be one that no other meeting of this stage has"),
    "sheet-differs": ("sheet", "must be an id that no other sheet of yours has"),
    "sheet-refused": ("rank 3", "GHPJ-2019-000042: is withdrawn, but has to be accepted"),
    "stage-required": ("stage", "is missing; must be one of: shortlist, release"),
    "supplement-item-not-asked": ("M01", "was not asked for; asked for: M07"),
    "too-many-files": (
        "M07",
        "a.pdf would be file 6; at most 5 may be sent. Remove one that is there first.",
    ),
    "unknown-document": ("name", "must be one of: jiangmen-2019, shenzhen-23"),
    "unknown-item": ("verdicts.0.requirement", "must be one of: M01, M02, M04, M05"),
    "unknown-programme": ("programme", "must be one of: gd-hightech-product-jiangmen"),
    "unknown-reason": ("reason", "must be one of: out_of_scope, duplicate"),
    "unknown-requirement": (
        "M99",
        "a.pdf is for M99, which is not on the checklist; it has: M01, M07.",
    ),
    "unknown-round": ("round", "must be one of: 2019"),
    "unknown-stage": ("stage", "must be one of: shortlist, release"),
    "unreadable-file": (
        "M07",
        "a.pdf is damaged and cannot be opened. Export it again and send the new file.",
    ),
    "unsupported-file": (
        "M07",
        "a.txt is plain text. Send a PDF, OFD or XLSX file, or a PNG or JPEG image.",
    ),
    "version-required": ("If-Match", 'is missing; must be an ETag such as "3"'),
    **{f"uscc-{fault}": ("uscc", DETAILS[f"uscc-{fault}"]) for fault in get_args(UsccFault)},
}
"""A field that such a problem names, and what it says of it."""

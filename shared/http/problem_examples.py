"""One example of what each kind of problem says, for the OpenAPI document."""

from collections.abc import Mapping
from typing import get_args

from shared.identity.division_faults import DivisionFault
from shared.identity.faults import UsccFault

UNCHANGED = "Nothing was changed."
NOT_TAKEN = "The file can't be taken. Nothing was stored."
DETAILS: Mapping[str, str] = {
    "acted-on-since": "Committee (审定) has acted on application GHPJ-2019-000042 since. What was "
    f"done there has to be taken back first. {UNCHANGED}",
    "activity-differs": "The activity hunan-key-new-products.2022.activities.launch.1 is there "
    "already: 2023-06-26, 会展中心. Use another number, or move that one.",
    "activity-not-held": "The activity hunan-key-new-products.2022.activities.launch.1 was not "
    f"held yet, so nobody took part in it. Record first that it was held. {UNCHANGED}",
    "activity-over": "The activity hunan-key-new-products.2022.activities.launch.1 was held "
    f"already. Only its day can be put right. {UNCHANGED}",
    "address-too-long": "An address may have 8,192 bytes at most.",
    "already-announced": "The list jm-2019 is announced and can't be changed any more.",
    "already-appealed": "An appeal about SF-2015-0017 came on 2018-11-05, with other grounds. One "
    f"appeals once. {UNCHANGED}",
    "already-decided": f"Application GHPJ-2019-000042 was already decided (recognise). {UNCHANGED}",
    "already-delivered": "The notice about GHPJ-2019-000042 is delivered already, with proof. "
    f"{UNCHANGED}",
    "already-ended": "The application did not pass First review (初审), so there is nothing to "
    "withdraw.",
    "already-handed-over": "SF-2018-00001 was handed over at conference-2018 on 2018-09-18 "
    f"already. {UNCHANGED}",
    "already-not-accepted": "The application was not accepted in formal review, so there is "
    "nothing to withdraw.",
    "already-notified": "The applicant of GHPJ-2019-000042 was already told everything that is "
    "missing. Wait for the supplement or for its due date.",
    "already-settled": "This mail is settled already as `nothing` by operator-2: “a receipt of the "
    f"gateway”. {UNCHANGED} Repeat that as it was, or leave it.",
    "already-submitted": "This application was submitted already: number GHPJ-2019-000042, "
    "received 2019-06-20 10:30:00 Beijing time. Nothing more is needed.",
    "already-suspended": f"The recognition SF-2015-0017 is suspended since 2018-10-22. {UNCHANGED}",
    "already-withdrawn": "This application was withdrawn at 2019-06-21 09:00:00 Beijing time.",
    "appeal-decided": f"The appeal about SF-2015-0017 was dismissed on 2018-12-03. {UNCHANGED}",
    "appeal-late": "The appeal was due before 2018-12-22 00:00 Beijing time. Nothing was recorded.",
    "attendance-differs": "Of 0190f7e2c3d4 another record is there: attended. To put it right, say "
    f"why. {UNCHANGED}",
    "call-closed": "The round 2019 takes applications from 2019-05-06 00:00:00 Beijing time until "
    "before 2019-07-13 00:00:00 Beijing time; this arrived at 2019-07-13 00:00:01 Beijing time.",
    "call-open": "The call of the round 2019 is open until before 2019-07-13 00:00 Beijing time: "
    "whoever applies in time may come on to the list. Freeze it after that.",
    "case-closed": "Application GHPJ-2019-000042 is withdrawn, and its case is closed. "
    f"{UNCHANGED}",
    "case-on-hold": "Application GHPJ-2019-000042 is on hold: GHPJ-2018-000017 seems to be for the "
    "same thing, or is by an officer's word. Both sides are in `twins` of "
    "/review/v1/cases/0190f7e2c3d4. It goes on once an officer has settled that they are not the "
    f"same. {UNCHANGED}",
    "certificate-number-taken": "The next number, SF-2018-00001, was given in another programme, "
    f"and a number is given once alone. {UNCHANGED} The numbering of one of them has to differ.",
    "certificate-void": "SF-2018-00001 is void. It was replaced by SF-2018-00147. " + UNCHANGED,
    "code-just-sent": "A code was mailed to you a moment ago, and holds. Look for it, also among "
    "spam, or ask for another one in 240 seconds. Nothing was changed.",
    "code-worn": "The objection o-5f2b8c1d9e07 has no code, or it was mistyped or sent too often. "
    "Call the office or go there, and name the objection: an officer can verify your contact.",
    "confirmation-required": "It is done to many at once, so it has to be confirmed. "
    f"{UNCHANGED} Read `GET /review/v1/lists/jm-2019/notice/preview`: it shows what will be done "
    "and gives the `confirmation` to send here.",
    "construction-incomplete": "Of application GHPJ-2019-000042 this is still to be reported: "
    f"Innovation plan (as done). {UNCHANGED}",
    "contradictory-verdicts": f"Some verdicts contradict one another. {UNCHANGED}",
    "delivery-day": "The notice about SF-2015-0017 can't have been delivered on that day. "
    f"{UNCHANGED}",
    "disguised-file": NOT_TAKEN,
    "division-form": "A division code (GB/T 2260) has six digits, such as 441900 for Dongguan; "
    "this one is '4419'.",
    "division-not-in-force": "The division 110103 (崇文区) was given up in 2010. Give the code "
    "that is in force.",
    "division-unknown": "The list that Laurel has of division codes (GB/T 2260, python-stdnum) "
    "knows no 441999. Compare it; functional areas have none. If the division is a new one, ask "
    "whoever runs Laurel for a newer list.",
    "document-too-long": "The document has 131,072 characters, and at most 120,000 go into one. "
    "Make several.",
    "empty-file": NOT_TAKEN,
    "encrypted-file": NOT_TAKEN,
    "enterprise-not-registered": "The enterprise 91440703MA4UQ8XK1X is not registered yet; "
    "register it first.",
    "entry-removed": "Entry 17 was removed from the list already.",
    "file-too-complex": NOT_TAKEN,
    "file-too-large": NOT_TAKEN,
    "foreign-cursor": "This cursor was given by another ledger than this one, for example before a "
    "restore; nothing was skipped. Read from the beginning, without a cursor: what you know "
    "already you tell by its id.",
    "forbidden": "This is for: officer. Your token says: enterprise.",
    "hearing-outstanding": "The holder of SF-2015-0017 was not heard yet. Nothing is revoked "
    f"before it has said something, or its time is over that runs from delivery. {UNCHANGED}",
    "holder-unchanged": "SF-2018-00001 has the present name of its holder, Example Co., Ltd., "
    f"already. Correct the name in the register first. {UNCHANGED}",
    "internal": "It was logged. Name the reference when you ask for help.",
    "invalid-material": "None of the 2 files can be taken. Nothing was stored.",
    "invalid-request": "Nothing was changed. Put the fields named under `errors` right and send "
    "it again.",
    "invalid-sheet": "Some ranks can't be read; each row is named under `errors`. Put them right "
    "and send the sheet again. Nothing was recommended.",
    "kept-already": NOT_TAKEN,
    "key-required": "Send an `Idempotency-Key`, such as a UUID, and the same one when you repeat "
    "the call; at most 200 characters.",
    "key-reused": "This Idempotency-Key was used for a request with another content. Nothing was "
    "changed. Use a new key for a new request, and the same one only to repeat it as it was.",
    "kind-not-accepted": NOT_TAKEN,
    "left-out": "The list jm-2019 was frozen without application GHPJ-2019-000042: “Nobody waits "
    "for supplements any more.” It goes on to no further stage; it may end here, for a reason, or "
    f"stay as it stands. {UNCHANGED}",
    "list-frozen": "The round's list jm-2019 is frozen already. Until it is public, whoever "
    "announces it can take the freezing back and say why: POST /review/v1/lists/jm-2019/unfreezing"
    ". Then this can be done.",
    "list-public": "The list jm-2019 is public, so it can't be unfrozen any more. An entry that "
    "should not be on it is removed by an objection that is upheld.",
    "headers-too-large": "A request may have 100 headers and 65,536 bytes of them at most.",
    "malformed-request": "A request has exactly one header `Host`.",
    "message-just-sent": "A message was sent to this receiver a moment ago. Nothing was sent. "
    "Ask again in 5 seconds.",
    "receiver-not-proven": "The receiver did not prove itself: it answered 404. It has to answer "
    f"2xx with the `challenge` of the message in its body. {UNCHANGED}",
    "request-too-slow": "The headers have to be here within 15 seconds, a body within 15 minutes "
    "and without a pause of 30 seconds.",
    "malformed-form": "The form could not be read: it ends in the middle. Nothing was stored.",
    "meeting-closed": "The meeting shenzhen-innovation-records.23.committee.1 is closed and can't "
    f"be changed any more. {UNCHANGED}",
    "meeting-differs": "The meeting shenzhen-innovation-records.23.committee.1 is planned already: "
    "on 2024-10-30, 市民中心. Use another number, or move that one.",
    "meeting-not-over": "The meeting shenzhen-innovation-records.23.committee.1 is neither closed "
    "nor adjourned, so that there are no minutes of it yet.",
    "no-cohort": "gd-hightech-product-jiangmen@2019.1 calls nobody to re-evaluation: its path has "
    f"no stage of kind cohort. {UNCHANGED}",
    "call-not-open": "The round 2018 takes applications from 2018-04-16 00:00 until before "
    f"2018-06-01 00:00 in Beijing, and its cohort can only be opened then. {UNCHANGED}",
    "nobody-due": "In the register of innovation-demonstration-enterprises nothing holds that was "
    f"recognised in 2015, or passed its last re-evaluation then. {UNCHANGED} Enter earlier "
    "recognitions by a sheet first: "
    "`/review/v1/register/innovation-demonstration-enterprises/sheet`.",
    "not-awaited": "DE-2015-001 is in the state “Submitted” and can't be marked as merged. "
    f"{UNCHANGED} Decide on its application instead.",
    "merged-into-itself": "91350100M000100Y43 is the member itself. Name the enterprise that it "
    f"was merged into. {UNCHANGED}",
    "no-pre-evaluation": "gd-hightech-product-jiangmen@2019.1 gives no advice on drafts. Nothing "
    "was changed; the self-check says what is still missing.",
    "not-put-up": "This draft is not put up for advice: its enterprise took it back, or the advice "
    "was given. Nothing was changed.",
    "not-called": "In the round 2018 of innovation-demonstration-enterprises only those who are "
    "called to re-evaluation apply, each with the draft that came with its call: GET "
    f"/intake/v1/applications. {UNCHANGED}",
    "call-ended": "The call of DE-2015-001 has ended: the enterprise was merged into another one. "
    f"{UNCHANGED}",
    "draft-of-a-call": "This draft came with the call of DE-2015-001 and can't be deleted. "
    f"{UNCHANGED}",
    "name-too-early": "The holder of GHPJ-2019-000042 has its present name since 2020-01-15 in the "
    f"register. {UNCHANGED} Give the day from which the new name holds, after that.",
    "names-objector": "The facts of o-4f5e6d7c8b9a0123 name who objects, or their telephone "
    "number, employer or seal, which the enterprise must not learn. Nothing was served: send "
    "`facts` as the enterprise may read them, without it.",
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
    "not-applicable": "A verdict is about an item that is not asked for here, by the answers of "
    f"the application. {UNCHANGED} If an answer is wrong, judge the answer.",
    "nothing-handed-in": "A verdict finds fault with an item for which nothing was handed in. "
    f"{UNCHANGED} What is not there is asked for by itself.",
    "not-complete": "Application GHPJ-2019-000042 can't be accepted: something is missing or "
    "invalid. Notify the applicant, or judge the item acceptable.",
    "not-eligible": "The application can't be submitted. The applicant is not registered in the "
    "city. (未在本市注册) What can be done about it stands under `errors`.",
    "not-found": "There is no application '0190f7e2c3d4' that you may see.",
    "corrected-today": "The list jm-2019 was announced or corrected today, and figures are "
    "kept by the day. Correct it from Thursday, 16 January 2020 on, all "
    "entries in one correction.",
    "correction-too-large": "Corrections of the list jm-2019 may touch 1000 entries in all.",
    "not-announced": "The list jm-2019 is not announced, so there is no announcement to correct.",
    "not-of-this-list": "The application 0190f7e2c3d4 has no outcome of the list jm-2019: "
    "it is not on it, and its case did not come to this announcement.",
    "not-to-be-corrected": "Entry 17 (GHPJ-2019-000042) can't be removed: it is so already, or "
    "an earlier correction has removed it, which is final, or its "
    "application was withdrawn.",
    "only-reprinted": "Applications go on from the list jm-2019-shortlist to other "
    "stages, so that it is corrected in print only. Decide on them in "
    "the stage where they stand.",
    "not-frozen": "The list jm-2019 was unfrozen and holds nothing now; freeze it first.",
    "not-held-yet": "The meeting shenzhen-innovation-records.23.committee.1 is planned for "
    "2024-10-30, so it can't be closed before that day. Was it held earlier? Put the date right "
    "first.",
    "not-multipart": "Send the files as multipart/form-data, each part named by its requirement.",
    "not-newer": f"SF-2018-0003 can't give way to SF-2015-0017. {UNCHANGED}",
    "not-suspended": "The recognition SF-2015-0017 is valid, and only a suspended one is resumed. "
    f"{UNCHANGED}",
    "nothing-to-appeal": "Proceeding 1 against SF-2015-0017 is open, so there is nothing of an "
    f"appeal to do. {UNCHANGED}",
    "notice-moot": "The notice about GHPJ-2019-000042 has nothing to say any more: the application "
    f"went on or was withdrawn. {UNCHANGED}",
    "no-notice": "The list jm-2019 is announced without a public notice, so none is opened and "
    "nothing can be objected to it.",
    "no-recommendation": "In gd-hightech-product-jiangmen@2019.1 nobody is recommended: its path "
    "has no such stage.",
    "not-issued-yet": "SF-2018-00001 was issued on 2018-09-03 and can't have been handed over on "
    f"2017-01-01, before that. {UNCHANGED}",
    "not-handed-over-yet": "SF-2018-00001 can't have been handed over on 2099-01-01, a day to "
    f"come. {UNCHANGED}",
    "not-noticed": "The list jm-2019 is not under public notice yet; open the notice first.",
    "not-printable": "No font has a glyph for 𮯠 (U+2EBE0). Put one that has into the folder "
    "LAUREL_FONTS, such as HanaMinB.ttf of Debian's fonts-hanazono for ideographs of GB 18030, "
    "level 3.",
    "not-received-then": "An objection can have come from 2019-11-15 09:00 Beijing time, when the "
    "notice was opened, to this moment. Nothing was recorded.",
    "not-submitted": "This application is a draft; submit it first.",
    "nothing-missing": "Nothing is missing from GHPJ-2019-000042. Accept it, or judge an item "
    "first.",
    "nothing-on-agenda": "There is no case on the agenda of "
    "shenzhen-innovation-records.23.committee.1. Put some on it, or adjourn the meeting.",
    "nothing-recognised": "No decided application is to be recognised.",
    "notice-running": "The list jm-2019 is under public notice until 2020-01-16 00:00:00 Beijing "
    "time. Announce it after that.",
    "nothing-to-correct": "Application GHPJ-2019-000042 is in formal review; there is nothing to "
    f"take back. What is not concluded is judged or decided anew. {UNCHANGED}",
    "objection-not-served": "The enterprise was not served with the objection o-5f2b8c1d9e07 yet.",
    "answer-outstanding": "The enterprise was served with the objection o-5f2b8c1d9e07 and may "
    "still answer.",
    "already-answered": "The objection o-5f2b8c1d9e07 was answered already with other words.",
    "answer-late": "The answer was due before 2020-01-13 00:00 Beijing time.",
    "objection-closed": "The objection o-5f2b8c1d9e07 is upheld; only an open one can be decided.",
    "objection-late": "The notice period ended. What you wrote was recorded as the report "
    "o-5f2b8c1d9e07; it does not hold up the announcement.",
    "objection-open": "1 objection(s) to the list jm-2019 wait for a decision. Decide them first.",
    "quota-exceeded": "The quota is 10 and 8 of it are used, so 1 row(s) are too many. Nothing was "
    "recommended.",
    "reason-required": f"A verdict of invalid needs a reason of the catalogue. {UNCHANGED}",
    "recognition-not-in-force": "The recognition SF-2015-0017 is expired, so there is nothing of "
    f"this to do. {UNCHANGED}",
    "recognition-revoked": "The recognition SF-2015-0017 is revoked since 2018-10-22, by "
    f"proceeding 1. Nothing is revoked twice. {UNCHANGED}",
    "recommendation-closed": "Recommendations for this round were due before 2019-09-01.",
    "refused-before": NOT_TAKEN,
    "repeated-row": "The application 0190f7e2c3d4 stands more than once in this request; "
    "none of its rows was done.",
    "report-differs": "Of R&D intensity another report is there: 3.54 (2020). To put it right, say "
    f"why (`reason`). {UNCHANGED}",
    "request-too-large": "The request is larger than 100 MB. Send the files in several requests. "
    "Nothing was stored.",
    "revocation-decided": "Proceeding 1 against SF-2015-0017 ended without revoking anything. "
    f"{UNCHANGED}",
    "revocation-not-provided": "hunan-key-new-products@2022.1 does not say how a recognition is "
    f"revoked or suspended. {UNCHANGED} Publish a version with `after: {{revocation: …}}` and a "
    "reason that applies_to revocation.",
    "revocation-open": "Proceeding 1 against SF-2015-0017 is open, for other facts. Decide it "
    f"first. {UNCHANGED}",
    "rules-changed": "Since this draft was opened the rules have changed: version 2019.2 is in "
    "force. Put the fields named under `errors` right and submit it again.",
    "recognition-not-valid": "The recognition GHPJ-2019-000042 is expired, and documents are "
    f"issued about valid ones alone. {UNCHANGED}",
    "register-sheet-refused": "Nothing was entered. Put the rows named under `errors` right, or "
    "take them out, and send the whole sheet once more.",
    "sheet-differs": "The sheet jiangmen-2019 was handed in before with other rows or another "
    "opinion. Use another id.",
    "sheet-refused": "1 row(s) can't be recommended, so nothing was. Put right or take out what is "
    "named under `errors`.",
    "shown-has-changed": "What you were shown has changed, or the confirmation is that of another "
    f"account or act. {UNCHANGED} Now it is: 1002 entries; cases that are still open: 3. Read `GET "
    "/review/v1/rounds/jm/2019/lists/preview` and confirm what it shows.",
    "sheet-still-applied": "The summary sheet with this application on it is still being applied. "
    f"Send it again in a moment. {UNCHANGED}",
    "stage-required": "shenzhen-innovation-records@2024.1 announces several lists, those of: "
    "shortlist, release. Name the one that you mean, as in `?stage=`.",
    "stale-version": "This application was changed by someone else meanwhile. Load it again, look "
    "at the difference and repeat the change.",
    "still-open": "3 application(s) are still in formal review. Conclude them first, or leave them "
    'out expressly, with a reason: send `{"leave_out": {"reason": "…"}}` with the confirmation.',
    "subscription-state": "This can't be done to the subscription "
    f"5d0c3f5b8c2e5f0c9b1d3a7e6f402811. It is paused: resume it first. {UNCHANGED}",
    "supplement-already-received": "Supplement 1 was received at 2019-07-18 09:00:00 Beijing time; "
    "it can be sent once.",
    "supplement-begun": "The applicant of GHPJ-2019-000042 has begun to hand in what was asked "
    f"for. Wait until it is sent, or for its due date, and judge it then. {UNCHANGED}",
    "supplement-empty": "There is neither a file nor an answer in this supplement.",
    "supplement-incomplete": "Nothing was sent, and what you have handed in stays. Something that "
    "was asked for is still empty, as named under `errors`.",
    "supplement-item-not-asked": f"Only what was asked for can be sent: M05. {UNCHANGED}",
    "supplement-late": "The supplement had to arrive before 2019-07-23 00:00:00 Beijing time; this "
    f"one arrived at 2019-07-23 00:00:01 Beijing time. {UNCHANGED}",
    "supplement-not-asked": "No supplement is asked for at present.",
    "target-fixed": "Figures of R&D intensity are reported already, so its base and its target "
    f"stay as they are. {UNCHANGED}",
    "too-many-applications": "At most 3 applications an applicant may be submitted in this round, "
    "and that many are.",
    "too-many-files": "There are more files than the programme takes. Nothing was stored.",
    "too-many-from-source": "Nothing was recorded: 20 objections to this list came from your "
    "network or with your contact within a day, as many as are taken. Send yours again in 3600 "
    "seconds, or bring it to the office, which can file it for you.",
    "too-many-objections": "Nothing was recorded: there are too many objections already for "
    "another one to entry 17 to be taken here. Bring yours to the office that the notice names.",
    "too-many-requests": "An agency may ask 100 times in a row and 20 times a second for long. Ask "
    "again in 1 seconds; `wait=30` answers as soon as there is something.",
    "too-many-subscriptions": f"You have 20 subscriptions, which is the most. {UNCHANGED} End one "
    "first.",
    "too-many-votes": "More members have voted on IR-2024-000042 than would then be there. Record "
    "the votes on it anew first, or put it off to another meeting. " + UNCHANGED,
    "too-many-waiting": "At most 8 calls of an agency may wait at a time. Nothing was skipped: ask "
    "with the same cursor in 5 seconds, or without `wait`.",
    "unauthenticated": "There is no bearer token. Sign in again and send `Authorization: Bearer "
    "…`.",
    "unavailable": "A part of the system does not answer. Send it again shortly, as it was: what "
    "was done already is not done a second time.",
    "undecided-left": "3 recommended application(s) are not decided yet. Decide them first.",
    "unknown-certificate-kind": "stars@2018.1 issues no medal. " + UNCHANGED,
    "unknown-activity": f"hunan-key-new-products@2022.1 declares no activity parade. {UNCHANGED}",
    "unknown-document": "There is no document jiangmen-2020.",
    "unknown-file": "A verdict names a file that is not there for its requirement. " + UNCHANGED,
    "unknown-item": f"gd-hightech-product-jiangmen@2019.1 asks for no M99. {UNCHANGED}",
    "unknown-programme": "There is no programme gd-hightech in force on 2019-07-01.",
    "unknown-reason": "because is no reason about a case. Use one of: out_of_scope, duplicate.",
    "unknown-requirement": NOT_TAKEN,
    "unknown-role": f"Nobody takes part in this activity as judged. {UNCHANGED}",
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
    "wrong-code": "This is not the code that was mailed to you. You may try 4 more times. "
    "Nothing was changed.",
    "wrong-stage": "Application GHPJ-2019-000042 is awaiting delivery; this needs a case in "
    f"formal review. Next, the notification has to reach the applicant. {UNCHANGED}",
    "wrong-subject": "National innovative cities takes applications of cities, which are known by "
    "a division code (GB/T 2260); 91440703MA4UQ8XK1X is the credit code of an enterprise. Sign in "
    "with the city's account.",
}
FIELDS: Mapping[str, tuple[str, str]] = {
    "confirmation-required": (
        "confirmation",
        "is missing; must be that of `GET /review/v1/lists/jm-2019/notice/preview`",
    ),
    "call-closed": (
        "round",
        "2019 takes applications from 2019-05-06 00:00:00 Beijing time until before 2019-07-13 "
        "00:00:00 Beijing time",
    ),
    "foreign-cursor": ("after", "is of another ledger"),
    "contradictory-verdicts": (
        "verdicts.1.file",
        "refuses a file of M05, which another verdict accepts as a whole; leave out either",
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
    "file-too-complex": ("M07", "a.pdf has more than 20000 pages. Send it in parts."),
    "file-too-large": ("M07", "a.pdf is larger than the 20 MB that are taken for M07."),
    "invalid-material": ("M07", "a.pdf is empty (0 bytes). Save it again and send the new file."),
    "invalid-request": ("decisions.0.opinion", "is missing"),
    "invalid-sheet": (
        "row 3",
        "column A (排名 Rank) has the error #N/A; expected a whole number from 1. Put the formula "
        "right, or type the value",
    ),
    "kept-already": (
        "M05",
        "a.pdf is the same file, byte for byte, as a.pdf, which is there and stays. Send the one "
        "in the place of b.pdf.",
    ),
    "key-required": ("Idempotency-Key", "is missing"),
    "key-reused": ("Idempotency-Key", "must be a new one for another content"),
    "kind-not-accepted": ("M07", "a.png is PNG; M07 takes PDF, OFD."),
    "not-applicable": (
        "verdicts.0.requirement",
        "must be an item that is asked for here, not Patent certificate; leave it out",
    ),
    "nothing-handed-in": (
        "verdicts.0.verdict",
        "must be missing, without a reason, or accept: of Patent certificate nothing is there",
    ),
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
    "refused-before": (
        "M05",
        "b.pdf is the same file, byte for byte, as a.pdf, which was refused on 2019-07-15: The "
        "company seal is not on it. Put that right and send the new file.",
    ),
    "repeated-row": (
        "decisions.3.application",
        "stands in another row, too; leave one of them",
    ),
    "merged-into-itself": ("into", "must be the code of another enterprise"),
    "name-too-early": ("since", "must be after 2020-01-15"),
    "not-received-then": (
        "received_at",
        "must be from 2019-11-15 09:00 Beijing time to this moment",
    ),
    "wrong-code": ("code", "must be the eight digits of the mail"),
    "names-objector": ("facts", "names who objects; write down the facts without that"),
    "meeting-differs": ("number", "must be one that no other meeting of this stage has"),
    "delivery-day": ("delivered_on", "must be from 2018-10-08 to 2018-10-22"),
    "not-newer": (
        "replaced_by",
        "must be a newer recognition of the same holder in the same programme",
    ),
    "not-issued-yet": ("held_on", "must not be before 2018-09-03"),
    "not-handed-over-yet": ("held_on", "must not be after today"),
    "unknown-certificate-kind": ("kind", "must be one of: certificate, plaque"),
    "register-sheet-refused": (
        "row 7",
        "column F (认定日期 Since) must be a day such as 2015-11-20",
    ),
    "sheet-differs": ("sheet", "must be an id that no other sheet of yours has"),
    "sheet-refused": ("rank 3", "GHPJ-2019-000042: is withdrawn, but has to be accepted"),
    "stage-required": ("stage", "is missing; must be one of: shortlist, release"),
    "supplement-item-not-asked": ("M01", "was not asked for; asked for: M07"),
    "too-many-files": (
        "M07",
        "a.pdf would be file 6; at most 5 may be sent. Remove one that is there first.",
    ),
    "unknown-document": ("name", "must be one of: jiangmen-2019, shenzhen-23"),
    "unknown-file": (
        "verdicts.0.file",
        "must be the id or the SHA-256 of a file of M05: M05-3fa9c1d2e4b5a607",
    ),
    "unknown-item": ("verdicts.0.requirement", "must be one of: M01, M02, M04, M05"),
    "unknown-programme": ("programme", "must be one of: gd-hightech-product-jiangmen"),
    "unknown-reason": ("reason", "must be one of: out_of_scope, duplicate"),
    "unknown-requirement": (
        "M99",
        "a.pdf is for M99, which is not on the checklist; it has: M01, M07.",
    ),
    "unknown-round": ("round", "must be one of: 2019"),
    "unknown-activity": ("activity", "must be one of: launch, roadshow"),
    "unknown-role": ("roles", "must be among: attended, presented"),
    "unknown-stage": ("stage", "must be one of: shortlist, release"),
    "unreadable-file": (
        "M07",
        "a.pdf is damaged and cannot be opened. Export it again and send the new file.",
    ),
    "unsupported-file": (
        "M07",
        "a.txt is of a kind that is not known here. Send a PDF, PNG or JPEG file.",
    ),
    "version-required": ("If-Match", 'is missing; must be an ETag such as "3"'),
    "wrong-subject": (
        "programme",
        "takes applications of cities, which are known by a division code (GB/T 2260); "
        "91440703MA4UQ8XK1X is the credit code of an enterprise. Sign in with the city's account",
    ),
    **{
        f"division-{fault}": ("division", DETAILS[f"division-{fault}"])
        for fault in get_args(DivisionFault)
    },
    **{f"uscc-{fault}": ("uscc", DETAILS[f"uscc-{fault}"]) for fault in get_args(UsccFault)},
}
"""A field that such a problem names, and what it says of it."""

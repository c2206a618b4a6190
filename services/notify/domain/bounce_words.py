"""What a mail server's words about a mail mean: what became of that mail."""

import re
from typing import Literal

Sense = Literal["failed", "waits", "held", "arrived", "unclear"]

_UNITS = (
    r"(?:messages?|mails?|e-?mails?|recipients?|hours?|minutes?|seconds?|days?|times|[kmg]i?b|"
    r"bytes|octets|lines|attempts?|tries)\b|[封条项个次年月日号天]|小时|分钟|秒"
)
REPLY = re.compile(
    r"(?<![\w.:/$#+-])([45][0-7]\d)"
    rf"(?:(?=-|[a-z]{{2}}:[a-z]{{3}}\b)|(?=[ :,]+(?!{_UNITS})[#<\"'(（\[\w])|(?=[,;)）\]。，；]))|"
    r"(?:code|status|error|smtp|said|代码|错误码?|返回|应答)[ :：;=]{1,3}([45][0-7]\d)\b",
    re.IGNORECASE,
)
"""A reply of a mail server (RFC 5321, 4.2), which is no count and no part of an address."""
ENHANCED = re.compile(r"(?<![\d.v/])(?<!version )([45])\.\d{1,3}\.\d{1,3}(?![\d.])", re.IGNORECASE)
"""A status code (RFC 3463)."""

_HELD = re.compile(
    r"quarantin|隔离|隔離|held (?:for|until|pending)|await(?:s|ing)? (?:moderat|approv|review)|"
    r"pending (?:approval|review|moderat)|待审核|等待审核|人工审核|"
    r"challenge|(?:confirm|verify|prove) (?:that |your ?self|your (?:message|e-?mail|address|mail)|"
    r"you are|you're|this (?:message|mail))|click (?:on )?(?:the|this) link|"
    r"first time (?:that )?you|(?:点击|打开|访问)[^。；\n]{0,20}(?:链接|确认|验证)|"
    r"(?:确认|验证|证明)(?:您|你)?(?:的)?(?:是|身份|发件人|真人|本人)|回复本邮件[^。；\n]{0,12}确认",
    re.IGNORECASE,
)
_ARRIVED = re.compile(
    r"(?:has been|was) (?:successfully )?(?:delivered|relayed) (?:to|success)|"
    r"successfully delivered|"
    r"(?:已|成功)(?:成功)?(?:送达|投递到|投递至)|投递成功|未被拒收|未被退回",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(
    r"giving up|gave up|given up|give up (?:on|trying)|not going to try again|"
    r"(?:no|not any) (?:further|more) (?:attempt|deliver|retr|tr)|"
    r"(?:not|n't|never|no longer) (?:be )?(?:retr|re-?attempt|re-?sent|tr(?:y|ied|ying) again)|"
    r"(?:in|on) (?:the )?queue (?:for )?too long|too many (?:attempts|retries|tries)|expired|"
    r"retry time(?:out)? (?:exceeded|not reached)|"
    r"after (?:a long failure period|\d+ (?:tries|attempts))|"
    r"within the allowed|stopped (?:re)?trying|"
    r"放弃|放棄|不再[^。；，\n]{0,4}(?:重试|尝试|投递|发送|重發|重試)|"
    r"停止(?:重试|尝试|投递|发送)|(?:多次|\d+ ?次)(?:重试|尝试|投递|重新投递)|"
    r"(?:重试|尝试)(?:了|已达|达到)?(?:多次|\d+ ?次|上限)|"
    r"(?:投递|重试|排队|等待)[^。；，\n]{0,6}(?:过期|超时)|"
    r"超过[^。；，\n]{0,10}(?:重试|时限|有效期|次数)",
    re.IGNORECASE,
)
_ONLY_IF = re.compile(
    r"\b(?:if|until|unless|otherwise|will (?:then|give|be (?:given|returned|bounced)))\b|"
    r"如(?!下)|若|直到|直至|届时|之前|(?<!不)将(?!不)",
    re.IGNORECASE,
)
"""What is to come of it some day has not come."""
_WAITS = re.compile(
    r"\bdelayed\b|\(delay\)|\bdelays? (?:in )?(?:deliver|notif|warn)|deliver\w* delay|"
    r"still (?:being )?(?:re-?)?(?:tr(?:ied|ying)|queued|attempt)|"
    r"\bwill (?:be |automatically |still |also |periodically )*"
    r"(?:re-?tr(?:y|ied)|tr(?:y|ied)(?: to| again)|re-?attempt|continue|keep|"
    r"attempt to (?:re-?)?(?:deliver|send))|"
    r"keep(?:s)? (?:re-?)?trying|attempts? (?:to deliver )?(?:are )?continu|"
    r"(?:no|not) (?:need to|have to) re-?send|no action is (?:required|needed)|"
    r"warning message only|"
    r"not yet (?:been )?(?:delivered|sent)|not been delivered yet|"
    r"could not send .{0,30}\bfor (?:the )?past|"
    r"warning: (?:could not send|message)|"
    r"(?:投递|发送|送达|传递|邮件)[^。；，\n]{0,4}(?:延迟|延遲|延误|推迟|暂缓)|"
    r"(?:延迟|延遲|推迟)(?:投递|发送|送达|传递|通知)|"
    r"仍在|仍[将会]|正在(?:重试|尝试|重新|排队|等待)|(?<!不)(?<!不再)(?<!停止)继续(?:尝试|重试|投递|发送|为您)|"
    r"(?<!不)[将会](?!不)(?:(?![请不])[^。；，\n]){0,20}?(?:重试|重試|重投|重新|再次)|"
    r"尚未(?:送达|投递|送出)|暂未(?:送达|投递)|暂时(?:无法|未能|不能)(?:送达|投递|传递)|"
    r"(?:无需|不必|无须|不需要?)(?:您)?(?:再次|重新|重复|重)(?:发|投)",
    re.IGNORECASE,
)
_RETURNED = re.compile(
    r"returned (?:to (?:the )?sender|mail)|ha(?:s|ve) been returned|undeliver|"
    r"deliver\w* (?:has |to [^\n]{1,80})?fail|"
    r"failure notice|fail\w* permanently|permanent(?:ly)? (?:fail|error)|\(failure\)|did not reach|"
    r"(?:could|can) ?(?:not|n[o']t) be delivered|unable to deliver|not delivered|mail system error|"
    r"退信|退回|退件|(?:投递|发送|传递|递送|投遞|傳送|寄送)失败|失敗|"
    r"(?:无法|未能|無法|不能)(?:送达|传递|投递|递送|送達|傳遞|投遞)|未(?:送达|传递|送達)",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"does(?: not|n't) exist|\bno such|\bno (?:mailbox|account|recipient|one|valid)|"
    r"not found|unknown|"
    r"not (?:listed|known|exist|valid|active|local|accept|permitted|allowed|authorized|have an? )|"
    r"invalid|unrout(?:e)?able|relay(?:ing)? (?:access )?(?:denied|not|prohibited)|to relay|"
    r"(?:user|account|mailbox|recipient|address|status|is)[\w ]{0,24}\b"
    r"(?:lock|disabl|inactiv|deactivat|suspend|clos|frozen|delet|block|forbid|unavailab|expir)|"
    r"over ?quota|quota (?:is )?exceed|exceed\w* [\w ]{0,24}quota|"
    r"(?:mailbox|storage|quota)[\w ]{0,20}full|"
    r"full mailbox|permanent|reject|refus|denied|frequency limited|fail(?:ed|ure|s)\b|fatal|"
    r"\babort|could(?: not|n't)|\bunable|hang ?up|"
    r"loops? back|mail loop|too many hops|timed out|name service error|domain name not|bounced|"
    r"不存在|不明|查无|查無|无法|未能|休眠|没有(?:这个|该|此)|找不到|未找到|未注册|未开通|无效|無效|有误|"
    r"禁用|停用|注销|註銷|关闭|關閉|锁定|鎖定|冻结|凍結|封禁|封锁|过期|失效|"
    r"已满|已滿|空间不足|空間不足|容量不足|超出|超过|超過|限额|配额|配額|"
    r"拒收|拒绝|拒絕|被拒|拒信|屏蔽|黑名单|黑名單|频率|不接受|不接收|不可用|超时|连接失败|"
    r"無法送達|存在しません|見つかりません|配信できません|届けられません|"
    r"unzustellbar|nicht zugestellt|non remis|no (?:se pudo|entregado)|"
    r"недостав|не (?:найден|доставлен)",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"(?<!\n)[ \t]*\r?\n[ \t]*(?![\r\n])")
_SENTENCES = re.compile(r"(?<=[.!?])\s+|[。！？]|\n\s*\n")


def sense_of(said: str) -> Sense:
    """What becomes of the mail that this is said of.

    A reply of 5xx is for good, whatever the words by it, and so is a status of 5.x.x where no
    reply is told; a 4xx is for later, unless the words say that the server has given up or that
    the mail comes back. What is kept for somebody's consent has not failed (`held`).
    """
    said = _WRAPPED.sub(" ", said)
    replies = {found[1] or found[2] for found in REPLY.finditer(f"{said} ")}
    statuses = {found[1] for found in ENHANCED.finditer(said)}
    classes = {reply[0] for reply in replies} or statuses
    if "5" in classes:
        return "failed"
    if _HELD.search(said):
        return "held"
    if _ARRIVED.search(said):
        return "arrived"
    if _has_given_up(said):
        return "failed"
    if _WAITS.search(said):
        return "waits"
    if _RETURNED.search(said):
        return "failed"
    if "4" in classes:
        return "waits"
    return "failed" if _FAILED.search(said) else "unclear"


def tells_why(line: str) -> bool:
    """Whether a line has a word for what went wrong."""
    return _FAILED.search(line) is not None or _RETURNED.search(line) is not None


def code_in(reason: str) -> int | None:
    """The reply that is told, a final one first; else what a status code stands for."""
    found = [int(match[1] or match[2]) for match in REPLY.finditer(f"{reason} ")]
    if found:
        return next((code for code in found if code >= 500), found[0])
    status = ENHANCED.search(reason)
    return int(f"{status[1]}50") if status else None


def _has_given_up(said: str) -> bool:
    sentences = (" ".join(sentence.split()) for sentence in _SENTENCES.split(said))
    return any(_GIVEN_UP.search(one) and not _ONLY_IF.search(one) for one in sentences)

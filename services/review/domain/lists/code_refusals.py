"""What is refused of the codes that verify an objector's contact, and what to do about it."""

from shared.errors import FieldError, Rejected


class WrongCode(Rejected):
    """The code that was typed is not the one that was mailed; `left` more may be tried."""

    def __init__(self, left: int) -> None:
        super().__init__(
            f"This is not the code that was mailed to you. You may try {left} more times. Nothing "
            "was changed.",
            (FieldError("code", "must be the eight digits of the mail", "须为邮件中的八位数字"),),
            code="wrong-code",
            zh=f"验证码与邮件中的不一致，还可尝试{left}次。未作任何更改。",
        )


class CodeWorn(Rejected):
    """No code verifies this objection any more, or none ever did."""

    def __init__(self, objection: str) -> None:
        super().__init__(
            f"The objection {objection} has no code, or it was mistyped or sent too often. Call "
            "the office or go there, and name the objection: an officer can verify your contact.",
            code="code-worn",
            zh=f"异议 {objection} 没有验证码，或验证码错误次数过多、已重发多次。"
            "请致电或前往受理机构，并告知异议编号，由工作人员核实您的联系方式。",
        )


class CodeJustMade(Rejected):
    """A code was mailed a moment ago, and no other follows so soon."""

    def __init__(self, wait: int) -> None:
        super().__init__(
            "A code was mailed to you a moment ago, and holds. Look for it, also among spam, or "
            f"ask for another one in {wait} seconds. Nothing was changed.",
            code="code-just-sent",
            zh=f"刚刚已向您发送验证码，且仍然有效。请查收（包括垃圾邮件），或在{wait}秒后重新申请。"
            "未作任何更改。",
            retry_after=wait,
        )

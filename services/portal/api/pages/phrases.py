"""The words around the pages of the portal."""

from collections.abc import Mapping

from shared.pages import Phrase

PHRASES: Mapping[str, Phrase] = {
    "calls": Phrase("申报", "Calls"),
    "applications": Phrase("我的申报", "My applications"),
    "inbox": Phrase("通知", "Notices"),
    "sign_in": Phrase("登录", "Sign in"),
    "sign_out": Phrase("退出", "Sign out"),
    "signed_in_as": Phrase("已登录：", "Signed in as"),
    "signed_out_title": Phrase("您已退出", "You are signed out"),
    "signed_out_text": Phrase(
        "您在本系统的登录已结束。使用公用电脑时，请同时关闭浏览器。",
        "Your session here is over. On a shared computer, close the browser as well.",
    ),
    "sign_in_again": Phrase("重新登录", "Sign in again"),
    "not_signed_in_title": Phrase("登录没有完成", "You are not signed in yet"),
    "not_signed_in_text": Phrase(
        "登录被取消、已超时，或者登录页面没有确认您的身份。请重新登录。",
        "Signing in was cancelled, took too long, or was not confirmed. Please sign in again.",
    ),
    "session_over_title": Phrase("请重新登录", "Please sign in again"),
    "session_over_text": Phrase(
        "您的登录已过期，因此尚未保存。您填写的内容已经保留：重新登录后会回到原页面，请您确认后再保存。",
        "Your session ended, so nothing was saved yet. What you typed is kept: after signing in "
        "you are back on the page, where you can check and save it.",
    ),
    "typed_kept": Phrase(
        "这是您重新登录前填写的内容，尚未保存。请确认后保存。",
        "This is what you typed before signing in again. It is not saved yet: check and save it.",
    ),
    "errors_title": Phrase(
        "有 {n} 处需要改正", "There are {n} things to put right", "There is one thing to put right"
    ),
    "error_prefix": Phrase("有误：", "Error: "),
}

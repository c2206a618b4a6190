"""Refuses forms that another site's page sent."""

from urllib.parse import urlsplit

from fastapi import Request

from shared.errors import Rejected
from shared.values import Bilingual

_ELSEWHERE = Bilingual(
    zh="此表单须从本网站的页面提交。请打开该页面后在页面上提交。",
    en="This form has to be sent from its own page. Open the page and send it there.",
)
_UNTOLD = Bilingual(
    zh="您的浏览器没有说明表单来自哪个页面，因此无法确认是您本人在本网站填写。请更新浏览器或换用其他浏览器，"
    "或在浏览器隐私设置、插件或单位代理中允许发送来源地址（Referer），再重新打开页面提交。",
    en="Your browser does not say from which page the form comes, so it can't be told that you "
    "filled it in here. Use a current browser or another one, or let its privacy settings, its "
    "add-ons or your office's proxy send the address of the page (Referer). Then open the page "
    "and send the form again.",
)


async def same_origin(request: Request) -> None:
    """A dependency: the form was sent from a page of this site. Raises Rejected (forbidden).

    Without a session there is nothing that a forged form could borrow, so no token is needed;
    this keeps other sites from filing under their visitors' addresses.
    """
    headers = request.headers
    site = headers.get("sec-fetch-site")
    # Older browsers say less; some, of which many are in use in China, only the page's address.
    # An origin of `null` says nothing: privacy settings and intermediates make it of ours as well.
    origin = headers.get("origin", "null")
    source = headers.get("referer") if origin == "null" else origin
    if site is None and source is None:
        raise Rejected(_UNTOLD.en, code="forbidden", zh=_UNTOLD.zh)
    if site is not None:
        allowed = site == "same-origin"
    else:
        netloc = urlsplit(source or "").netloc
        allowed = bool(netloc) and netloc == headers.get("host")
    if not allowed:
        raise Rejected(_ELSEWHERE.en, code="forbidden", zh=_ELSEWHERE.zh)

"""Whose mail server an address is at, as far as the address itself tells."""

_FAMILIES = {
    "qq.com": ("foxmail.com", "vip.qq.com"),
    "163.com": ("126.com", "yeah.net", "188.com", "vip.163.com", "vip.126.com", "netease.com"),
    "sina.com": ("sina.cn", "sina.com.cn", "vip.sina.com", "vip.sina.cn"),
    "sohu.com": ("vip.sohu.com", "sohu.net"),
    "aliyun.com": ("alibaba-inc.com",),
    "21cn.com": ("189.cn",),
    "outlook.com": ("hotmail.com", "live.com", "live.cn", "msn.com", "outlook.cn"),
    "gmail.com": ("googlemail.com",),
}
_PROVIDERS = {domain: one for one, domains in _FAMILIES.items() for domain in domains}


def provider_of(email: str) -> str:
    """The provider of an address: its domain, or the one that limits several domains together."""
    domain = email.rpartition("@")[2].casefold().rstrip(".")
    return _PROVIDERS.get(domain, domain)

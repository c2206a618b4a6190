"""An address tells whose mail server it is at."""

import pytest

from services.notify.domain.provider import provider_of


@pytest.mark.parametrize(
    ("email", "provider"),
    [
        ("zhang@example.cn", "example.cn"),
        ("Zhang@Example.CN", "example.cn"),
        ("li@foxmail.com", "qq.com"),
        ("li@QQ.com", "qq.com"),
        ("li@126.com", "163.com"),
        ("li@exmail.example.", "exmail.example"),
        ("无@例子.公司", "例子.公司"),
    ],
)
def test_domains_that_are_limited_together_are_one_provider(email: str, provider: str) -> None:
    assert provider_of(email) == provider

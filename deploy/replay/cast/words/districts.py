"""Jiangmen's districts, with a weight and the registering authority's division (GB/T 2260)."""

from dataclasses import dataclass

from shared.values import Bilingual


@dataclass(frozen=True)
class District:
    """`id` is the programme's; `weight` is a plausible percentage of its enterprises."""

    id: str
    name: Bilingual
    division: str
    weight: int


DISTRICTS = (
    District("pengjiang", Bilingual(zh="蓬江区", en="Pengjiang"), "440703", 23),
    District("jianghai", Bilingual(zh="江海区", en="Jianghai"), "440704", 19),
    District("xinhui", Bilingual(zh="新会区", en="Xinhui"), "440705", 20),
    District("taishan", Bilingual(zh="台山市", en="Taishan"), "440781", 8),
    District("kaiping", Bilingual(zh="开平市", en="Kaiping"), "440783", 11),
    District("heshan", Bilingual(zh="鹤山市", en="Heshan"), "440784", 14),
    District("enping", Bilingual(zh="恩平市", en="Enping"), "440785", 5),
)

"""Parts of company names, in characters and in pinyin."""

FIRST = (
    "恒 Heng,鸿 Hong,金 Jin,华 Hua,嘉 Jia,德 De,科 Ke,瑞 Rui,盛 Sheng,泰 Tai,新 Xin,亿 Yi,正 Zheng,"
    "达 Da,力 Li,联 Lian,美 Mei,明 Ming,奇 Qi,荣 Rong,优 You,卓 Zhuo,启 Qi,东 Dong,宏 Hong,精 Jing,"
    "康 Kang,蓝 Lan,众 Zhong,海 Hai"
)
SECOND = (
    "信 xin,源 yuan,通 tong,成 cheng,丰 feng,光 guang,辉 hui,捷 jie,凯 kai,朗 lang,隆 long,能 neng,"
    "普 pu,强 qiang,胜 sheng,特 te,威 wei,翔 xiang,雅 ya,业 ye,宇 yu,远 yuan,泽 ze,智 zhi,中 zhong,"
    "安 an,邦 bang,博 bo,诚 cheng,创 chuang"
)


def parts(text: str) -> list[tuple[str, str]]:
    """Pairs of character and pinyin."""
    return [(pair[0], pair[2:]) for pair in text.split(",")]


ENDINGS = (
    ("科技有限公司", "Technology Co., Ltd.", 40),
    ("有限公司", "Co., Ltd.", 35),
    ("实业有限公司", "Industrial Co., Ltd.", 15),
    ("股份有限公司", "Corporation", 10),
)
"""zh, en and a weight in percent."""

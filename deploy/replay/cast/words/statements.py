"""Field statements (M04): 200 to 300 characters that say field, core technology and novelty."""

from random import Random

SHORTEST, LONGEST = 200, 300

_ZH = (
    "产品采用自主研发的核心工艺，关键参数实现闭环控制，一致性和可靠性明显提高。",
    "主要创新点在于结构优化与材料配方协同设计，较同类产品能耗下降，使用寿命延长。",
    "核心技术已获得专利保护，权属清晰，经第三方检测机构检验，各项指标符合标准要求。",
    "生产过程实现自动化与信息化管理，质量可追溯，综合合格率稳定在较高水平。",
    "产品已在多家用户批量应用，反馈良好，可替代进口，经济效益和社会效益显著。",
    "研发团队与高校开展产学研合作，持续改进，形成系列化产品和稳定的供货能力。",
    "该技术有效减少了污染物排放，符合绿色制造和可持续发展的方向。",
)
_EN = (
    "Its core process is our own and controls the key parameters in a closed loop. ",
    "New is the joint design of structure and material, which saves energy. ",
    "The technology is patented and was tested by an accredited laboratory. ",
    "Production is automated and every batch can be traced. ",
    "Several customers use it in series and it replaces imports. ",
    "We improve it together with a university. ",
    "It also lowers emissions in production. ",
)


def statement(rng: Random, language: str, product: str, field: str) -> str:
    """A statement in `language`, within the limits."""
    if language == "zh":
        opening, sentences = f"本产品“{product}”属于{field}领域。", _ZH
    else:
        opening, sentences = f"{product} belongs to the field of {field.lower()}. ", _EN
    text = opening
    for sentence in rng.sample(sentences, len(sentences)):
        if len(text.strip()) >= SHORTEST:
            break
        text += sentence
    return text.strip()

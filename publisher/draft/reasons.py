"""Why something is suggested, in Chinese and English; and the reasons that mentions are given."""

from __future__ import annotations

from functools import cache

from publisher.terms.messages import words

MENTION_REASONS = {
    "name": ("名称或规格中的数字，不计数量。", "A number in a name or a specification; it counts nothing."),
    "vague": (
        "约数，没有可以核对的数。",
        "A vague quantity: there is no number to hold it to.",
    ),
    "idiom": ("固定说法，不计数量。", "A set phrase; it counts nothing."),
    "repeat": ("与所指记录相同的数字。", "The same number as in the record that is named."),
    "rewording": (
        "与所指记录相同的数字，说法不同。",
        "The same number as in the record that is named, said otherwise.",
    ),
    "title": (
        "文中提到的文件，本文件不编制也不落实它。",
        "A document that is named; this one neither draws it up nor carries it out.",
    ),
    "organisation": (
        "文中提到的组织，没有与具名的事物相连。",
        "An organisation that is named; it is tied to no named thing.",
    ),
}

_CHINESE = {
    "a title in the text": "文中的标题",
    "a name of an organisation": "文中的组织名称",
    "a document to be drawn up or carried out": "要编制或落实的文件",
    "number": "行首有序号",
    "dash": "行首有破折号",
    "annex": "附件",
    "list word": "“一是、二是”",
    "table row": "任务表中的一行",
    "a table’s column": "表格的列：",
    "lost number": "单独成行的短句，其下序号重新开始，疑似丢失序号的标题",
    "lost dash": "目标之下的短句，疑似丢失破折号",
    "what stands before the first heading": "第一个标题之前的文字",
    "what the text prints of itself": "文本所印的文件信息",
    "the text as it was read, with the bounds of the document’s own words": "所读文本及正文的起止位置",
    "a bracket that opens with": "括号内标签：",
    "a bracket that ends in": "括号内以此结尾：",
    "a line that opens with": "行内标签：",
    "a body and its duty": "单位及其职责的句子",
    "a body set up": "设立的机构",
    "an office set up": "下设的机构",
    "由 … 负责": "由……负责",
    "a name that the registry does not have for this area": "登记表中没有这一地区的这个名称",
    "the issuer, which the text does not print": "发文机关，文本没有印出",
    "the area of a share": "所列地区的份额",
    "words of what is already reached": "有“已、目前、累计”等表示现状的词",
    "counts the document’s own parts:": "清点文件自身的组成部分：",
    "money": "金额",
    "an upper bound": "上限",
    "stands in a": "所在条款类别：",
    "what the sentence relies on, not what it promises": "句子的依托，不是承诺",
    "分别 gives each its part": "“分别”表示分解",
    "a quantity to be reached": "要达到的数量",
    "the same number of the same thing": "同一事物的同一数字",
    "an outcome with a date, or full coverage, without a number": "有时限的结果，或全覆盖，没有数字",
    "the document says how its lists are read": "文件自定的名单读法",
    "added by hand": "人工添加",
}


@cache
def _read() -> dict[str, str]:
    """What the reader says of a numeral that is no number, English → Chinese."""
    chinese = words("zh")["reader"]
    return {said: chinese[key] for key, said in words("en")["reader"].items()}


def in_chinese(why: str) -> str:
    """A reason in Chinese: its fixed words translated, what it quotes kept."""
    head, sep, rest = why.partition("; ")
    if head in (read := _read()):
        return read[head]
    fixed = next((key for key in sorted(_CHINESE, key=len, reverse=True) if head.startswith(key)), "")
    said = _CHINESE.get(fixed, "") + head[len(fixed) :].strip() if fixed else head
    tail = rest.replace("its measure is not in the registry", "计量单位不在登记表中").replace(
        "it has ", "登记表中相近的有："
    )
    return said + ("；" + tail if sep else "")

"""Words of which one excludes the other: 严禁 and 允许, 上游 and 下游, 规划 and 建成, 东北 and 西北.

Our own words may leave such a word out, or say it otherwise; they do not say the other one in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.terms.regex import regex

# Countries and regions as texts name them, a country also beside China (中德), and their English.
COUNTRIES = {
    "德国|中德": r"\bGerman", "法国|中法(?![律院人规治])": r"\bFrance\b|\bFrench\b", "日本|中日(?!期)": r"\bJapan",
    "韩国|中韩": r"\bKorea", "英国|中英(?!文)": r"\bUnited Kingdom\b|\bUK\b|\bBritish\b", "俄罗斯|中俄": r"\bRussia",
    "美国|中美": r"\bUnited States\b|\bUS\b|\bAmerican?\b", "意大利|中意(?!识)": r"\bItal",
    "以色列|(?<![其集当])中以(?=[\u4e00-\u9fff]{0,4}(?:创新|合作|产业|园|中心|科技))": r"\bIsrael",
    "印度(?!尼)|中印(?!刷)": r"\bIndian?\b", "新加坡|中新(?=[天广智友国合])": r"\bSingapore", "瑞典": r"\bSwed",
    "印尼|印度尼西亚": r"\bIndonesia", "越南|中越": r"\bVietnam", "泰国|中泰": r"\bThai", "菲律宾": r"\bPhilippin",
    "马来西亚|中马(?=[双钦])": r"\bMalaysia", "柬埔寨|中柬": r"\bCambodia", "老挝|中老(?!年)": r"\bLao",
    "缅甸|中缅": r"\bMyanmar", "巴基斯坦|中巴(?!士)": r"\bPakistan", "哈萨克斯坦|中哈": r"\bKazakh",
    "白俄罗斯|中白(?=工)": r"\bBelarus", "荷兰|中荷": r"\bNetherlands\b|\bDutch\b", "瑞士|中瑞": r"\bSwi(?:ss|tz)",
    "西班牙": r"\bSpa(?:in|nish)\b", "加拿大|中加(?![快强大])": r"\bCanad", "澳大利亚|中澳": r"\bAustralia",
    "巴西": r"\bBrazil", "埃及|中埃": r"\bEgypt", "匈牙利|中匈": r"\bHungar", "波兰|中波(?!段)": r"\bPol(?:and|ish)\b",
}  # fmt: skip
REGIONS = {
    "长三角|长江三角洲": r"Yangtze[ -](?:River[ -])?Delta|\bYRD\b|\bdelta\b", "大湾区": r"Greater Bay Area|\bGBA\b",
    "京津冀": r"Beijing.Tianjin.Hebei|Jing-?Jin-?Ji", "珠三角|珠江三角洲": r"Pearl River Delta",
    "成渝": r"Chengdu.Chongqing", "东北": r"\bnorth-?east", "西北": r"\bnorth-?west", "东南": r"\bsouth-?east",
    "西南": r"\bsouth-?west",
}  # fmt: skip
_SHUT = "严禁|禁止|不得|不准|杜绝"
_NEW = "(?:新建|新增|新上|建设)?"
_COVERS = "(?=覆盖|普及|实现|建成|完成|达标|形成|具备|建立)"
_DONE = "建成|建好|竣工|完工|投用|投运|投产|投入使用"
_AHEAD = "(?:规划|启动|开工|研究|探索|谋划)(?:建设)?|筹建|筹备|预研"
# Those before the first verb tell things apart, so that two letters behind them are enough to know them again.
_THINGS = (
    tuple(COUNTRIES),
    tuple(REGIONS),
    ("全国|国内", "全省", "全市(?!场)", "全区(?!域)", "全县", "国际|全球|世界"),
    ("低轨", "中轨", "高轨"),
    ("主要(?:领导|负责人|负责同志)", "分管[市区县]?(?:领导|负责人|负责同志)"),
    ("湖泊", "河流|河道"),
    ("上游", "下游"),
    ("地上", "地下"),
    ("线上", "线下"),
    ("室内", "室外|户外"),
    ("城市(?!群|圈)", "社区", "农村|乡村"),
    ("陆域", "海域", "市域", "流域"),
    ("软(?=[Xx件])", "硬(?=[Xx件])"),
    ("出口", "进口(?!博)", "国产"),
    ("城域网", "局域网", "广域网"),
    ("(?<![城上下])市级", "(?<!地)区级", "省级"),
    ("中小(?!学)型?", "(?<!中)(?<!重)(?<!特)大型"),
    ("产能(?!力)", "产量"),
    ("公办", "民办"),
    ("国有|(?<!中)国资(?![产源本金格质])", "民营|民资", "集体(?=[经所资土])"),
    ("低效", "高效"),
    ("实时", "定时|定期"),
    ("超前", "滞后"),
    ("高污染", "新能源"),
    ("(?<![境国市区省])内资(?![金产源本料讯格质])", "(?<![境国海])外资(?![金产源本料讯格质])"),
    ("(?<!上)海上(?!游)", "(?<!大)陆上"),
    (f"(?:基本|初步){_COVERS}", f"(?:完全|全面|全部|全(?=覆盖)){_COVERS}"),
)
_VERBS = (
    ("收费|有偿", "免费|无偿"),
    ("自愿", "强制"),
    ("(?<![不接享遭承感免脱])受(?![理益让托贿到])", "不受(?!理)"),
    ("平均", "最[高大低小]|峰值"),
    ("无(?=[线纸感人障缝])", "有(?=[线纸感障缝])"),
    ("提高|提升|增加|扩大|加大|增强|扩容", "降低|下降|减少|压减|削减|压缩|缩减"),
    ("优于|高于", "劣于|低于"),
    ("放宽", "收紧"),
    ("总规模|总量|总额|累计|总投资", "年度|年均|每年|当年|全年|年(?=[产用供处发耗])"),
    (
        f"(?:{_SHUT}){_NEW}|禁[建售采放捕运](?!止)",
        f"(?:允许|准许|容许){_NEW}",
        f"(?:鼓励|支持|引导){_NEW}",
        f"(?:限制|严控){_NEW}|限[建售采放运]",
        f"(?:强制|责令|(?<![按据])要求){_NEW}",
    ),
    ("取消|撤除|拆除|撤销", "新建|增设|新设|保留"),
    ("已经?(?=[建完形实投])", "率先|拟|将|争取|力争|计划|逐步"),
)
_OFTEN = ("每月|月度|按月|逐月|月[报调]", "每季|季度|按季|逐季", "每周|按周|周[报调]", "每半年|半年度")
_WITHIN = ("半个?小时|30分钟", "(?<![0-9.半一二两三四五六七八九十])[一1]个?小时|60分钟")
_PROMISED = (_AHEAD, _DONE)

_GROUPS = (*_THINGS, *_VERBS, ("常见病", "罕见病"), _OFTEN, _WITHIN, _PROMISED)
_OF_STAGE = len(_GROUPS) - 1
_ALONE = range(_OF_STAGE - 3, _OF_STAGE)  # those that tell whatever stands behind them
_FORMS = tuple(regex("|".join(f"({form})" for form in group)) for group in _GROUPS)
_ANY = regex("|".join(f"({'|'.join(group)})" for group in _GROUPS))
_STOP = regex("[。；;\n]")
_AND = ("、", "和", "与", "及", "或")
_BETWEEN = regex(r"[\W_]+")
_BREAK = regex("[，。；：、（）()\n]")
_DENIES = regex("不(?![断同仅但少])|未(?!来)|没|[并绝而]非|[毫并绝]无|非$|无$")
_OTHER_THAN = regex("[^，。；：、（）()]{0,4}(?:不同|有别|除外|之外|以外|无关)")
_WITH_ALL = regex("含|包括|[原现既]有|既|也算|都算|不论|在建|[与和及](?:新|存量|总数)|之外|以外")
WITHIN = 24  # letters before a word among which its negation is looked for
NEAR, FAR = 2, 4  # letters behind a word that tell what it is said of


def denied(words: str, one: re.Match[str]) -> bool:
    """Whether a word is denied in its part of a sentence: 不允许, 不再保留, 并非都可比较, 与总数不同."""
    before = _BREAK.split(words[max(0, one.start() - WITHIN) : one.start()])[-1]
    return bool(_DENIES.search(before) or _OTHER_THAN.match(words, one.end()))


def plainly(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """The first word of new or of all that words say and neither deny nor tell beside the other (含已有的)."""
    found = next((one for one in pattern.finditer(words) if not denied(words, one)), None)
    return None if found is None or _WITH_ALL.search(words) else found


def instead(ours: str, printed: str) -> Iterator[tuple[str, str]]:
    """What a short text of ours says where the printed one has an opposite that it lacks: 全区 for 全市."""
    for group in _groups(ours):
        yield from _instead(group, ours, printed)


def _instead(group: int, ours: str, printed: str) -> Iterator[tuple[str, str]]:
    mine, its = _signs(group, ours), _signs(group, printed)
    own, other = mine.keys() - its.keys(), its.keys() - mine.keys()
    if own and other and (group != _OF_STAGE or 2 in own):  # 规划 and 研究 are also what things are called
        yield mine[min(own)], its[min(other)]


def turned(ours: str, printed: str) -> Iterator[tuple[str, str]]:
    """What our words say of something of which the printed ones, before the same letters, say an opposite."""
    for group in _groups(ours):
        yield from _instead(group, ours, printed) if group in _ALONE else _turned(group, ours, printed)


def _groups(words: str) -> list[int]:
    """The groups of which words hold a word."""
    return sorted({(one.lastindex or 1) - 1 for one in _ANY.finditer(words)})


def _signs(group: int, words: str) -> dict[int, str]:
    return {one.lastindex or 0: one[0] for one in _said(group, words)}


def _said(group: int, words: str) -> list[re.Match[str]]:
    """The words of a group that are said and not denied."""
    return [one for one in _FORMS[group].finditer(words) if not denied(words, one)]


def _turned(group: int, ours: str, printed: str) -> Iterator[tuple[str, str]]:
    its = _said(group, printed)
    mine = _said(group, ours) if its else []
    said = {other.lastindex for other in its}
    for one in mine if len(said.union(one.lastindex for one in mine)) > 1 else ():
        if one.lastindex in said and len(mine) > 1 and ours[: one.start()].endswith(_AND):
            continue  # the last of a list, which the text may have in another order
        letters = NEAR if group < len(_THINGS) and one.lastindex not in said else FAR
        of = _behind(ours, one.end(), letters)
        same = [other for other in its if of and _behind(printed, other.end(), letters) == of]
        if same and all(other.lastindex != one.lastindex for other in same) and not _allowed(group, one, same, printed):
            yield _shown(ours, one), _shown(printed, same[0])


def _allowed(group: int, one: re.Match[str], same: list[re.Match[str]], printed: str) -> bool:
    """Whether what is planned or started is, in the rest of its sentence, also to be completed."""
    if group != _OF_STAGE or one.lastindex == 1:
        return group == _OF_STAGE
    return any(re.search(_DONE, _STOP.split(printed[other.end() :], 1)[0]) for other in same)


def _behind(words: str, end: int, size: int) -> str:
    """The letters that stand behind a word; of more than two, whatever marks stand between. "" where they are fewer."""
    letters = words[end : end + size] if size == NEAR else _BETWEEN.sub("", words[end : end + 2 * size])[:size]
    return letters if len(letters) == size and not _BETWEEN.search(letters) else ""


def _shown(words: str, one: re.Match[str]) -> str:
    return words[one.start() : one.end() + FAR].rstrip("，。；、,;")


# Chinese words, their English, the English of the opposite, and what in the Chinese allows that.
_IN_ENGLISH = (
    ("平均", "average|mean|per ", "peak|maximum|highest|minimum|lowest", "[最峰高低]|[上下]限"),
    ("年(?:度|均|产|[用供发]电)|每年", "annual|year|20", "monthly|daily|weekly|quarterly|(?:a|per) (?:month|day|week)",
     "[月日周季旬]|天(?!然)"),
    ("中小|小微", "small|SME|micro|primary|school", "large", "[大超众巨多]|规模"),
    ("(?<!进)出口", "out|export|exit|international", "inbound|incoming", "[进入下]"),
    ("新[建增设]",
     "new|add|buil|more|further|extra|set|creat|estab|increa|open|install|construct|join|ex[tp]|found|launch",
     "(?:in )?total|cumulative|existing|removed|dismantled|closed", "[总计共现已原存既旧拆撤关闭退搬减]|取消"),
    ("已建(?!议)",
     "buil|install|complet|place|stand|exist|finish|set up|estab|use|operat|already|creat|ha[ds]|have|present",
     "planned", "[规拟预筹将]|计划"),
    ("预计|估[算计]", "anticipat|likely|estimat|expect|forecast|projected|will|to be", "actual", "[实际]"),
    ("区级|区政府|区政务", "district", "(?:city|municipal)(?:[- ]level| government)?", "[市城]"),
    ("市级|市政府|市政务", "city|cities|municip|urban|metropol",
     "(?<!business )district(?! heating)(?:[- ]level| government)?", "区|商圈|CBD|供[热暖]"),
    ("第二", "second|two|II|2", "first|third", "[一三首先初头]"),
    ("第三", "third|three|III|3", "first|second|fourth", "[一二两四首先初头次秒]"),
    ("产能(?!力)", "capacit|capabilit", "output", "产[量值出]|输出"),
)  # fmt: skip
_OPPOSED = tuple(
    (regex(said), regex(rf"\b(?:{own})", re.I), regex(rf"\b(?:{other})\b", re.I), regex(allowed))
    for said, own, other, allowed in _IN_ENGLISH
)
_ANY_OPPOSED = regex(r"\b(?:" + "|".join(other for _, _, other, _ in _IN_ENGLISH) + r")\b", re.I)


_NOT_SAID = regex(
    r"\b(?:not|nor|excluding|except|beyond|besides|on top of|over and above|other than|without|apart from|unlike)\b",
    re.I,
)
_PIECE = regex("[,;:.()]")


def opposed(zh: str, en: str) -> Iterator[tuple[str, str]]:
    """Chinese words in whose place English has the opposite, and nothing of themselves: peak for 平均."""
    plain = ",".join(one for one in _PIECE.split(en) if not _NOT_SAID.search(one)) if _ANY_OPPOSED.search(en) else ""
    for said, own, other, allowed in _OPPOSED if plain else ():
        if (ours := said.search(zh)) and (its := other.search(plain)) and not own.search(en) and not allowed.search(zh):
            yield ours[0], its[0]

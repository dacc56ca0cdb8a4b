"""The patterns of numerals in a text: what begins where a numeral may stand, by reason, as one compiled pattern."""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

import re

from publisher.codebook import names
from publisher.codebook.dates import DATE, LISTED, OF_QUARTERS
from publisher.codebook.forms import BELOW_ZERO_TO, DASHES, DEGREES, DISCOUNT, FALLS, NEIGHBOURS, TENTHS
from publisher.terms.regex import regex

N = "〇零一二两三四五六七八九十百千万亿兩萬億廿卅卌"
_CAPITAL = "壹贰叁肆伍陆柒捌玖貳參叄陸"
_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INNER = r"分之|[.,，．](?=\d)|(?<=[〇零一二两三四五六七八九十百千万亿])点(?=[〇零一二三四五六七八九])|(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))|(?<=\d)[ \u00a0](?=[百千万亿])"
_TIMES = "千(?![伏瓦米克赫帕卡焦])|百(?!分[点比])"
_SIGN = rf"(?:[\d{N.replace('千', '').replace('百', '')}]++|{_TIMES})"  # 千伏, 1百分点: a measure's first sign, no multiplier
_RUN = rf"(?>{_SIGN}+(?:(?:{_INNER})(?>{_SIGN}+))*)"
_MORE = rf"(?:[多余来](?>(?:[万亿]|{_TIMES})+)|(?<=[十百千])几(?!乎)[十百千万亿]*|(?<=(?<!\d)[1-9]0)几(?!乎)[万亿]*)?"
ATOM = rf"{_RUN}{_MORE}(?: ?[%‰‱][多余]?)?"
_GLUE = (
    rf"(?: ?(?:[{DASHES}]{{1,2}}|[:：∶/+×*^·]) ?|至|到|[ \u00a0]|[{_HIDDEN}]+|(?<=\d)[ \u00a0][.．][ \u00a0]?(?=\d))"
)
_LINK = rf"[{DASHES}:：∶/+×*^·\u00a0 ]"
_LINKS = rf"(?>(?:{_LINK}[0-9]++(?={_LINK}[0-9]))+)"  # what most chains consist of, and is read at once
CHAIN = rf"{ATOM}(?>(?:{_LINKS}|{_GLUE}(?:(?=[\d{N}]){ATOM}|(?<=\+)[XN](?![A-Za-z])))*)"
_VAGUE = (
    r"千儿八百|百儿八十|万儿八千|[一二两三四五六七八九\d]{0,4}[十百千万]好几(?!乎)[十百千万亿]*|[1-9]0好几(?!乎)|[好上]?[数几][十百千万亿]+(?:[上成][百千万亿]+)?|若干|好几(?=[个家项次倍条种座所台批年])|[数几](?=[个家项次倍条种座所批名处亩吨])"
    r"|数以[十百千万亿]+计|[两三四]位数(?=以[上内]|的?(?:增长|增速|增幅)|[，。；、）]|$)|成[百千]上[千万]|上[百千万]成[千万]"
)
# Behind an item's number and its point: 19．5月底前, 27．12345热线 begin with a number of their own
NO_PART = "[0-9]{1,2}月|(?:19|20)[0-9]{2}年|[0-9]{5}[\u4e00-\u9fff]{0,6}(?:热线|平台|服务|电话|网站)"
_ORDINAL = "一二三四五六七八九十"
# 主要任务：1、建设…; 建设（1）学校…（2）医院: no count of a form (套数：1、面积：60平方米; 公交车（60）辆)
_COUNTED_BY = "[个家座项条处所人名台套户亩吨万亿元公平立年月日天周百千班辆场间件种期批米里分株只支次头类小款例份本艘架艇块幅栋幢床组届则宗笔棵瓶盒箱桶卷册篇列趟站大层级倍位]"
_FIRST_ITEM = (
    r"(?:(?<=(?:任务|内容|目标|措施|重点|要求|如下|包括)[:：])|(?<=[（(）)]))1、(?=[\u4e00-\u9fff“]|(?:19|20)\d\d年)(?![^\n]{0,12}号线)(?![^，。；;\n]{0,12}[:：])"
    r"|(?<=[（(])1[)）](?=[\u4e00-\u9fff“][^\n。（(]{2,60}[（(]2[)）][\u4e00-\u9fff“])"
    rf"|(?<=[个家座项条处所人名台套户间片栋辆亩吨元里][（(])[2-9][)）](?=[\u4e00-\u9fff“])(?!{_COUNTED_BY})"
)
_HEADING = (
    rf"^[ \t　]*(?:[（(](?:[{_ORDINAL}]+|\d{{1,3}})[)）]|[{_ORDINAL}]+、|\d+[.．、](?!\d(?!\d{{3}}年))|[1-9]\d{{0,2}}[.．](?={NO_PART})|\d{{1,3}}(?=[ 　]*\t)|\d{{1,2}}(?=　(?![个座家套条项台处所])[\u4e00-\u9fff]{{2}})|\d{{1,2}}[)）]|(?:任务|工程|项目|行动|专项|措施|目标|重点)[ 　]?\d{{1,2}}(?=[ 　]*[:：])"
    r"|附[件表录]?\s{0,2}\d{1,2}(?=[ 　:：]*$|[:：]))"
    rf"|{_FIRST_ITEM}|(?<=附件[:：])\d[.．、](?=[\u4e00-\u9fff“《]|(?:19|20)\d\d年)|(?<=[；;。])[ 　]?(?:\d{{1,2}}(?:[.．、](?=[\u4e00-\u9fff“])|、(?=(?:19|20)\d\d年))|[（(](?:[{_ORDINAL}]+|\d{{1,2}})[)）])"
)
_MASTER = (
    ("heading-number", _HEADING),
    ("document-number", r"[〔\[［（(]\s?(?:19|20)\d{2}\s?[〕\]］）)]\s?第?\s?\d+\s?号"),
    (
        "footnote-mark",
        r"(?<=[\u4e00-\u9fff\d%％”》）)。，；])[\[［【]\d{1,2}[\]］】](?![个家座项条台套万亿千百%％元吨亩公米处所户人名])|^[ 　]*[\[［【]\d{1,2}[\]］】]",
    ),
    ("date", DATE),
    (
        "date",
        rf"近 ?[{N}\d]{{1,3}}(?:个月(?=[内来以])|个?学年|届)|(?:未来|今后|近|过去|通过|经过|用|(?<![部积划充学十评百得细区])分) ?[{N}几数\d]{{1,4}}(?: ?[{DASHES}至到] ?[{N}\d]{{1,3}})? ?年|(?:(?<!提)前|后)[{N}\d]{{1,2}}年(?=每年|按|分别|给予)|[{N}\d]{{1,4}}(?: ?[{DASHES}至到] ?[{N}\d]{{1,3}})? ?年(?=内|之内|努力|改造|建设(?!期|周期|计划|行动)|建成|再造|打造|见效|完成|[，,]|(?:左右)?的?时间)|[数几]年|(?<![上下])半年(?:内|度)?",
    ),
    ("list-word", rf"(?<=[，。；：,;:、\n])(?:[{_ORDINAL}]是|其[{_ORDINAL}])|^[{_ORDINAL}]是"),
    (
        "word",
        r"[统唯单同逐任某之进专归如合划每另这那哪初不]一(?!批|二三)|进一步|下一(?![十百千万亿])|上一(?=年|届|轮|季度|个(?:[月季]|[五十]年))|第一(?=[，,、时线])",
    ),
    ("times", names.TIME.pattern),
    (
        "letters-amid-digits",
        r"(?<![A-Za-z\d])(?:[lIO][\dOlI]{0,8}\d[\dOlI]{0,8}(?:\.\d{1,3})?|\d{1,8}[OlI][\dOlI]{0,8}|\d{1,8}\.\d{0,3}[OlI]\d{0,3})(?:[万亿]+|(?=[个家座台所条项类%％]))",
    ),
    (
        "technology-name",
        r"(?<![A-Za-z])[A-Z]{1,5}(?:\d{2,6})?(?:/[A-Z]{1,8})? ?\d{1,6}(?:\.\d{1,3})?[-—–:：](?:19|20)\d\d(?![\d年万亿个家])|(?<![A-Za-z\d])(?=\d*[A-Z])[A-Z0-9]{15,18}(?![A-Za-z\d])|(?<![A-Za-z])[A-Za-z]{2,} \d{1,2}(?=系统|版本?(?![块权图])|协议|标准)|(?<![A-Za-z])(?i:Wi-?Fi|WLAN|Bluetooth|USB|HTML|PCIe|DDR|HDMI|Android|iOS|Level|Tier|Release) \d{1,2}(?:\.\d)?(?![\d.万亿%％个家座台])|(?<![A-Za-z])[A-Z]{3,6} ?[1-5](?=级)|(?<![A-Za-z])(?:GB|ISO|IEC|DB|YD|JT|HJ|CJJ|GA|RFC)(?:/[A-Z]{1,3})? ?\d[\d.]*(?:[-—–]\d+)?(?![万亿%个家])|(?<![\d.])\d{1,3}G(?=[ -]?[EX]?[GS]?-?PON)|(?<![\d.])[1-5]A(?=级|景区|旅游)|(?<![\d.\-])[2-6]G(?![a-z])|(?<![A-Za-z])[A-Za-z]++(?>(?:[-—]?\d++)+)(?:\.\d++)?(?!\d|[.,]\d|[百千万亿%％‰个家座辆元吨])[A-Za-z]*(?:(?<=[A-Za-z])\d++(?![.,]\d|[百千万亿%％‰个家座辆元吨条套项台期款处件米]))?(?:线|公路)?"
        r"|(?<![\d.])(?:\d(?:\.\d)?[DKd](?![a-zB])|[4-7]S(?=店|管理|标准)|3C(?=[认产数电]))",
    ),
    (
        "double",
        r"半数|翻了?[近约]?[一二两三四五六七八九十\d]{0,3}番(?:半|多(?=[，。；、,;）)\n]|$))?|一半|过半(?!数)|[减折]半|翻倍|倍增(?![”’]|工程|行动|计划|效应)",
    ),
    (
        "half-behind-measure",
        rf"[\d{N}]++(?:[{DASHES}至到][\d{N}]++)?(?:个|年|天|倍|公里|小时|周|亩|吨|里|斤|尺|米(?!半径))半(?![径岛导成封价程])",
    ),
    (
        "multiplier-apart",
        rf"[\d{N}](?>[\d.{N}]*)[多余]?个(?:(?:[百千]万|亿)(?=元?(?:[，。；）\n]|$))|多亿|亿(?![元级万吨户人斤千立标方平头只株枚]|以上(?:项目|企业|园区|产业|集群|[村镇])))",
    ),  # 5个亿
    (
        "several-numbers",
        rf"\d+(?:个?小时\d+分|分钟?\d+秒)钟?|十几二十[百千万亿]*|[\d{N}]{{1,6}}又(?:\d+/\d+|[{N}]+分之[{N}]+)",
    ),  # 1小时30分钟
    ("vague", _VAGUE),
    ("by-rule", "|".join(pattern for _, pattern in names.BY_RULE)),
    (
        "capital",
        rf"(?<!队)[{_CAPITAL}](?=[拾佰仟萬億万亿])(?:[{_CAPITAL}拾佰仟{N.replace('千', '').replace('百', '')}]|{_TIMES})+|拾(?=[万萬])[万萬]|[壹贰叁肆柒捌玖](?=[个家座项元万])",
    ),
    (
        "tenths",
        rf"(?<![{N}\d变分合完构形生组])(?:(?<!、){NEIGHBOURS}成|(?:(?:{TENTHS}|[一二两三四五六七八九1-9])(?:至|到|[{DASHES}]))?(?<!\d\.){TENTHS})(?![{N}套不分本员立功果为就型效都交长品绩熟人语])",
    ),
    ("tenths", rf"(?<![\d.{N}]){DISCOUNT}(?=[，。；、）)优收计给租以的左供销出执予支购减及至起]|$)"),
    ("prefixed", rf"(?:(?<![以之晚早网线迈跃跨登])上|(?<![附最邻])近)[百千万亿]+(?![{N}\d]|[多余分])|百分百"),
    ("fraction-sign", "[½⅓⅔¼¾⅕⅖⅗⅘]"),
    ("roman", r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]|(?<![A-Za-z\d])[IVX]{1,4}(?=类)"),
    (
        "chain",
        rf"(?:(?<=约)|(?<=大概)){NEIGHBOURS}(?![{N}\d、.．%年月日])|(?<![{N}\d、]){NEIGHBOURS}(?=[^，。；、\d]{{1,4}}(?:左右|上下))",
    ),
    (
        "chain",
        rf"(?:(?<![A-Za-z\d）)%℃°~—–-])(?=[-−])|(?=零下))(?:{BELOW_ZERO_TO}|(?:[-−]|零下)\d+(?:\.\d+)?)(?= ?{DEGREES})",
    ),
    ("chain", FALLS),
    ("half", r"(?<!一|过|大|多|对|夜|参|南|北|东|西)半(?=[个月天日小]|公里)(?!月[谈刊板形湾])"),
    ("chain", CHAIN),
)
# Between two stops, or alone in a line or cell: never more than a number and the word that it counts by.
_IN_A_ROW = (
    rf"(?<=[、，])(?!{LISTED}|{OF_QUARTERS}|[5-9]0(?:、\d0)*后)[0-9]{{1,8}}(?:(?=、)|(?:\.[0-9]{{1,4}})?(?:[万亿]?+(?=(?P<word>(?![年月日季时点半成分级至到多余来几{N.replace('千', '').replace('百', '')}]|百分|千(?![伏瓦米克]))[\u4e00-\u9fff]{{1,5}})[、，。；])|%(?=[、，。；])))"
    r"|(?<=\n)[0-9]{1,8}(?=\n)|(?<=\t)[0-9]{1,8}(?=\t)"
)
REASONS = {"row": "row"} | {f"g{index}": reason for index, (reason, _) in enumerate(_MASTER)}
_SURE = rf"\d{N}{_CAPITAL}拾½⅓⅔¼¾⅕⅖⅗⅘ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ双几"
_LED_BY = {  # what begins a numeral only before certain others
    "统唯单同逐任某之进专归如合划每另这那哪初不": "一", "下": "一半", "上": "一半百千万亿数几", "第": rf"\d{N}",
    "半": "数年个月天日小公", "减折": "半", "翻": rf"了近约番倍\d{N}", "过": "半去", "倍": "增", "好": "数几", "若": "干",
    "数": "十百千万亿年个家项次倍条种座所批名处亩吨以", "成": "百千", "近用分前后": rf" 几数\d{N}", "未": "来", "今": "后",
    "通经": "过", "其": N, "“\\\"": "八九十第", "〔\\[［（(【": r"\s\d", "多": "规合", "\\-−": r"\d",
}  # fmt: skip
_STARTS = _SURE + "".join(_LED_BY)
_LED = "|".join(f"(?<=[{signs}])(?=[{others}])" for signs, others in _LED_BY.items())
# Where a numeral may begin, at the last character of a match: one pass over a text that tries nothing else.
BEGINS = regex(
    rf"[A-Za-z{_STARTS}\n；;。](?:(?<=[{_SURE}])|(?<=[\n；;。])[ \t　（(任工项行专措目重附{_ORDINAL}\d]|(?<=[A-Za-z])(?<![A-Za-z]{{2}})|{_LED})"
)
ALL = regex(
    rf"(?:(?P<row>{_IN_A_ROW})|(?P<g0>{_MASTER[0][1]})|(?:"
    + "|".join(f"(?P<g{index}>{pattern})" for index, (_, pattern) in enumerate(_MASTER) if index)
    + "))",
    re.M,
)

"""Numerals that count nothing: names, codes, times of day, telephone numbers, set phrases, slogans.

Two kinds. What this module knows for certain, wherever it stands, is set aside by rule (第五, 双千兆, 三位一体). What
only its surroundings make a name (8号线, 500千伏, “五个中心”) is said to be one, and a person confirms it.
"""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

import re
from functools import lru_cache

from publisher.codebook.dates import ISSUED
from publisher.terms.regex import regex

# ---- set aside by rule: (reason, pattern); read at any place of a text ------------------------------------------

_ONE = "一二两三四五六七八九十"
SET_PHRASES = (
    "四个全面|五位一体|两个确立|两个维护|四个意识|四个自信|三个代表|两个毫不动摇|两个一百年|三个区分开来|四个革命|两个先行|六个必须坚持|"
    "三严三实|两学一做|三会一课|三重一大|八项规定|六稳六保|六稳|六保|三去一降一补|两山理论|两新一重|三农|三权分置|三公经费|"
    "三五成群|两会|两院院士|百年未有之大变局|一带一路|一国两制|[三五七九]通一平|四梁八柱|三线一单|三区三线|两不愁三保障|四不摘|三品一标|"
    "四好农村路|四上企业|一老一小|百千万|十百千万|十百千|千百万|亿万|万万千千|千千万万|万千|千家万户|千行百业|百业千企|百日千万|千企万户|千方百计|"
    "千军万马|百花齐放|百家争鸣|万众|万无一失|万事|万物|千头万绪|千变万化|千秋|万里长征|五湖四海|四面八方|四通八达|五花八门|一举两得|"
    "举一反三|独一无二|三番五次|十[之有]八九|三三两两|一一对应|百战百胜|成千上万|成百上千|一心一意|三心二意|十全十美|百尺竿头|千载难逢|万象|百姓|百货|百科|千古|万能|万一|"
    "三位一体|[一二三四五六]元(?=[^，。；、0-9]{0,2}(?:结构|体[制系])|催化|锂|材料(?!费)|前驱|正极|电池|杂交|乙丙|共聚|合金|[论化])|[二两三四五六七八多][\u4e00-\u9fff]?合一|一河(?:[（(]湖[)）])?一策|一网双平面|[一二两]?一对一|四新经济|三资企业|三支一扶|"
    '[二三四五六七八九十]个一批?(?=[”"，。、；]|工程|行动|计划|平台|体系|$)|两免一补|五险一金|(?:[一二两三四五六七八九十]{1,3}(?:[省县区州镇乡旗村]|市(?!场)|街道?)){2,4}(?![一二两三四五六七八九十])|[一二三]次产业(?=结构|比|占|融合|增加|协|发展|[，。、；”]|$)|[一二两三四五六七八九十]{1,2}[纵横环射轴带核心翼廊圈极](?:[一二两三四五六七八九十]{1,2}[纵横环射轴带核心翼廊圈极区片点]){1,4}|三甲医院|四大(?:发明|家鱼|名著|班子)|二十四节气|二十四孝|十二生肖|十二时辰|十二指肠|十一(?=黄金周|长假)|三十六计(?!划)|二十四史|三大攻坚战|四史|五育并举|(?<![“0-9点一二两三四五六七八九十])[十百千万][村企校户店家厂园镇乡县街楼景业][十百千万][村企校户店家厂园镇乡县街楼景业人亩](?![以之])|七台河|(?:九台区|三元区|[三五]台县)(?![级域内])|五台山(?!地)|五家渠|五大连池|万家灯火|二十国集团|双十[一二]|双一流|双创|双减|双碳|双循环|双控|三网融合|[三四]网融合'
)
_TO = "[-−—–~至到]{1,2}"
_PARTED = "(?:[条款项章节页届批期轮]|季度|阶段|标段)(?![\u4e00-\u9fff]{0,4}[产线])"
_COUNTED = "[万亿%％个家份张项套页条种处台座]"
_BY_RULE = {
    "set-phrase": SET_PHRASES,
    "ordinal": (
        rf"第(?:\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?=[条款项节章])|[{_ONE}〇零百千]+|\d{{1,4}})(?:(?:{_TO}|[、和及与])第?(?:[{_ONE}百]{{1,4}}|\d{{1,4}})(?=(?:[、和及与]\d{{1,4}}){{0,6}}{_PARTED}))*"
        rf"|(?:(?<=^[表图])|(?<=[见如附和及与、（(。；][表图]))\d{{1,2}}[-—–－.]\d{{1,2}}(?![\d.名人位张套]|{_COUNTED})"
        rf"|(?<=^[表图])\d{{1,2}}(?=[ 　:：])"
        rf"|(?<=附件|附表|附录|附图|专栏|图表|见表|见图|和表|和图|、表|、图|及表|及图|\d表|\d图)\d{{1,2}}"
        rf"(?>(?:(?:{_TO}|[、和及与])\d{{1,2}}(?!\d|{_COUNTED}))*)(?!\d|[.．]\d|{_COUNTED})"
    ),
    "pair-word": (  # 双, 俩: part of a word or name, never how many of something
        r"双(?=[\u4e00-\u9fffA-Z])"
    ),
    "specification": r"(?<!双)[千万百]兆|\d{1,3}°\d{1,2}(?:\.\d+)?[′'](?:\d{1,2}(?:\.\d+)?[″”\"])?|(?:(?<=[北南]纬)|(?<=[东西]经))\d{1,3}(?:\.\d+)?[°度]?",
    "generation-phase-version": (
        r"[零两二三四五六七八九半](?=期(?!间|限|末|[，。；、])|[年]行动|年攻坚|年计划|号(?!文|召)|版(?!本|块|权|图)|代(?!表|理|替|际)"
        r"|网融|级架构|距离|排放|延时|等待|接触|跑腿|碳|场|好农|新(?!增|建|材|能|型|兴|的)|化(?!工|学|解)|生融|次元"
        r"|手(?!续|段|交易|房|车)|维码|方平台|流(?:企业|高校))"
    ),
    "emission-standard": r"(?<=国)[一二三四五六](?=排放|标准|及|[ABab]|[，。、])",
    "one-for-all": (
        r"一(?=屏|期(?!间)|地(?!区|方|位|点|带)|程|盘棋|证通|张(?:网|图|蓝图|清单|表)|件事|窗|站式(?!公)|码|键|网(?:管|托底))|千(?=电子伏)"
    ),
    "quoted-name": (
        rf"(?<=“)[{_ONE}](?=[\u4e00-\u9fff]{{1,8}}[”、])(?!体化|带一路|网通办|网统管|流|[个大条项座家所类])"
    ),
}
BY_RULE = tuple(_BY_RULE.items())

_EVERYDAY = regex(
    "双(?:一流|方|向|边|城|核|流|创|语|休|赢|重|层|侧|手|职|倍|月|联|拥)|第三方|第[一二三](?:产业|次产业|梯队|人称|时间|线|手|步|位|名|大)|第一(?![批期轮个阶届])|一带一路|一站式"
)


def everyday(text: str, start: int) -> bool:
    """Whether what is set aside by rule is an everyday word, of which nobody needs to be told (双向, 第三方)."""
    return bool(_EVERYDAY.match(text, start))


# ---- made a name by what stands around it -------------------------------------------------------------------------

_AFTER = {
    "phase-tier-line": (
        r"期(?!限|间|内|末)|级(?!联)(?:架构|政府|节点|巡视|医院)|号(?:线|楼|院|门|岛|沟)?|线(?!上|下|索|路)|路公交|[年个]?(?:行动计划|行动|攻坚)|年(?:行动|攻坚)"
        r"|代(?!表)|版|届|中全会|时代|周年|五规划"
    ),
    "specification": r"千伏(?!安)|伏(?!安)|英寸|T(?:磁共振|核磁|超导)|[nμ]m|纳米|米PET|\.\d|兆(?![瓦赫帕字比])|电子伏|千瓦级|次元|维|位(?:数|(?:微)?处理器|芯片|单片机|操作系统|架构|系统)|级(?:洁净|地震)|[kK]V|[MG]Hz|G频|[国省县]道",
    "reach-in-time": r"(?:个)?小时(?:”|过境|通勤|生活|经济|交通|达|[^，。；、\d]{0,3}圈)|分钟(?:生活|便民|社区|通勤|服务|健身|医疗|养老|步行|[^，。；]{0,6}圈)",
}
_HOUR = "(?:[01]?\\d|2[0-4])时(?:[0-5]?\\d分?)?(?![代段期空间长速尚效常刻差点])"
TIME = regex(
    rf"(?<![\d.]){_HOUR}(?: ?[-—–~至到]{{1,2}} ?(?:次日|当日|翌日|第二天)?{_HOUR})?|"
    rf"(?<=上午|下午|晚上|早上|凌晨|中午|夜间)\d{{1,2}}点(?:半|整|钟|\d{{1,2}}分)?(?: ?[-—–~至到]{{1,2}} ?(?:次日|当日|上午|下午|晚上|凌晨)?\d{{1,2}}点(?:半|整|钟|\d{{1,2}}分)?)?|"
    r"(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d)(?: ?[-—–~至到]{1,2} ?(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d))?",
    re.ASCII,
)
RATIO = regex(r"\d+(?:\.\d+)?(?: ?[:：∶] ?\d+(?:\.\d+)?)+", re.ASCII)
_CALL = regex(r"0\d{2,3}-\d{7,8}(?:-\d{1,6})?|1[3-9]\d{9}|[48]00-\d{3,4}-\d{3,4}|0?[48]00\d{7}", re.ASCII)
SHORT_CALL = regex(r"1(?:1[0-9]|2[0-9])|12[0-9]{3}|9[56]\d{3,4}|1(?:0000|0010|0086)", re.ASCII)
_CALLED = regex(
    "热线|电话|急救|火警|消防|联动|便民|平台|专线|服务|举报|报警|客服|短信|App|APP|网站|投诉|政务|交管|市民|铁路"
)
_CALLING = regex(r"(?:热线|电话|拨打|致电|拨|举报|报警|咨询|交管|短号|号码|客服|呼叫)[：: ]?(?:\d{3,5}[、和及或])*$")
_CODED = regex("(?:邮编|邮政编码|电话|传真|手机|账号|编号|代码|QQ|微信)[：: ]{0,2}$")
_EXTENSION = regex(r"\d{5}转$")
# Each rule: kind, reason, what stands at the numeral, and, where that decides, before it. A numeral is written ⟦50⟧
# here, ⟦50⟩ where a measure follows it.
_ANY, _END, _BARE_UNITS = r"⟦[^⟧⟩]*", "[⟧⟩]", "⟦[十百千万亿级]+[⟧⟩]"
_NO_REACH = "".join(
    f"(?<!{words})"
    for words in ("[到达于在为约过至低高少小以近降升≤≥<>=≈率]", "系数", "指数", "比值", "PUE值", "[入出效位价生女别]比")
)
_NO_COURSE = "".join(
    f"(?<!{words})"
    for words in ("培训", "培训班", "讲座", "轮训", "研修班", "集训", "举办", "编印", "编发", "刊发", "出版")
)  # 培训20期
_CEREMONY = "期(?:项目|工程)[^，。；、]{0,6}?(?:签约|开工|启动|竣工|仪式|典礼)"  # 举办二期项目签约仪式
_BORN_THEN = "(?:青年|创业|员工|干部|党员|职工|新[农村锐生]|人[才群]|大学生|群体|消费|用户|返乡|教师|博士|年轻|代表|从业)"  # 90后创业者
_SIZED = "(?:超过?|超出|达到?|突破|[不]?[低高少多大小]于|不足|(?:收入|产值|营收|投资|规模|投资额|总投资|寄递量|交易额))(?:在|约)?$"
_SIZED_THINGS = (  # 亿元以上项目200个, 100平方米以上门店: by a measure that counts none of them
    r"(?:元|平方米|㎡|亩|公顷|吨(?:标准?煤)?|蒸吨|升|千瓦|兆瓦|千伏安|米|公里|人|户|张?床位?|张(?=[及或]?以[上下]的?(?:综合)?(?:医院|养老院|养老机构|卫生院))|层)(?:及|或|[（(]含[^（）()]{0,8}[)）])?以[上下]的?"
    r"(?:(?:大型|小型|规模|重点|骨干|工业|商业|科技|餐饮|沿街|用人|(?:重点)?用能)?(?:门店|商[场铺户店]|超市|酒店|宾馆|餐馆|药店|企业|(?:公司|锅炉|小区)(?=[\d，。；、）]|$)|项目(?!投资|资金)|单位|场所|市场主体)"
    r"|(?:(?![和与及或达超数])[\u4e00-\u9fff]){2,8}?(?:数量?)?(?:达到?|超过?)?\d+[\d.]*[万亿]?(?:余|多)?[个家座处台套户所栋幢支艘辆条项](?!百分))"
)
_FOR, _OF_THOSE = (
    "(?:^|[，,。；;：:、 ])(?:对|凡|按照?(?!不))",
    "[%％\u4e00-\u9fff]{0,4}?(?:(?:以上|以下|以内)的|的(?!标准(?!化|厂房|地|田|间)|比例|额度|价格|幅度))",
)
_AT_HEAD = "(?:^|[，,。；;：:、 ])(?:对|凡|政府投资的?|新建的|单体)?"  # no verb of building before it
_NO_DEED = "(?![^，。；]{0,8}(?:改造|完成|竣工|建成|开工|更新|星级|面积|投入|投用))"
_GROWN = r"亩(?:良田|茶园|果园|花海|连片|示范[方片区])"
_SIZE, _TO_LESS = "(?:人|户|吨|亩|元|平方米|㎡|公顷|千瓦|米|公里|张)", "[及或]?以上、?不[满足到]"  # 10人以上不满50人
_GIVEN = "(?:优惠|补[助贴]|贴息|奖[励补]|租金|减免|资金|支持|扶持|贷款|额度|税率)"  # of 给予不少于50%的优惠
_NOT_CUT = "(?:^|[，,。；;：:、 ])(?:(?!(?:压[缩减]|缩短|控制|减少)[至到在])[^，,。；;：:、 ])*"
_DAYS = "(?:个?(?:工作|自然))?[日天](?:之|以)?内"
_LARGE = rf"⟦(?:[十百千万亿级]*亿级*{_END}|[\d.一二两三四五六七八九十百千万]*[万亿](?:级{_END}|{_END}元级))"
_AROUND = (
    ("name", "label", rf"⟦[^⟧⟩]*\+|⟦7 ?[×*] ?24{_END}|{_ANY}{_END}(?:(?!元)[\u4e00-\u9fff]{{0,6}}[+＋](?=\d)|[+＋])", ""),
    # 9+3; of 增长+5.0% and （+0.6个百分点） the sign is refused, not made a name
    ("name", "label", "(?<=[+＋])⟦", "[^（(，,。；;、：: \t比长速幅率为达约][+＋]$"),
    ("name", "class-of-quality", rf"⟦(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]|[IVX]+){_END}", ""),
    # 国家24365就业服务平台, “415X”集群, 数字化转型50人会, 万亿参数模型, 实施百万见习岗位募集计划
    ("name", "code", r"⟦(?!\d+00⟧)\d{5,6}⟧(?=[\u4e00-\u9fff]{2,12}(?:平台|热线|服务|系统|网站))|(?<=“)⟦\d+[⟧⟩](?![KMGTW]?(?:[ABLVW]|BPS|HZ|WH)?[+＋]?”)[A-Z]+[+＋]?”", ""),
    ("name", "code", rf"⟦[百千万]{_END}人计划|{_ANY}{_END}人会(?=[，。、；”）)]|$)|{_BARE_UNITS}参数", ""),
    ("name", "code", r"⟦[百千万亿]{1,2}(?:⟧|⟩(?![个项家座条处所批件场名人户大台套栋幢间辆艘支架])(?![^，。；、]{0,14}工程))(?=[^，。；、\d⟦]{3,14}(?:计划|行动|工程)(?:[，。；、]|$))", "(?:实施|开展|推进|深化|启动|组织)(?:好|了|新一轮)?$"),
    ("name", "code", rf"⟦[百千万]{_END}(?![个家项座条处所台套])[\u4e00-\u9fff]{{1,6}}(?:计划|工程|行动)”", "“(?![^”]*(?:新[增建]|建[设成]|培育|引进|实施|完成|改造|打造|达到))[^”]*$"),  # “青年骨干百人计划”
    ("name", "date", rf"⟦\d{{2,3}}{_END}年", "民[国國]$"),
    ("name", "date", r"⟦20[1-9]\d⟧(?:全年|目标)", ""),  # 2025目标3000个
    ("name", "date", r"⟦20[1-9]\d⟧", "展望$"),
    ("structure", "date", rf"⟦\d{{1,2}}(?:日?[至到—–~-]\d{{1,2}})?{_END}日", r"每月(?:\d{1,2}日[、和及至到—–~-])*$"),
    ("name", "congress", rf"{_ANY}{_END}大(?:以来|精神|报告|[和及、](?:十|二十|历)[^，。]{{0,6}}全会)", ""),
    ("name", "congress", rf"⟦[一二三四五六七八九十]+{_END}次(?:全体)?(?:会议|全会)", "(?:[届会]|人大|政协)$"),  # 十四届三次会议
    ("name", "congress", rf"⟦[一二三四五六七八九十]+{_END}(?:届?(?:残|青|冬)?运会|冬会)", ""),  # 十五运会
    ("name", "label", r"(?<=[国省县乡专]道)⟦\d{3}⟧(?![段里条处])(?![^，。；]{0,12}\d[余多]?(?:公里|千米|米|[、和及与]))", ""),  # 国道344
    ("name", "label", rf"⟦\d{{1,3}}⟧#|⟦\d{{4}}⟧(?:国家高程|国家大地|坐标系)|⟦\d{{1,2}}{_END}楼(?![道梯宇盘栋房市面顶院长])", ""),
    # 6.18大促, 3.15消费者权益日
    ("name", "code", rf"{_NO_REACH}⟦(?:[1-9]|1[0-2])[.·](?:[12][0-9]|3[01]|0?[1-9])(?:⟧|⟩(?=大促))[\u4e00-\u9fff]{{0,4}}?(?:节(?![约能水电点省支奏目])|大促|促销|晚会|狂欢|消费[者警维]|维权)", ""),
    ("name", "phase-tier-line", rf"⟦\d+{_END}(?:[、和及与至到—-]\d{{1,3}}){{1,6}}(?:号(?:线|楼|院|门|岛|口|地块|泊位)|高校|工程(?!项目))", ""),
    ("name", "class-of-size", rf"(?:(?<=前){_ANY}|⟦(?:50|100|200|500|1000|2000|百|五百|千)){_END} ?强(?![化制度力调健降劲])|{_ANY}{_END}(?:吨|方|立方米|千瓦|兆瓦|人次)级|{_BARE_UNITS}(?:吨(?:巨?轮|[海货]船|(?![土石渣垃淤])[\u4e00-\u9fff]{{1,4}}(?:项目|工程|装置))|亩[方片](?![竹米式阵面向案便区段林])|{_GROWN}[\u4e00-\u9fff]{{0,2}}\d)", ""),
    ("name", "class-of-size", rf"{_BARE_UNITS}{_GROWN}", "(?:^|[，。；“])(?:(?![新改扩]建|建[成设]|发展|新增|种植|打造|完成|改造|治理|实施|推[动进])[^，。；“])*$"),
    ("idiom", "condition", rf"(?<![达至到高超])(?<![高超]过){_ANY}{_END}周?岁(?!月)", "^(?!.*(?:寿命|平均年龄)[^，。；、（(]*$)"),  # 80岁以上老人
    ("idiom", "set-phrase", "⟦万[⟧⟩]家(?:[”’]|活动|行动|工程|[，。；、]|$)", "(?<![引新招接纳投加列导推促])[进入]$"),  # 服务进万家
    ("name", "class-of-quality", r"⟦(?:\d[⟧⟩]级|[一二三四五六]级⟧)(?:及以上|以上)?(?:标准|水平|要求|认证|评审|评级)", ""),  # 达到应用水平4级标准
    ("idiom", "condition", rf"(?<=前){_ANY}{_END}个月", "(?:^|[，,、；;：:。（(])前$"),  # 前3个月
    ("name", "generation-phase-version", rf"⟦(?:[5-9][05]|0[05]|10)⟧(?:[、和及](?:[5-9][05]|[01]0))*后(?:{_BORN_THEN}|(?=[、”’）)]|[5-9]0后))", "(?<![满过达到超至足为增成])$"),
    ("name", "class-of-quality", rf"⟦(?:[一二]{_END}类[区地]?[、和及与至到][一二三四五六]类|[三四五]{_END}类(?:[区地][、和及与至到]|[、和及与至到][四五六]类[区地水用口医]))", ""),
    ("name", "class-of-quality", rf"⟦[一二三四五六]{_END}类", "(?:[一二]类[区地]?[、和及与至到](?:[二三四五]类[区地]?[、和及与至到]){0,3}|[三四五]类[区地][、和及与至到]|第[一二三四五][、和至到])$"),
    ("idiom", "set-phrase", rf"⟦三{_END}次创业(?!大赛|培训|沙龙|讲座|辅导|活动|比赛|论坛|路演)|⟦二{_END}次(?:开发|供水|创业|污染|转运|利用|装修)", ""),
    # 四五星级酒店, 五六年级学生, 2型糖尿病
    ("name", "class-of-quality", rf"{_ANY}{_END}(?:星级|年级|型糖尿病)|⟦[12]⟧型、2型", ""),
    ("structure", "date", rf"⟦(?:(?:[1-9]|1[01])⟧[、和及与](?:[1-9]|1[0-2])月(?!\d)|[一二三四五六七八九十]{{2,3}}{_END}月份?(?![\d一二三四五六七八九十]|[底末初]))", ""),  # 6、7月, 七八月份
    ("idiom", "condition", rf"{_ANY}{_END}米(?:范围|半径|服务半径)*(?:以?内)?的?覆盖率", ""),  # 500米覆盖率达到90%: within how far
    ("name", "class-of-quality", rf"{_ANY}{_END}类(?:新药|创新药|疫苗|保护动物|医疗器械|水质|水体|用地)", ""),
    # 亿元楼宇60栋, 产值10亿元企业3家
    ("name", "class-of-size", rf"{_BARE_UNITS}元(?:楼宇?|村(?!、[镇乡])|镇(?!、[村乡])|乡|大户|商圈|市场)(?:[，。；、]|$|\d)", ""),
    ("name", "class-of-size", rf"⟦[^⟧⟩上近]*{_END}元(?:企业|项目|楼宇?|园区|村|镇|市场|产业)\d", "(?:产值|收入|营收|税收|销售额?)$"),
    # 年收入50万元以上的合作社1200家: which ones are counted
    ("name", "class-of-size", rf"{_ANY}{_END}[\u4e00-\u9fff]{{0,4}}?(?:以上|以下|级)?的[\u4e00-\u9fff]{{2,16}}?(?:达到?|超过?|突破)? ?\d(?!\d?月|\d{{3}}年(?!\d{{1,4}}[个家项])|\d?年)", _SIZED),
    # 年收入超10亿元的10家; of 总投资超50亿元的3个 the sum may be theirs together
    ("name", "class-of-size", rf"{_ANY}{_END}[\u4e00-\u9fff]{{0,4}}?(?:以上)?的\d+[余多]?[个家户座项条处所台名]", "(?:收入|产值|营收|销售额|利润|税收)(?:超过?|达到?|突破|不低于)?$"),
    ("name", "class-of-size", rf"{_BARE_UNITS}{_SIZED_THINGS}", ""),
    # 6层以上老旧住宅; 单体面积超过2万平方米的公共建筑; 30年一遇防洪标准; 山区26县
    ("name", "class-of-size", rf"{_ANY}{_END} ?[层楼](?:[及或]?以[上下]的?)?(?:[既有老旧多高低小城镇层]{{1,4}})?(?:住宅|住房|楼房|居民楼|民房|农房|洋房)", ""),
    ("idiom", "condition", rf"{_ANY}{_END}(?:平方米|㎡)[及或]?以[上下]的?(?:大型)?公共建筑{_NO_DEED}", f"{_AT_HEAD}$"),
    ("idiom", "condition", rf"{_ANY}{_END}(?:平方米|㎡)(?:[及或]?以[上下])?的(?:项目|(?:公共|民用)?建筑|场所|单位|小区|商场|门店)", f"{_AT_HEAD}(?:单体|建筑|营业|经营)+面积(?:超过|大于|不[小少]于)$"),
    ("idiom", "condition", rf"⟦[^⟧⟩%％]*{_END}[^，。；、\d]{{0,4}}以[上下]的(?:全部(?=接入|纳入|实行|安装|执行)|一律|均(?![衡等匀线价])|必须|应[当按在依由]|须(?!知))", r"(?:^|[，,。；;：:、 ])(?:(?![新改扩]建|建[成设立]|完成|打造|达到|实[施现]|推[动进出]|开展|形成|发展|引进|覆盖|储备)[^，,。；;：:、 ])*$"),
    # 20年以上老旧小区; 500万人次以上机场; 10人以上不满50人; 对基地（50亩以上）
    ("name", "class-of-size", rf"{_ANY}{_END}(?:年[及或]?以上的?(?:[历古老旧既])|人次[及或]?以上的?(?:机场|景区|枢纽|车站)(?!收入))", "(?<!接待)(?<!游客)(?<![运发]送)(?<!旅客)$"),
    ("idiom", "condition", rf"⟦(?P<low>[^⟧⟩]*){_END}(?P<of>{_SIZE}){_TO_LESS}(?!(?P=low)(?P=of))[\d一二两三四五六七八九十百千万亿.]+(?P=of)", ""),
    ("idiom", "condition", rf"{_ANY}{_END}{_SIZE}", rf"[\d一二两三四五六七八九十百千万亿]{_SIZE}{_TO_LESS}$"),
    ("idiom", "condition", rf"{_ANY}{_END}(?:亩|平方米|㎡|元|吨|公顷)[及或]?以[上下] ?[)）](?:每[^，。；]{{1,4}})?(?:按每|(?:给予|予以)(?:一次性)?(?:奖|补|资助|支持|贴息)|奖|补|一次性)", "(?:^|[，,。；;：:])对(?![外内口俄台下比话应接标])[^，,。；;]*[（(] ?(?:[\u4e00-\u9fff]{0,4}(?:产值|营收|投资|面积))? ?$"),
    ("name", "specification", rf"{_ANY}{_END}年一遇的?[防标洪暴雨水潮]", "(?:^|按照?|遭遇|应对|抵御)$"),
    ("name", "label", rf"{_ANY}{_END}(?:省?[县市区]|省)(?![级域内外直属委政县市区场民政])", "(?:山区|内地|[湾库老苏]区|片区|流域|沿[江海河湖边]|海岛|都市圈|城市群|京津冀|[长珠]三角|(?:[粤浙苏赣闽川皖豫鲁湘鄂桂][东西南北中]|陕[南北]|华[东西南北中]))$"),
    ("name", "class-of-size", rf"{_ANY}{_END}{_SIZED_THINGS}", _SIZED),
    ("idiom", "condition", rf"{_ANY}{_END}{_SIZED_THINGS}", ""),
    # 百万以上人口城市, 50万人口以上县城
    ("name", "class-of-size", rf"⟦[^⟧⟩]*万{_END}人?(?:及|或)?以[上下]的?(?:(?:超大|特大|[大中小])+城市(?!居民|群众)|特大镇)|(?<=人口)⟦[^⟧⟩]*万{_END}以[上下]的?城市(?!居民|群众)|{_ANY}{_END}(?:人口(?:及|或)?以[上下]|(?:及|或)?以[上下](?:常住|户籍)?人口)的?(?:特?[大中小]?城市|都市圈|县城|县区|城区|[县区乡镇](?=[、，。；和及与]|$))", ""),
    # 对利用效率低于1.2的企业: whom a rule concerns
    ("idiom", "condition", rf"{_ANY}{_END}{_OF_THOSE}(?!(?:(?![予给优加])[\u4e00-\u9fff]){{0,3}}?{_GIVEN})[\u4e00-\u9fff]", f"{_FOR}[^，,。；;：:、 ]*$"),
    ("idiom", "condition", rf"{_ANY}{_END}{_OF_THOSE}[\u4e00-\u9fff]", f"{_FOR}(?:(?!给予|予以|实行|提供|减免)[^，,。；;：:、 ])*$"),
    ("name", "class-of-size", rf"{_LARGE}[^，。]{{0,6}}?(?:产业|集群|企业|园区|市场|项目|平台|基地|工程|板块|赛道|机场|港口|[强大]县|强镇)|(?:(?<=[个家条座])|(?<=[个家条座]以上)){_LARGE}", ""),
    ("name", "denominator", rf"{_BARE_UNITS}(?:(?:人|公里|吨)(?:拥有|[\u4e00-\u9fff]{{1,8}}?(?:量|数|率|面积|里程)|[\u4e00-\u9fff]{{0,8}}?(?:专利|床位|[油电能]耗))|户(?:家庭|居民)?[^，。；、民\d]{{0,6}}?(?:拥有|用户数))", "(?:^|[，。；、每])$"),  # 千人床位数
    ("name", "denominator", rf"⟦(?:[百千万十]|十万|10万){_END}人(?:拥有|口?(?![次以])(?:[\u4e00-\u9fff]{{0,6}}?床位|[\u4e00-\u9fff]{{1,6}}?(?:有量|率|专利)))", "(?:^|[，。；、每]|实现|确保|全[国省市县区])$"),  # 全市万人发明专利拥有量
    ("name", "label", rf"{_ANY}{_END}(?:号|栋|幢|单元|室|弄)(?![线召])", r"(?:\d[号栋幢弄]|号楼|\d楼|[路街巷弄]|单元|[A-Z]座)$"),
    ("name", "label", rf"⟦\d{{3,4}}{_END}(?:会议室|教室|房间|诊室|展厅|报告厅|办公室)", "(?:^|[在于到至为：:（(，,楼座栋层室厅心院校馆区局])$"),
    ("structure", "date", rf"{_ANY}{_END}(?:个月|个?星期|[日天年周])?[之以]?内", rf"{ISSUED}[，,]?$"),
    # 收到通知后3个工作日内反馈, 7日内办结率; 压缩至受理后1个工作日内 is a target
    ("idiom", "condition", rf"{_ANY}{_END}{_DAYS}(?!压[缩减]|缩短)", f"(?!.*确保[^，,。；;：:、 ]*$){_NOT_CUT}(?:后|之日起)的?$"),
    ("idiom", "condition", rf"{_ANY}{_END}{_DAYS}[^，。；、\d]{{0,8}}(?<![效利汇费频税])率", f"{_NOT_CUT}$"),
    ("name", "code", "(?<=[=:：])⟦", r"(?<![A-Za-z])[XYZxyz] ?[=:：]$"),
    ("name", "denominator", r"⟦[百千万亿]+[⟧⟩](?:[\u4e00-\u9fff]|[美欧港]元|[人车班]次|标准?箱|千瓦时?|千伏安|(?:平方)?公里|公顷|(?:平方|立方)?米|标?准?机架)?(?:/.{1,6})?$", "^$"),  # 万个, 万元/亩: a cell with the unit of its row
    ("name", "denominator", rf"(?<=[（(：:]){_BARE_UNITS}[\u4e00-\u9fff]{{1,4}}(?:[/／][\u4e00-\u9fff]{{1,4}})?(?:[)）、，,\s]|$)", ""),  # 销售额（亿元）: the unit of a column
    ("name", "denominator", rf"(?:(?<=每)|(?<=每隔)|(?<=每[新引培招吸完增减压提降投][\u4e00-\u9fff])){_ANY}{_END}|(?<=/){_ANY}{_END}(?:[人户元亩年月周天]|个月|季度|公里|平方公里|平方米|辆)|⟦(?:10)?[十百千万]+{_END}(?:人口?|台|车)[^，。；、]{{0,4}}死亡率|⟦(?![上近])[^⟧⟩]*{_END}元(?:GDP|产值|工业|地区|国内)|(?<=[人例名张个所家]/)⟦\d*[十百千万]+⟧(?=[，。；、以左]|$)", ""),
    ("name", "label", rf"⟦24{_END}小时(?!(?:之|以)?内|前)|(?<![达到于为少满超足数产行])⟦365{_END}天", ""),
    ("idiom", "condition", rf"(?<=连续)(?:⟦[两三]{_END}|{_ANY}{_END}个?(?:[年月届]|季度))", ""),
    ("idiom", "condition", rf"{_ANY}{_END}年(?:以上)?的", "(?:超过?|满|不足|达到?|近)$"),
    # 由1.8降至1.5: from one level to another; 由1.0升级到2.0: versions
    ("name", "version", rf"{_NO_REACH}(?!(?<=[由从])⟦(?!\d\.0⟧)\d\.\d⟧[降减下缩提上增扩])⟦[1-9]\.\d⟧(?!倍|个|万|亿|以上|以下|以内|左右|(?<=[1-9]⟧)(?:[、和及与]\d+\.\d+)+ ?(?:个?百分点|[百千万亿]|公里|平方|立方|公顷|亩|元|吨|米|倍|小时|度|千瓦|兆瓦|[%％‰])|$)", ""),
    ("name", "version", rf"{_NO_REACH}⟦\d\.\d⟧$", r"[^\s：:]$"),  # alone in a cell it is a number
    ("name", "code", rf"{_NO_REACH}⟦(?!0\.)\d+\.\d{{3,}}⟧", ""),
    ("name", "code", rf"{_NO_REACH}⟦[\d.·\-/—]+⟧[”’]?(?:工程|计划(?!内|外)|行动|战略|规划|模式|高校|项目(?!个)|体系|布局|格局|框架|架构|平台|网站|标准|协议|品牌|系列)", ""),
    # 798艺术区, 1912街区
    ("name", "code", r"⟦\d{3,4}⟧(?:文化|创意|艺术|文创|时尚|历史|产业|科技)*(?:艺术区|街区|[创意文]{2}园|产业园|园区|老场坊|工场|广场|公园|码头)", ""),
    ("name", "reach-in-time", rf"(?<=提高){_ANY}{_END}(?:个?小时|分钟)(?:通勤|[^，。；、\d]{{0,8}}圈)", ""),
    *(("name", why, rf"{_NO_REACH}(?:{_NO_COURSE}|(?={_ANY}{_END}{_CEREMONY})){_ANY}(?:⟧|⟩(?!级))(?:{after})", "") for why, after in _AFTER.items()),
    ("name", "tier", rf"⟦[一二三四五六]{_END}(?:级联动|类口岸)|⟦(?:[九十一二五]{{1,2}}|9|1[25]){_END}年(?:一贯|国民教育|义务|免费教育)|⟦[一二三]{_END}本(?:院校|高校|批次|线(?!装))", ""),
    ("name", "tier", rf"⟦(?:[一二两三四五六]级{_END}|\d[⟧⟩]级及?以[上下]的?[\u4e00-\u9fff]{{2}}|[^⟧⟩]*级{_END}(?:架构|巡视员|节点|政府|联动|医院|电子))", ""),
    ("name", "specification", "⟦[千百万]⟧[兆家户灯联年]", ""),
    ("idiom", "set-phrase", rf"(?<=最[后先初前]){_ANY}{_END}(?:公里|米|英里|环(?![节境保])|道防线|棒)", ""),  # 最后一公里
    ("idiom", "set-phrase", rf"⟦[^\x00-\x7f]{_END}个(?:全面|确立|维护|意识|自信|代表|毫不动摇|革命|必须|坚持|务必|认同|善于|统筹|一百年|率先|更加|充分|牢牢把握|重大判断|一(?!流|级|批)|不[准得能变])", ""),
    ("idiom", "slogan", rf"(?<=“)⟦[{_ONE}]{_END}个[十百千万]+”", ""),  # “三个十”工程
    ("name", "code", r"(?<=“)⟦\d{3,4}⟧[\u4e00-\u9fff]{1,8}(?:计划|工程|行动|圈|模式)”", ""),  # “3550人才计划”
    ("idiom", "slogan", rf"(?<=“)⟦[{_ONE}]{_END}[个大项条张](?!百|千|万)[\u4e00-\u9fff]{{1,6}}”(?!的?[大个项]|行动|工程|任务|计划)", ""),
    ("name", "code", rf"(?<=“){_ANY}⟧”", ""),
    ("name", "slogan", rf"(?<=“)⟦[十百千万]{_END}(?:[人企家校村名][^”，。]{{0,6}}”|[大佳强](?!行动|工程|任务)[^”，。]{{1,8}}”|[\u4e00-\u9fff][十百千万][\u4e00-\u9fff]{{1,4}}”)", ""),
    ("idiom", "slogan", "⟦[^\x00-\x7f⟧⟩][^⟧⟩]?⟧(?![大条项](?!”)[^”]{0,6}(?:行动|工程|任务)).*”", "“[^”]*$"),
    ("idiom", "set-phrase", r"⟦[一零两三二四半]⟧(?:位一体|合一|体化|体|代码|码|证|卡|端|云|网|屏|链|键|生融合|张网|张图|张蓝图|盘棋|站式|窗|件事|门|事|地|揽子|把手|条龙|条心|刀切|带一路|老一小|次办|次性|跑|步|手|旦|直|轮|如既往|方|定|些|批|流|般|样|张|点|线)", ""),
)  # fmt: skip
_RULES_AROUND = tuple((kind, why, regex(at), regex(before) if before else None) for kind, why, at, before in _AROUND)
# The first of them that speaks of a numeral, its group named by its place: of most none does.
_FIRST = regex("|".join(f"(?P<r{place}>{at})" for place, (_, _, at, _) in enumerate(_AROUND)))
TIER = regex("[一二两三四五六]级")


def called(printed: str, before: str, after: str, measured: bool) -> bool:
    """Whether digits are a telephone number: its form says so, or a short one stands beside 热线, 电话, 平台."""
    if before.endswith("转") and _EXTENSION.search(before):
        return True
    if len(printed) < 5 and measured:
        return False
    if _CALL.fullmatch(printed):
        return True
    if len(printed) >= 5 and printed.replace("-", "").isdecimal() and _CODED.search(before):
        return True
    if measured or not SHORT_CALL.fullmatch(printed):
        return False
    return len(printed) > 3 or bool(_CALLED.match(after) or _CALLING.search(before))


@lru_cache(2048)
def named(printed: str, before: str, after: str, measured: bool) -> tuple[str, str] | None:
    """("name" or "idiom", reason) where a numeral counts nothing for what stands around it; None where it counts.

    before, after: its words, up to a line's end. measured: a measure follows it.
    """
    if _COUNTED_THEN_STOPS.match(after) and plainly_listed(printed, before, after):
        return None
    if in_title(before, after):
        return "name", "title"
    if (again := _AGAIN.search(before)) and again[1] == printed and _SAME.match(f"{again[2]}#{after}"):
        return "idiom", "said-again"
    if called(printed, before, after, measured):
        return "name", "telephone"
    words, at = f"{before}⟦{printed}{'⟩' if measured else '⟧'}{after}", len(before)
    first = _FIRST.match(words, at)
    for kind, why, around, leading in _RULES_AROUND[int((first.lastgroup or "")[1:]) :] if first else ():
        if (leading is None or leading.search(before)) and around.match(words, at):
            return kind, why
    return None


_AGAIN = regex(r"(?<![\d.])([\d.,]+[百千万亿]*%?)([^\d（(，。；、]{0,8})[（(]不?(?:包?含|包括)$")  # 60%（含60%）以上
_SAME = regex(r"(.*).*#\1[）)，,]")  # of 30座（含30座换电站） the second counts something else
_STOP_SIGNS = ("", "、", "，", "。", "；")
_COUNTED_THEN_STOPS = regex(r"[个家项条座台所]?(?:、(?!\d{1,2}月|\d0后)|[，。；]|$)")
TOLD_BEFORE = regex("[《〈+＋转]")


def plainly_listed(printed: str, before: str, after: str) -> bool:
    """Whether digits stand between stops (、12个、) where nothing can make a name of them: no title, no telephone."""
    if not (printed.isascii() and printed.rstrip("%").isdecimal()) or "号" in after or TOLD_BEFORE.search(before):
        return False
    short = len(printed) < 3 or (len(printed) < 9 and not SHORT_CALL.fullmatch(printed))
    return short and before[-1:] in _STOP_SIGNS


_DECIMAL = regex(r"[\d.]+[万亿]?%?", re.ASCII)


def set_apart(printed: str, before: str, behind: str) -> bool:
    """Whether a number and its measure stand between stops (、3.5亩，), so that no word can make them a name."""
    between = behind[:1] in _STOP_SIGNS and before[-1:] in _STOP_SIGNS
    return between and bool(_DECIMAL.fullmatch(printed)) and not TOLD_BEFORE.search(before)


def in_title(before: str, after: str) -> bool:
    """Whether a figure stands within 《…》 or 〈…〉."""
    if "》" not in after:
        return False
    opened = max(before.rfind("《"), before.rfind("〈"))
    return opened >= 0 and "》" not in before[opened:]

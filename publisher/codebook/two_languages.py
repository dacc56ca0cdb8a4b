"""Things as Chinese and English name them, and English words that stand only where the Chinese has their signs."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.terms.regex import regex

# In each group Chinese and English that name one thing; none of them is ever another one's. Behind // stands what may
# tell the thing, and names none by itself.
THINGS: tuple[dict[str, str], ...] = (
    {  # fuels and power
        "充电|充换电|换电": r"\bcharg|\bswap",
        "加油站//油|汽": r"\b(?:petrol|gasoline) stations?\b|\bPetrol\b//\b(?:filling|fuel)",
        "氢": r"\b[Hh]ydrogen", "天然气|燃气|LNG|气田|储气|输气//气": r"\bgas\b(?! station)|\bLNG\b",
        "煤//热": r"\bcoal",
        "光伏|太阳能//光": r"\bsolar\b|\bphotovolt|\bPV\b", "风电|风能|风力//风": r"\bwind\b",
        "核电|核能//核": r"\bnuclear\b",
        "电网|输电|供电|电力//电|能|力": r"\bpower\b|\b[Ee]lectric//\bgrid|\btransmission",
        "停车//车": r"\bparking\b|\bcar parks?\b",
    },
    {"粗钢": r"\bcrude[ -]steel", "铁水": r"\bhot[ -]metal|\bmolten iron", "生铁": r"\bpig iron"},
    {  # industries
        "钢铁|钢": r"\bsteel//\bmetal", "化工|石化//化": r"\bchemicals?\b|\bpetrochemical",
        "机床//机": r"\bmachine tools?\b",
        "航空|飞机|机场|民航//空|航|飞|机": r"\baviation\b|\baircraft|\bairport//\baero|\bair|\bflight|\bplane|\bjet",
        "航天|卫星//空|天|星|轨": r"\baerospace\b|\bsatellite//\bspace|\borbit",
        "医药|医疗|药品//医|药|健康|卫生": r"\bpharma|\bbiomed|\bmedic|\bdrug//\bhealth|\bhospital",
        "集成电路|芯片|半导体//芯|晶": r"\bintegrated[ -]circuit|\bchips?\b|\bsemicond//\bIC",
        "铁路|轨道交通|高铁|列车|地铁//轨|铁|线|车": r"\brail//\bmetro|\btrain|\btrans|\btrack|\bsubway|\bline",
        "纺织//纺|衣|服装": r"\btextile//\bcloth|\bgarment",
        "食品|粮食//食|粮|鲜|餐|菜|冷链": r"\bfoods?\b//\bgrain|\bcater|\bgrocer", "机器人": r"\brobot",
    },
    {  # what serves people
        "教育|学校|大学|中小学|高校//教|学|校|培训|人才|育|院":
            r"\beducation|\b[Ss]chools?\b|\b[Uu]niversit//\b[Ss]chool|\beducat|\bteach|\bstud|\bcampus"
            r"|\b[Cc]olleg|\btrain|\blearn|\bacadem|\bpupil|\binstitut",
        "医疗|卫生|医院|医药//医|健康|疾|患|药|病|康|护":
            r"\bhealth|\bmedic|\b[Hh]ospital//\bclinic|\bpatient|\bdisease|\bdoctor|\bpharma|\bdrug|\bcare\b|\bsanita",
        "体育|健身//赛|运动|体": r"\bsports?\b|\bfitness\b//\bathlet|\bexercis|\bgame|\bphysical",
    },
    {
        "家庭|住户|居民|住宅//家|户|居|住|小区|社区|宅":
            r"\bhomes?\b|\bhouseholds?\b//\bhous|\bfamil|\bresident|\bestate|\bdwell|\bpeople|\bcitizen|\bneighbo",
        "楼宇|大厦|写字楼//楼|建筑|房": r"\boffice buildings?\b//\bbuildings?\b|\boffice|\btower|\bpremises|\bhous",
        "工厂//厂|企业": r"\bfactor(?:y|ies)\b//\bplants?\b|\bmills?\b|\bworks\b", "车间": r"\bworkshops?\b//\bshop",
        "图书馆//图书|书": r"\blibrar", "博物馆//博物|馆": r"\bmuseum",
    },
    {"上限|上端//[上高]": r"\bupper\b|\bmaxim|\bceiling//\bcap|\btop\b|\bmost\b",
    "下限|下端//[下低底]": r"\blower (?:end|bound|limit)|\bfloor\b//\bminim|\bleast\b|\bbottom"},
    {"增量//新": r"\bincrement|\baddition\b//\badd|\bnew|\bincreas",
    "存量//[现原已旧]": r"\bexisting\b|\bstock\b//\bstand|\balready"},
    {"牵头//领|主": r"\blead//\bhead|\bconven|\bchair",
    "未区分|不区分//区分": r"\bundivided//\bdistinct|\bdistinguish|\bneither|\bopen\b"},
    {"电压//压|伏": r"\bvoltage", "电流//流|现|当": r"\bcurrent\b"}, {"有轨电车//电车": r"\btrams?\b",
    "磁浮|磁悬浮": r"\bmaglev"},
    {"初步//[初预先]": r"\bpreliminar//\binitial|\bfirst|\bprovision|\bbegin|\bbasic",
    "最终//[终末最定]": r"\bfinal"},
    {"主送": r"\b[Aa]ddressee//\b(?:sen[dt]|address)", "发文机关|印发机关//发": r"\b[Ii]ssuer"},
    {"新设施": r"\bnew facilit", "新平台": r"\bnew platform", "新网络": r"\bnew network",
    "新终端": r"\bnew terminal"},
    {"发布会//会|发布": r"\b(?:[Pp]ress|[Nn]ews) conference|\b[Bb]riefing", "报告//报": r"\b[Rr]eport\b"},
    {"半角": r"\bhalf-?width\b", "全角": r"\bfull-?width\b"},
    {"(?<![副代])市长//领导": r"(?<!vice )(?<!deputy )(?<!acting )\bmayor",
    "副市长//副": r"\b(?:vice|deputy) mayor//\bvice|\bdeputy",
     "代市长": r"\bacting mayor//\bacting"},
    {"需求//[需求要缺]": r"\bdemand//\bneed|\brequir|\bwant",
    "供给|供应//[供给补源]": r"\bsupply\b//\bsuppl|\bprovi|\boffer"},
    {"人民币//元": r"\bCNY\b|\bRMB\b|\byuan\b//\brenminbi", "美元": r"\bUSD\b|\bdollars?\b|US\$"},
    {"进出口": r"\bimports? (?:and|or|&) exports?\b//\bimport|\btrade",
    "(?<!进)出口":
        r"(?<!imports and )(?<!import and )\bexports\b(?! (?:and|or|&) import)//\bexport|\bexit|\boutbound"},
    {  # firms
        "(?:中国|上海)电信|电信(?=[、和与公集成四])": r"\bTelecom\b", "(?:中国|上海|成都)移动": r"\bMobile\b",
        "中国联通|联通(?=[、和与公集])//联通": r"\bUnicom\b", "铁塔": r"\bTower\b", "中船|船舶集团": "CSSC",
        "中远": "COSCO", "阿里": "Alibaba",
        "腾讯": "Tencent", "华为": "Huawei", "百度": "Baidu", "京东": r"\bJD\b|Jingdong", "商汤": "SenseTime",
        "发那科": r"\bF(?:anuc|ANUC)\b", "安川": "Yaskawa", "特斯拉": "Tesla", "中石油|中国石油": "CNPC|PetroChina",
        "中石化|中国石化": "Sinopec", "宝武|宝钢": "Baowu|Baosteel", "上汽": r"\bSAIC\b", "小米": "Xiaomi",
        "中兴": r"\bZTE\b", "中芯": r"\bSMIC\b", "字节": "ByteDance", "讯飞": "iFly[Tt]ek",
    },
    {  # universities
        "交通大学|交大": r"Jiao ?[Tt]ong", "复旦": "Fudan", "同济": "Tongji", "清华": "Tsinghua",
        "北京大学|北大": "Peking University", "浙江大学|浙大": "Zhejiang University", "华东师": "East China Normal",
        "四川大学|川大": "Sichuan University", "电子科": "UESTC|Electronic Science",
    },
    {  # districts and places of Shanghai and Chengdu
        "浦东": "Pudong", "虹桥": "Hongqiao", "临港": "Lin-?gang", "张江": "Zhangjiang", "漕河泾": "Caohejing",
        "吴淞": "Wusong", "洋山": "Yangshan", "静安": "Jing[’']?an", "嘉定": "Jiading", "杨浦": "Yangpu",
        "虹口": "Hongkou", "普陀": "Putuo", "徐汇": "Xuhui", "长宁": "Changning", "黄浦": "Huangpu",
        "闵行": "Minhang",
        "宝山": "Baoshan", "金山": "Jinshan", "松江": "Songjiang", "青浦": "Qingpu", "奉贤": "Fengxian",
        "崇明": "Chongming", "双流": "Shuangliu", "天府": "Tianfu", "郫都|郫县": "Pidu", "锦江": "Jinjiang",
        "青羊": "Qingyang", "武侯": "Wuhou", "成华": "Chenghua", "金牛": "Jinniu", "龙泉驿": "Longquanyi",
        "青白江": "Qingbaijiang", "新都": "Xindu", "温江": "Wenjiang", "金堂": "Jintang", "新津": "Xinjin",
        "简阳": "Jianyang", "都江堰": "Dujiangyan", "彭州": "Pengzhou", "邛崃": "Qionglai", "崇州": "Chongzhou",
    },
)  # fmt: skip
# What a body has charge of, in its name.
CHARGES = {
    "经": "Econom", "教": "Educat", "财|金融": "Financ", "商|贸": "Commerc|Business|Trade", "科": "Scien",
    "交通": "Transport",
    "卫": "Health", "应急": "Emergenc", "民政": "Civil Affairs", "文": "Cultur", "农": "Agricult", "水": "Water",
    "统计": "Statist", "司法": "Justice", "税": r"\bTax", "房|住": "Hous", "体": "Sport", "公安": "Public Security",
}  # fmt: skip
# English words in small letters (none of a name), and the signs of which the Chinese has one.
_ONLY_WITH = tuple(
    (regex(rf"\b(?:{words})\b"), regex(signs))
    for words, signs in {
        r"reduc\w+|decreas\w+|shrink\w*|cuts?|cutting(?! ?-?edge)":
            "[减降压缩削低少节控限退停撤废去脱治截切断裁简缓弱防轻]",
        "compulsory|mandatory": "强制|义务|[必须]|应当|责令", "dollars?": "元|美金",
        "foreign|overseas|abroad": "[外海境洋涉侨际]|跨国|全球|世界|出去|留学|友城|贸",
        "monthly|(?:every|each|per|a) month": "月", "quarterly|(?:every|each|per) quarter": "季",
        "weekly|(?:every|each|per|a) week": "周|星期|礼拜", "daily|(?:every|each|per|a) day": "[日天常昼平]",
        "eastern": "东", "western": "西|欧美", "southern": "南", "northern": "北",
        "provinc(?:e|es|ial)": "省|[川苏浙皖沪]|长三角|自治区|部|区域|跨[区界]|异地",
        "preliminary": "[初预暂前]|准备|先行",
        "estimated": "[估约拟]|[预测概推]算|预[计期]",
        "(?:vice|deputy)(?! versa)": "[副代次]",
        "(?<!vice[ -])(?<!deputy[ -])(?<!acting )mayors?(?! \\(?(?:in an )?acting)": "(?<![副代])市长|领导|市政府",
        "executive(?= vice)": "常务", "acting (?=mayor)": "[代]",
        "prohibit\\w*|forbid\\w*|ban|bans|banned": "[禁限止严勿]|不[得准许允再可能]",
        "private|privately": "[民私非专]|社会|[个自]然?人|隐", "imports?|imported": "[进入外引]",
        "exports?|exported": "[出输外导]",
        "free of charge": "免|无偿|不收",
        "ordinary": "[普常]|一般",
        "countryside|rural": "[农乡村郊田]", "country’s|nationwide|countrywide": "[国央]",
    }.items()
)  # fmt: skip
_ANY = regex("|".join(words.pattern for words, _ in _ONLY_WITH))


def unbacked(zh: str, en: str) -> Iterator[tuple[str, str]]:
    """English words of which the Chinese has no sign: monthly for 每季度, western for 川东."""
    for words, signs in _ONLY_WITH if _ANY.search(en) else ():
        if (said := words.search(en)) and not signs.search(zh):
            yield "", said[0]


_PERFECT = regex(
    r"\b(?:has|have|had) (?:already |now )?(?:been )?(?!un\w+ed|advanced)(?:\w+ed|built|set|begun|made|won)\b"
    r"|\bsince the (?:end|beginning) of"
)
_PAST = regex("[已曾了过现原后]|经(?!济|贸|营|信)|既|目前|以来|成[果就]|基础上|当前|设在")
_RELATIVE = regex(r"\b(?:that|which|who|whose|what)(?: \w+){0,3} $")


def achieved(zh: str, en: str) -> Iterator[tuple[str, str]]:
    """What English tells of a promise as done where the Chinese has no sign of it: has built."""
    told = (said for said in _PERFECT.finditer(en) if not _RELATIVE.search(en[: said.start()]))
    if (said := next(told, None)) and not _PAST.search(zh):
        yield "", said[0]

"""What a figure is taken for: promise, limit, money, what stands already, what the document counts of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.draft.analysis import Analysis, find
from publisher.draft.figures.milestones import outcomes
from publisher.draft.marks import Spans
from publisher.draft.suggest.plan import suggestions
from publisher.read.registry import Registry, read_registry
from publisher.terms.schema import load_schemas

TEXT = """虚构市数字设施行动方案（2021—2023年）
{preamble}
一、总体要求
（一）指导思想。{guidance}
（二）基本原则。{principle}
（三）工作目标。{goal}
二、主要任务
（一）建设设施。{task}
三、保障措施
（一）加强组织。{safeguard}
"""
PLACES = ("preamble", "guidance", "principle", "goal", "task", "safeguard")

# Where it stands, the sentence, table and kind of its figure.
ROLES = (
    ("task", "到2023年，建成200个站点。", "targets", "target"),
    ("goal", "到2023年，建成200个站点。", "targets", "target"),
    ("task", "能耗控制在500吨以内。", "targets", "cap"),
    ("task", "建设用地不超过40平方公里。", "targets", "cap"),
    ("task", "时延控制在20毫秒左右。", "targets", "target"),
    ("task", "总投资30亿元。", "targets", "budget"),
    ("task", "目前已建成300个站点。", "observations", "baseline"),
    ("task", "截至2020年10月，建成300个站点。", "observations", "baseline"),
    ("task", "在现有基础上，力争建成300个站点。", "targets", "target"),
    ("principle", "坚持政府引导，服务60个行业。", "observations", "background"),
    ("guidance", "坚持政府引导，服务60个行业。", "observations", "background"),
    ("guidance", "坚持政府引导，建成60个站点。", "targets", "target"),
    ("task", "坚持政府引导，服务60个行业。", "targets", "target"),
    ("task", "聚焦60个行业。", "observations", "background"),
    ("goal", "实施五大工程。", "observations", "structure"),
    ("goal", "开展20项任务。", "observations", "structure"),
    ("task", "开展20项任务。", "targets", "target"),
    # What is there already, and what is to be done with it.
    ("task", "确保本队现有设备完好率达到95%以上。", "targets", "target"),
    ("task", "推动现有园区改造40个。", "targets", "target"),
    ("task", "支持现有企业上云60家。", "targets", "target"),
    ("task", "依托现有平台，引进5家企业。", "targets", "target"),
    ("task", "全市现有车位3万个。", "observations", "baseline"),
    ("task", "现有水厂3座，泵站5座。", "observations observations", "baseline baseline"),
    ("task", "全县现有企业100家，其中龙头企业5家。", "observations observations", "baseline baseline"),
    ("task", "现有企业上云率达到80%。", "observations", "baseline"),
    ("task", "在现有20座泵站的基础上，再建6座。", "observations targets", "baseline target"),
    ("task", "在巩固现有4个基地的基础上，新建7个。", "observations targets", "baseline target"),
    ("task", "在现有绿地20公顷的基础上，力争突破60公顷。", "observations targets", "baseline target"),
    ("task", "依托全区现有14个驿站，建成6个。", "observations targets", "baseline target"),
    ("task", "借助现有7个平台，引进6家。", "observations targets", "baseline target"),
    ("task", "支持现有15家农场，力争达到30家。", "observations targets", "baseline target"),
    ("task", "支持现有15家农场上云，新建6座泵站。", "targets targets", "target target"),
    ("task", "推动现有40个园区改造。", "targets", "target"),
    ("task", "将现有30个平台整合为4个。", "observations targets", "baseline target"),
    ("task", "把现有的600个泊位扩大到900个。", "observations targets", "baseline target"),
    ("task", "将现有3座水厂扩建。", "targets", "target"),
    ("task", "完成现有桥梁加固15座。", "targets", "target"),
    ("task", "已完成现有桥梁加固15座。", "observations", "baseline"),
    ("task", "保持现有林地40万亩不减少。", "targets", "target"),
    ("task", "运用现有平台，归集3亿条数据。", "targets", "target"),
    ("task", "依托现有平台引进6家企业。", "targets", "target"),
    ("task", "加快现有管网改造，漏损率控制在8%以内。", "targets", "cap"),
    # Where a level comes from stands already, where it goes is promised.
    ("task", "装机由20万千瓦增至200万千瓦。", "observations targets", "baseline target"),
    ("task", "总数由2300个增加4700个。", "observations targets", "baseline target"),
    ("task", "电价由目前的59元降至39元。", "observations targets", "baseline budget"),
    ("task", "车队由18台扩容至50台。", "observations targets", "baseline target"),
    ("task", "分区由现有的30个扩至75个左右。", "observations targets", "baseline target"),
    ("task", "学生拥有终端由11台增加到20台。", "observations targets", "baseline target"),
    ("task", "经费标准由每生每年600元提高到800元。", "observations targets", "baseline budget"),
    ("task", "对已移交的14所学校全部改造。", "targets", "target"),
    ("task", "由户均收入8000元以下提高到1.2万元以下。", "observations targets", "baseline cap"),
    ("task", "由人均住房面积12平方米提高到18平方米。", "observations targets", "baseline target"),
    ("task", "产值由2010年的不足30亿元增加到80亿元。", "observations targets", "baseline target"),
    ("task", "由市水务局改造6座泵站扩容至30座。", "targets targets", "target target"),
    # What is made, sold or earned is money, and no fund.
    ("task", "农产品加工产值突破900亿元。", "targets", "target"),
    ("task", "彩票年销售额达到20亿元。", "targets", "target"),
    ("task", "集群规模达到600亿元。", "targets", "target"),
    ("task", "设立产业基金规模60亿元。", "targets", "budget"),
    ("task", "完成技改投资60亿元。", "targets", "budget"),
    ("task", "旅游收入年均增长9%，力争突破60亿元。", "targets targets", "target target"),
    ("task", "完成投资增长9%，力争突破60亿元。", "targets targets", "target budget"),
    ("task", "产值增长9%，设立基金60亿元。", "targets targets", "target budget"),
    # What each of many has, or a goal says, is to come.
    ("task", "到2023年，每个社区拥有4个以上的活动室。", "targets", "target"),
    ("task", "每个街道拥有活动室4个。", "targets", "target"),
    ("goal", "全市拥有活动室400个。", "targets", "target"),
    ("task", "全市拥有活动室400个。", "observations", "baseline"),
    ("task", "全市已拥有活动室400个。", "observations", "baseline"),
    # 已 may stand behind what is counted.
    ("task", "甲片区、乙片区共计12平方公里已完成防洪评估。", "observations", "baseline"),
    ("task", "全市300个站点已全部建成。", "observations", "baseline"),
    ("task", "改造300个已建成站点。", "targets", "target"),
    ("task", "推动300个站点已完成评估的楼栋改造。", "targets", "target"),
    ("task", "新增12平方公里已完成评估的片区。", "targets", "target"),
    ("task", "到2023年，300个站点已全部建成。", "targets", "target"),
    ("task", "新建站点300个，已完成选址。", "targets", "target"),
    # The number of a name.
    ("task", "推进甲工业区2（12公顷）评估。", "mentions targets", "name target"),
    ("task", "建设东桥2#泵站。", "mentions", "name"),
    ("task", "建设工业区2个。", "targets", "target"),
    ("task", "建设泵站2、水厂3。", "targets targets", "target target"),
    # How many are made, and which are meant.
    ("task", "年均开发3万个以上的公益岗位。", "targets", "target"),
    ("task", "每年举办6场以上的招聘会。", "targets", "target"),
    ("task", "支持年销售额2000万元以上的企业。", "mentions", "idiom"),
    ("task", "淘汰船龄20年以上的货船。", "mentions", "idiom"),
    ("task", "培育企业20家，其中年销售额超5亿元的3—5家。", "targets mentions targets", "target idiom target"),
    ("task", "引进投资超5亿元的3个项目。", "mentions targets", "idiom target"),
    ("task", "实现产值突破5亿元的目标。", "targets", "target"),
    ("task", "税收亿元楼达到18栋，千万元村5个。", "mentions targets mentions targets", "name target name target"),
    ("task", "产值过6亿元的乡镇达到20个。", "mentions targets", "idiom target"),
    ("task", "收入过亿元的镇不少于3个。", "mentions targets", "idiom target"),
    ("task", "产值突破6亿元，企业达到20家。", "targets targets", "target target"),
    ("task", "确保产值超过6亿元的目标实现。", "targets", "target"),
    # Of which part a rule speaks, what is an offence.
    ("task", "漏损率控制在30%（含）以内。", "targets", "cap"),
    ("task", "30%以上的面积完成改造。", "targets", "target"),
    ("task", "对罐体超过60米、未设围栏或软管私接的，要责令改正。", "mentions", "idiom"),
    ("task", "发现堆高超过6米、未设围栏的，依法移送处理。", "mentions", "idiom"),
    ("task", "对标先进，新建步道6米，表现突出的，通报表扬。", "targets", "target"),
    ("task", "对外开放，新建泊位6个。", "targets", "target"),
    ("task", "末位10%的退出试点。", "mentions", "idiom"),
    ("task", "约谈排名后3位的镇。", "mentions", "idiom"),
    ("task", "排名进入全省前10位。", "targets", "target"),
    ("task", "按费用的50%兑付，初创企业可提高至70%。", "observations observations", "background background"),
    ("task", "覆盖率可提高至70%。", "targets", "target"),
    ("task", "实现500米以下空域覆盖率达到90%。", "mentions targets", "idiom target"),
    ("task", "站点500米覆盖率达到90%。", "mentions targets", "idiom target"),
    ("task", "建成步道500米，覆盖率达到90%。", "targets targets", "target target"),
    ("task", "建成站点500米以上，覆盖率达到90%。", "targets targets", "target target"),
    ("task", "建成步道500米以上连通率达标。", "targets", "target"),
    # Classes and places that are known, how large an area is.
    ("task", "城乡三项保险参保率达到97%。", "observations targets", "structure target"),
    ("task", "推出三项保险产品。", "targets", "target"),
    ("task", "分为策源区、承载区、融合区和联动区四个功能区。", "observations", "structure"),
    ("task", "建设策源区、承载区和五个功能区。", "targets", "target"),
    ("task", "推动资源向两个新城区、三个副中心配置。", "observations observations", "background background"),
    ("task", "支持两个园区做大做强。", "observations", "background"),
    ("task", "支持建设两个园区。", "targets", "target"),
    ("task", "培育两个园区发展。", "targets", "target"),
    ("task", "学位缺口达4800个。", "observations", "baseline"),
    ("task", "补齐学位缺口4800个。", "targets", "target"),
    ("task", "争取中央补助资金18亿元。", "targets", "budget"),
    ("preamble", "过去一年，全区新增企业3家，产值达68亿元。", "observations observations", "baseline baseline"),
    ("task", "过去五年，我市建成站点2万个，今后三年再建成站点3万个。", "observations targets", "baseline target"),
    ("task", "去年以来，各区加快建设，力争2025年建成站点900个。", "targets", "target"),
    ("preamble", "全年主要预期目标是：产值增长8%以上，新增企业90家。", "targets targets", "target target"),
    ("task", "年度补贴支出不超过3000万元。", "targets", "budget"),
    ("task", "准点率现在是82%，明年要提高6个百分点。", "observations targets", "baseline target"),
    ("task", "对现有装置实施改造，年供氢8000吨。", "targets", "target"),
    ("task", "重复开挖比去年减少40%。", "targets", "target"),
    ("task", "去年产值310亿元。", "observations", "baseline"),
    ("task", "对去年损毁的12处堤段、5座涵闸进行修复。", "targets targets", "target target"),
    ("task", "去年损毁堤段12处。", "observations", "baseline"),
    ("task", "沿用国家65个基础性指标和本市指标。", "observations", "structure"),
    ("task", "新增招生40个指标和名额。", "targets", "target"),
    ("task", "完成招生1000个指标的分配。", "targets", "target"),
    ("task", "下达2000个招生指标和300个编制。", "targets targets", "target target"),
    ("task", "落实600个车位指标的分配。", "targets", "target"),
    ("task", "尚有盲区村67个。", "observations", "baseline"),
    # What is counted was just listed, or is the document's own.
    ("task", "石门、大窝两个站配备发电车。", "observations", "structure"),
    ("task", "应急、城管、水务三个部门配合。", "observations", "structure"),
    ("task", "资金分两批拨付。", "observations", "structure"),
    # A half: a promise that no number holds; what it was already, or a name, is none.
    ("task", "在用机架规模较2020年翻一番。", "targets", "target"),
    ("task", "6月底前完成工程量的一半。", "targets", "milestone"),
    ("task", "目前产值已翻两番。", "observations", "baseline"),
    ("task", "目前产能已倍增。", "mentions", "vague"),
    ("task", "十亿级4—5个。", "mentions targets", "name target"),
    ("task", "数十亿级企业4家。", "mentions targets", "vague target"),
    ("task", "实施“电芯倍增”工程。", "", ""),
    # Parts of the plan itself, and classes that it names.
    ("task", "推动4个方面23项任务落地见效。", "observations observations", "structure structure"),
    ("task", "两类设施累计投资380亿元。", "observations targets", "structure budget"),
    # Whom a rule concerns; what somebody asks.
    ("task", "上架率低于50%的，不再扩容。", "mentions", "idiom"),
    ("task", "面积达到1万平方米的，予以支持。", "mentions", "idiom"),
    ("task", "装机容量超过20兆瓦的电站，配备储能。", "mentions", "idiom"),
    ("task", "完成三类管线普查。", "observations", "structure"),
    ("task", "打造三类示范场景。", "targets", "target"),
    ("task", "布局五类新型设施。", "targets", "target"),
    ("task", "有人说要建5万个站点，是真的吗？", "observations", "background"),
    # How a plan is assessed; what is promised of the same things.
    ("task", "考核设12项指标,总分120分。", "observations observations", "structure structure"),
    ("task", "上下半年分别按40%、60%计入年度得分。", "mentions mentions", "idiom idiom"),
    ("task", "新建站点120个，完成率达到60%。", "targets targets", "target target"),
    ("task", "平均得分提高12分，完成指标30项。", "targets targets", "target target"),
    ("task", "完成招生1000个指标。", "targets", "target"),
    ("task", "完成10项约束性指标，确保15项预期性指标。", "targets targets", "target target"),
    ("task", "考核设6类55项考核指标。", "observations observations", "structure structure"),
    # Points that are to be gained; those that a check gives.
    ("task", "满意度增加5分，得分增加3分，每年加5分。", "targets targets targets", "target target target"),
    ("task", "测评得90分以上，年均加2分。", "targets targets", "target target"),
    ("task", "每项加5分，按时报送的得3分。", "observations observations", "structure structure"),
    # 6大集群 of which a sum is said; those that are built.
    ("goal", "力争全县6大产业园总产值超过80亿元。", "observations targets", "structure target"),
    ("task", "新建6大产业园，总面积达到80万平方米。", "targets targets", "target target"),
    ("task", "培育10大企业集团营业收入超百亿元。", "targets targets", "target target"),
    ("task", "打造5大基地总投资超100亿元。", "targets targets", "target budget"),
    ("task", "新增8大集群总产值达300亿元。", "targets targets", "target target"),
    # Deputies are counted like others; one that each names is how the work is arranged.
    ("task", "选拔正职苗子60名、副职苗子70名，培养80名副职苗子。", "targets targets targets", "target target target"),
    ("task", "各镇明确1名副职分管。", "mentions", "idiom"),
    # What is quoted is promised; what a clause opens with concerns somebody.
    ("goal", "实现“新增岗位7万个，覆盖率达到40%”的主要目标，成为样板。", "targets targets", "target target"),
    ("task", "装机超过20兆瓦的电站，配备储能。", "mentions", "idiom"),
    ("preamble", "目标：到2023年，站点达到700座。其中，快充站90座。", "targets targets", "target target"),
    ("preamble", "近年来发展较快。其中，快充站90座。", "observations", "background"),
    ("task", "实施“青年骨干百人计划”，引进70名骨干。", "mentions targets", "name target"),
    ("task", "实施“百校万企”对接，引进百名骨干。", "targets", "target"),
    # How rare the flood is that is met, how long something goes on: to be reached, or said along the way.
    ("task", "按50年一遇洪水标准建设堤防3公里。", "mentions targets", "name target"),
    ("task", "主城区30年一遇、郊区20年一遇标准设计。", "mentions mentions", "idiom idiom"),
    ("task", "防洪标准提高到50年一遇。", "targets", "target"),
    ("task", "主城区达到30年一遇排涝标准。", "targets", "target"),
    ("task", "谋划3-5年整治工作。", "mentions", "idiom"),
    ("task", "到期后再延长20年经营权。", "mentions", "idiom"),
    ("task", "泵站寿命达到30年以上，新建泵站3座。", "targets targets", "target target"),
    # How soon each time, and how soon as a whole.
    ("task", "审批时限压缩至6个工作日内。", "targets", "target"),
    # How large each is, and how large all are.
    ("task", "改建花园20座（单个面积2000平方米以上）。", "targets mentions", "target idiom"),
    ("task", "改建花园20座（总面积20万平方米以上）。", "targets targets", "target target"),
    # Years, houses, units and items by their numbers.
    ("task", "以“虚构2035”总规为依据，建设站点6个。", "mentions targets", "name target"),
    ("task", "实现“合格率不低于90%”的目标。", "targets", "target"),
    ("task", "参照行动纲要（2024—2026），建设站点6个。", "mentions targets", "name target"),
    ("task", "更新石桥路12、15弄，改造路灯12盏。", "mentions mentions targets", "name name target"),
    ("task", "改造北路12条、弄堂15个。", "targets targets", "target target"),
    ("task", "推动滨江-01单元实施。", "mentions", "name"),
    ("task", "安排如下：\n水厂\t（1）建设水厂2座。\n泵站\t1.改造泵站3座。", "mentions targets mentions targets",
     "name target name target"),
    ("task", "新建泵站（3）座。", "targets", "target"),
    # What share of the funds goes where, and what share a fund gives.
    ("task", "补助资金用于产业的比重力争提高到60%以上。", "targets", "target"),
    ("task", "按投资额20%的比例给予补助。", "observations", "background"),
    # Of which size those are that are counted; what is there for each head is no fund.
    ("task", "招引项目5个，其中10亿元以上1个。", "targets mentions targets", "target idiom target"),
    ("task", "项目投资达到10亿元以上。", "targets", "budget"),
    ("task", "以上5家企业全部上云。", "observations", "structure"),
    ("task", "围绕以上8个方面推进。", "observations", "structure"),
    ("task", "生均设备值达到1.5万元，居民消费达到3亿元。", "targets targets", "target target"),
    ("task", "人均卫生经费达到80元，发放消费券3亿元。", "targets targets", "budget budget"),
    ("task", "中职学校由286所整合至220所。", "observations targets", "baseline target"),
    ("task", "整合至220所。", "targets", "target"),
    ("task", "对排名末位的扣减10%。", "observations", "background"),
    ("task", "扣除价格因素，收入增长5%。", "targets", "target"),
    # Marks of an assessment.
    ("task", "评审包括技术方案（30分）、报价（40分）。", "observations observations", "structure structure"),
    ("task", "满意度（90分以上）。", "targets", "target"),
    # Stops of half the width are stops.
    ("task", "截至2020年底,全县站点达到300个,其中快充站90个。", "observations observations", "baseline baseline"),
)  # fmt: skip


@pytest.fixture(scope="module")
def registry(root: Path) -> Registry:
    return read_registry(root, load_schemas(root / "schemas"))


def read(place: str, sentence: str, registry: Registry) -> Analysis:
    """The plan in which the sentence stands at a place."""
    said = dict.fromkeys(PLACES, "加快推进。") | {place: sentence}
    found = find(TEXT.format(**said), registry, area_code="999900")
    assert isinstance(found, Analysis)
    return found


@pytest.mark.parametrize(
    ("place", "sentence", "table", "kind"), ROLES, ids=[f"{place} {sentence}" for place, sentence, *_ in ROLES]
)
def test_a_figure_is_taken_for_what_its_words_say(
    place: str, sentence: str, table: str, kind: str, registry: Registry
) -> None:
    figures = [(figure.table, figure.kind) for figure in read(place, sentence, registry).figures]
    assert figures == list(zip(table.split(), kind.split(), strict=True))


@pytest.mark.parametrize(
    ("heading", "sentence", "kinds"),
    [
        ("发展现状", "全县站点达到300个，覆盖率为40%。", ["baseline", "baseline"]),
        ("建设回顾", "全县站点达到300个，覆盖率为40%。", ["baseline", "baseline"]),
        ("发展现状", "到2023年，全县站点将达到900个。", ["target"]),
        ("基础和目标", "全县站点达到300个。", ["target"]),
        ("建筑业发展基础", "全县站点达到300个。", ["baseline"]),
        *(
            (verb + "基础", "全县站点达到300个。", ["target"])
            for verb in ("夯实产业发展", "筑牢工作", "巩固发展", "打牢建设")
        ),
        ("工作基础和下一步计划", "全县站点达到300个。", ["target"]),
        ("发展现状与明年安排", "全县站点达到300个。", ["target"]),
        ("取得的主要成绩", "全县新增站点300个，覆盖率提高到40%，建成机房2座。", ["baseline", "baseline", "baseline"]),
        ("存在的主要问题", "覆盖率为40%，比全市平均低3个百分点。", ["baseline", "baseline"]),
        ("充分认识建设的重要意义", "站点带动就业300人。", ["baseline"]),
        ("优化发展环境", "新建站点300个。", ["target"]),
        *(
            ("发展现状", sentence, ["target"])
            for sentence in (
                "计划新建站点300个。",
                "面临的任务是拟新建站点300个。",
                "为此，要新建站点300个。",
                "确保年内建成站点300个。",
                "目标是建成站点300个。",
                "必须建成站点300个。",
                "年底前新建站点300个。",
            )
        ),
        ("发展现状", "站点规模30座，计划2023年建成站点60座。", ["baseline", "target"]),
        ("发展现状", "确保了供应，建成站点300个。", ["baseline"]),
        ("发展现状", "超额完成目标任务，建成站点300个。", ["baseline"]),
        ("发展现状", "建成虚拟站点300个。", ["baseline"]),
        ("农村道路整治提升工作成效", "新建站点300个。", ["baseline"]),
        ("培育发展环境", "新建站点300个。", ["target"]),
        ("应对复杂形势", "新建站点300个。", ["target"]),
        ("扩大工作成效", "新建站点300个。", ["target"]),
    ],
)
def test_what_stands_below_a_part_that_looks_back_is_there_already(
    heading: str, sentence: str, kinds: list[str], registry: Registry
) -> None:
    text = TEXT.format(**dict.fromkeys(PLACES, "加快推进。"))
    text = text.replace("一、总体要求", f"一、{heading}\n（一）网络更密。{sentence}\n一、总体要求")
    found = find(text, registry, area_code="999900")
    assert found and [figure.kind for figure in found.figures] == kinds
    below = find(text.replace(sentence, f"推进。\n1.网络更稳。{sentence}"), registry, area_code="999900")
    assert below and [figure.kind for figure in below.figures] == kinds
    promised = [figure.sure for figure in below.figures if figure.table == "targets"]
    assert not any(promised) or not below.clauses[1].looks_back


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("新建站点300个。", True),
        ("三年内新增站点300个。", False),  # as was planned, or as it was done
        ("年度计划建成站点300个。", False),
        ("完成投资计划，新建站点300个。", True),
        ("新建站点300个，列入省级建设计划。", True),
        ("群众仍需到乡镇取件，损失率高达20%。", True),
        ("上级要求新增站点300个。", False),
        ("在建站点300个，预计明年投用。", False),
        ("新建站点300个，明年年底前完工。", False),
        ("新建站点300个，覆盖面更广。", True),
        ("甲项目申报规模上限30万千瓦。", False),  # of what may be asked for
        ("甲项目规模30万千瓦。", True),
        ("新建站点300个，计划2024年投用。", False),
        ("计划完成，新建站点300个。", True),
    ],
)
def test_what_a_part_that_looks_back_may_plan_is_no_sure_state(sentence: str, sure: bool, registry: Registry) -> None:
    text = TEXT.format(**dict.fromkeys(PLACES, "加快推进。"))
    text = text.replace("一、总体要求", f"一、发展现状\n（一）网络更密。{sentence}\n一、总体要求")
    found = find(text, registry, area_code="999900")
    assert found and [(figure.kind, figure.sure) for figure in found.figures] == [("baseline", sure)]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("建设内容", "target"), ("下一步计划", "target"), ("总体概况", "baseline"), ("计划完成情况", "baseline")],
)
def test_below_it_a_heading_can_look_ahead(heading: str, kind: str, registry: Registry) -> None:
    text = TEXT.format(**dict.fromkeys(PLACES, "加快推进。"))
    text = text.replace("一、总体要求", f"一、基本情况\n（一）{heading}。新建站点300个。\n一、总体要求")
    found = find(text, registry, area_code="999900")
    assert found and [figure.kind for figure in found.figures] == [kind]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("单品销售收入超过300万元的，给予支持。", "条件、限额、期限或类别，不是要达到的数量。"),
        ("名录更新后20天内公布。", "条件、限额、期限或类别，不是要达到的数量。"),
        ("培育年产值超3亿元、带动力强的企业。", ""),
        ("推进四个全面战略布局。", "固定说法，不计数量。"),
        ("建设站点3座。", ""),
    ],
)
def test_a_sum_that_sets_a_condition_is_no_set_phrase(sentence: str, reason: str, registry: Registry) -> None:
    rows = suggestions(read("task", sentence, registry), "x", registry)
    said = [row.cells["reason_zh"] for row in rows if row.table == "mentions" and row.cells.get("figure_printed")]
    assert said[:1] == ([reason] if reason else [])


def test_work_that_goes_on_with_what_is_known_is_no_sure_target(registry: Registry) -> None:
    known = read("task", "加快2座改造试点和4座扩建试点建设。", registry).figures
    assert [figure.sure for figure in known] == [False, False]
    assert read("task", "推动改造甲站2座和乙站4座。", registry).figures[-1].sure


def test_a_quote_begins_at_the_thing_that_is_counted(registry: Registry) -> None:
    rows = suggestions(read("task", "新增高新技术企业80家、总数突破500家。", registry), "x", registry)
    quotes = {row.cells["figure_printed"]: row.cells["quote"] for row in rows if row.table == "targets"}
    assert quotes["500"] == "高新技术企业80家、总数突破500家"


@pytest.mark.parametrize(
    ("sentence", "as_of", "basis"),
    [
        ("截至2020年10月，建成300个站点。", "2020-10-31", "stated"),
        ("目前已有300个站点。", None, None),
        ("站点由2018年的300个增加到2023年的500个。", "2018-12-31", "stated"),
        ("站点由2018年底的不足300个增加到2023年的500个。", "2018-12-31", "stated"),
        ("站点由300个增加到2023年的500个。", None, None),
    ],
)
def test_what_stands_already_has_the_date_of_its_sentence(
    sentence: str, as_of: str | None, basis: str | None, registry: Registry
) -> None:
    rows = suggestions(read("task", sentence, registry), "x", registry)
    cells = [row.cells for row in rows if row.table == "observations" and row.cells["kind"] == "baseline"]
    assert [(one.get("as_of"), one.get("as_of_basis")) for one in cells] == [(as_of, basis)]


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("到2023年，建成200座站点。", True),
        ("单个项目补助最高不超过800万元。", False),
        ("按核定投资的20%给予补助。", False),
        ("新建小区按100%预留条件。", False),
        ("每县限报3个方向。", False),
        ("在用机架规模翻一番。", False),
        ("新增占全市5%以上的物种数、覆盖率等指标。", False),  # the name of an indicator
        ("实现占比5%以上，物种数增加。", True),
        ("实现97%以上的合格率。", True),
        ("确保达到92%以上的满意率。", True),
        ("沿用60个基础性指标和原有指标。", False),
        ("新增34个指标。", False),
        ("改造能效水平率不低于10%的老旧厂房。", False),  # how good each is
        ("实现入库率不低于90%的目标。", True),
        ("实现“合格率不低于90%”的承诺目标。", True),
        ("实现合格率不低于90%。", True),
        ("牵头企业股比不高于60%，完成申报。", False),  # who may apply
        ("完成能耗占比不高于60%。", True),
        ("推动改造智能站4座和乙站。", True),
        ("新建占地5%以上的绿地。", True),
        ("到2022年、2023年，分别达到30%、50%。", [True, True]),  # of a second list it may be no year
        ("到2022年、2023年，甲率分别达到30%、50%，乙率分别达到40%、60%。", [True, True, False, False]),
        ("甲率、乙率分别达到30%、50%，丙率、丁率分别达到40%、60%。", [True] * 4),
        ("用水总量控制在l8.6亿立方米以内。", False),  # a digit that was read as a letter
        ("用水总量控制在18.6亿立方米以内。", True),
        ("按照每个街道不少于30平方米的标准配建站点。", False),  # how much each gets
        ("以每年不低于10%的比例增加投入，建成站点。", False),
        ("建设合格率不低于90%的标准站点。", True),
        ("现有企业上云率达到80%。", False),  # reached, or to be reached
        ("现有园区改造40座。", False),
        ("全市现有站点40座。", True),
        ("现有已建成站点40座。", True),
        ("确保现有设备完好率达到95%。", True),
    ],
)
def test_what_a_reader_would_doubt_is_not_sure(sentence: str, sure: bool | list[bool], registry: Registry) -> None:
    wanted = sure if isinstance(sure, list) else [sure]
    assert [figure.sure for figure in read("task", sentence, registry).figures] == wanted


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("建设站点200座。", True),
        ("建设站点200座（2022年目标）。", True),  # the bracket behind it dates it
        ("安排资金2000万元，分期于2022年5月、7月拨付。", False),  # a date that is not read as its own
        ("建设站点200座（按2019年标准）。", True),
        ("2022年建设站点200座。", True),
        ("建设站点200座；2022年改造站点30座。", [True, True]),
        ("落实《甲规划（2019—2022年）》，建设站点200座。", True),
    ],
)
def test_the_end_of_the_period_is_not_sure_beside_another_date(
    sentence: str, sure: bool | list[bool], registry: Registry
) -> None:
    rows = suggestions(read("task", sentence, registry), "x", registry)
    wanted = sure if isinstance(sure, list) else [sure]
    assert [row.confidence == "high" for row in rows if row.table == "targets"] == wanted


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("新建站点92座（其中示范站35座），全部投用。", ["站点", "示范站"]),
        ("建成该电站（甲集团投资，装机5万千瓦）。", ["装机"]),
        ("推广“一杆多用（智能杆300根）”。", ["智能杆"]),
        ("投资规模：1.6亿元。", ["投资规模"]),
        ("收集率达到 75%。", ["收集率"]),
        ("快递柜、充电桩等设施覆盖率分别不低于90%和60%。", ["快递柜、充电桩等设施覆盖率"] * 2),
        ("甲物、乙物排放量分别下降15%和26%。", ["排放量分别下降"] * 2),
        ("新建、改造站点85座。", ["改造站点"]),
        ("早晚高峰（7:00—9:00、17:00—19:00）主干道车速提高10%。", ["早晚高峰（7:00—9:00、17:00—19:00）主干道车速"]),
    ],
)
def test_what_is_counted_has_its_brackets_in_pairs(sentence: str, what: list[str], registry: Registry) -> None:
    counted = [figure.what for figure in read("task", sentence, registry).figures if figure.value]
    assert [any(word in one for one in counted) for word in what] == [True] * len(what)
    assert not any(one.endswith("达到") or one.startswith(("、", "和")) or one.endswith("和") for one in counted)
    assert all(one.count("（") == one.count("）") and one.count("“") == one.count("”") for one in counted)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("到2022年底，甲平台建成投用。", ["甲平台建成投用"]),
        ("网络、应用、终端全面支持新协议。", ["网络、应用、终端全面支持新协议"]),
        ("到2025年，一体化发展的体制机制全面建立，现代产业体系率先建成。", []),
        ("到2022年，基本形成技术先进的基础设施，率先建成具有国际影响力的底座。", []),
        ("到2027年底前，在总结试点经验基础上，甲平台全面建成。", ["甲平台全面建成"]),
        ("2018年底前已完成改制的企业，可免租金，2022年底前改制的全部完成。", ["2022年底前改制的全部完成"]),
        ("2022年底前建成甲园，为发展提供支撑保障，共同推进甲园建设。", ["2022年底前建成甲园"]),
        ("到2023年底，为企业提供服务的甲平台建成投用。", ["为企业提供服务的甲平台建成投用"]),
        ("到2023年底，为老年人提供助餐服务站点覆盖所有社区。", ["为老年人提供助餐服务站点覆盖所有社区"]),
        ("到2023年底，为群众提供咨询的大厅启用，为建成甲园作出贡献。", ["为群众提供咨询的大厅启用"]),
        ("2022年底前建成名录，在贷款、用地等方面给予扶持。", ["2022年底前建成名录"]),
        ("对离校2年内未就业的，给予补贴，确保2023年底前落实到位。", ["确保2023年底前落实到位"]),
        ("争取纳入“十四五”规划，配套建设甲变电站，基本覆盖各类材料。", []),
        # Since when, in what respect, in view of what: none of them is done.
        ("自2020年开展评估以来，2023年底前完成改造。", ["2023年底前完成改造"]),
        ("到2023年，在道路改造方面，完成设施更新。", ["完成设施更新"]),
        ("2023年，结合项目建设情况，完成方案编制。", ["完成方案编制"]),
        ("2023年6月底前，对照目标形成任务清单。", ["对照目标形成任务清单"]),
        ("2023年，落实达标建设要求。", []),
        ("编制2025年达标片区方案，形成建设项目库。", []),
        ("2023年，编制片区方案，形成建设项目库。", ["形成建设项目库"]),
        ("2023年底前，编制2025年达标片区方案。", []),
        ("在全面实现一村一站的基础上，2023年底前建成平台。", ["在全面实现一村一站的基础上", "2023年底前建成平台"]),
        ("在全面实现一村一站的前提下，2023年底前建成平台。", ["2023年底前建成平台"]),
        ("2023年，完成达标建设要求。", ["完成达标建设要求"]),
        ("2023年10月底前通过省级验收。", ["2023年10月底前通过省级验收"]),
        ("2023年，通过培训满足用工需求。", []),
        ("（市甲局牵头，市乙局配合；2023年12月底前完成）", []),  # says nothing of what is done
        ("新建站点\t市甲局\t2023年前完成\n架桥\t市乙局\t“2023年底前完成”", []),  # a cell of deadlines
        ("2023年12月底前完成整改（市甲局）。", ["2023年12月底前完成整改（市甲局）"]),
        ("2023年，目前系统不支持升级，需全面完成升级改造。", ["需全面完成升级改造"]),
    ],
)
def test_an_outcome_can_be_judged_done_or_not(sentence: str, said: list[str]) -> None:
    assert [sentence[start:end] for start, end in outcomes(sentence, 0, len(sentence), Spans(()))] == said

"""Who is charged within a sentence: the bodies, their roles, where the quote stands; a duty alone charges nobody."""

# ruff: noqa: E501  (a sentence with what is read in it stands in a line)

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.codebook.statements import listed, roles_of
from publisher.draft.analysis import find
from publisher.draft.bodies.charges import charges
from publisher.draft.bodies.prose import prose
from publisher.draft.outline.clauses import OutlineClause
from publisher.read.registry import Registry, read_registry
from publisher.terms.schema import load_schemas


@pytest.fixture(scope="module")
def registry(root: Path) -> Registry:
    return read_registry(root, load_schemas(root / "schemas"))


def read(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (text[one.start : one.end], [(body.name, body.role[0]) for body in one.bodies])
        for one in charges(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("台账的汇总由县发改局负责，县工信局、县供电公司配合。", [[("县发改局", "u")], [("县工信局", "s"), ("县供电公司", "s")]]),
        ("道路建设由县交通局具体实施，县发改局监督；", [[("县交通局", "u")], [("县发改局", "u")]]),
        ("涉及林地的，县林草局要主动上门服务，县自然资源局配合。", [[("县林草局", "u")], [("县自然资源局", "s")]]),
        ("这项工作由县工信局牵头，县移动、电信、联通公司分头落实。", [[("县工信局", "l")], [("县移动", "u"), ("电信", "u"), ("联通公司", "u")]]),
        ("上述三项分别由县水务局、县人社局牵头，乡镇配合。", [[("县水务局", "l"), ("县人社局", "l")], [("乡镇", "s")]]),
        ("旺季的预案，县文旅局会同县应急局于10月前拿出来。", [[("县文旅局", "l"), ("县应急局", "s")]]),
        ("具体办法由市城管局商各区人民政府确定。", [[("市城管局", "l"), ("各区人民政府", "s")]]),
        ("由部规划司会同信息设施司组织专家评审，结果于6月底前公布。", [[("部规划司", "l"), ("信息设施司", "s")]]),
        ("县财政局、县审计局按职责加强资金监管。", [[("县财政局", "u"), ("县审计局", "u")]]),
        ("自然资源分局、财政局各司其职。", [[("自然资源分局", "u"), ("财政局", "u")]]),
        ("市住建局牵头，应急、城管、水务三个部门配合，责任分解到人。", [[("市住建局", "l")], [("应急", "s"), ("城管", "s"), ("水务", "s")]]),
        ("日常监管由市城管局负责，市档案馆做好资料归集。", [[("市城管局", "u")], [("市档案馆", "u")]]),
        ("第1类由港务集团、第2类由各码头企业、第3类由市大数据中心分别负责。", [[("港务集团", "u"), ("各码头企业", "u"), ("市大数据中心", "u")]]),
        ("启动建设前期工作，市数据中心牵头、市财政局配合，5月前提出意见。", [[("市数据中心", "l")], [("市财政局", "s")]]),
        ("有关事项各部门按职责分工负责。", [[("各部门", "u")]]),
        ("资金管理办法由市财政局会同甲区、乙区和园区管委会制定。", [[("市财政局", "l"), ("甲区", "s"), ("乙区", "s"), ("园区管委会", "s")]]),
        ("由市人社局牵头，市总工会、市工商联配合，开展监测。", [[("市人社局", "l")], [("市总工会", "s"), ("市工商联", "s")]]),
        ("由县自然资源局会同县林业局划定管护范围。", [[("县自然资源局", "l"), ("县林业局", "s")]]),
        ("由市发改委会同市工信局、市统计局核定名单。", [[("市发改委", "l"), ("市工信局", "s"), ("市统计局", "s")]]),
        ("由镇政府会同派出所清理占道经营。", [[("镇政府", "l"), ("派出所", "s")]]),
        ("由省药监局商省医保局研究提出支付政策。", [[("省药监局", "l"), ("省医保局", "s")]]),
        ("由市审批服务局牵头建设统一平台，市财政局做好资金保障。", [[("市审批服务局", "l")], [("市财政局", "u")]]),
        ("市民政局负责统筹，市妇联、市关工委协助开展关爱服务。", [[("市民政局", "u")], [("市妇联", "s"), ("市关工委", "s")]]),
        (
            "这些重点由所涉及的省甲厅、省乙厅、省丙厅、省丁厅、省戊厅、省己厅、省庚厅、省辛厅等省级主管部门（单位）牵头完成自查，其他相关部门（单位）配合，6月底前报送。",
            [[(f"省{one}厅", "l") for one in "甲乙丙丁戊己庚辛"], [("其他相关部门（单位）", "s")]],
        ),
        ("一、园区管委会牵头工作（8项）", [[("园区管委会", "l")]]),
        ("（二）县农业农村局、县水务局负责的重点任务", [[("县农业农村局", "u"), ("县水务局", "u")]]),
        ("具体办法由县财政局会同县农业农村局等部门制定。", [[("县财政局", "l"), ("县农业农村局", "s")]]),
        ("园区管委会会同县国资主管部门对平台进行考核。", [[("园区管委会", "l"), ("县国资主管部门", "s")]]),
        ("县商务局会同商会开展调查。", [[("县商务局", "l"), ("商会", "s")]]),
        # None is charged.
        ("支持骨干企业牵头组建联合体。", []),
        ("推动千家企业牵头应用。", []),
        ("一、明确部门负责事项", []),
        ("（三）加强园区管委会统筹职能。", []),
        ("各乡镇要以自然村为单位逐户核对。", []),
        ("由禾川能源集团实施马蹄岭风光项目。", []),
        ("市交通局加快推进道路建设，市民出行更加便利。", []),
        ("配合单位按职责分工落实。", []),
        ("该项目由市财政局负责同志调度。", []),
        ("缘由此事，理由不足，负责任地推进。", []),
    ],
)  # fmt: skip
def test_charges(text: str, said: list[list[tuple[str, str]]]) -> None:
    assert [bodies for _, bodies in read(text)] == said


def test_a_quote_begins_with_what_charges() -> None:
    assert [quote for quote, _ in read("台账由县发改局负责，县工信局配合。")] == ["由县发改局负责", "县工信局配合"]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("办法由市财政局会同市发改委等部门制定。", "由市财政局会同市发改委等部门"),
        ("县文旅局会同县应急局于10月前拿出来。", "县文旅局会同县应急局"),
        ("由省药监局商省医保局研究提出。", "由省药监局商省医保局"),
    ],
)
def test_who_leads_behind_together_with_is_what_the_rule_reads(sentence: str, quote: str) -> None:
    ((said, _),) = read(sentence)
    (one,) = charges(sentence, 0, len(sentence))
    assert (said, one.bodies) == (quote, roles_of(listed(quote, one.label), one.label, None))


def test_what_a_sentence_charges_is_never_sure() -> None:
    text = "台账由县发改局负责。"
    assert [one.sure for one in charges(text, 0, len(text))] == [False]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("县工信局牵头做好日常调度，县政府办公室予以配合。", [("县工信局", "lead"), ("县政府办公室", "support")]),
        ("省发展改革委牵头建立联席会议制度。", [("省发展改革委", "lead")]),
        ("省应急厅、省消防救援总队每年开展检查。", [("省应急厅", "undivided"), ("省消防救援总队", "undivided")]),
        ("市公安局负责交通管控，市卫健委负责医疗保障。", [("市公安局", "undivided"), ("市卫健委", "undivided")]),
        ("各乡镇人民政府负责发动，县供销社负责供应。", [("各乡镇人民政府", "undivided"), ("县供销社", "undivided")]),
        ("县医院承担救治任务，县红十字会做好保障。", [("县医院", "undivided"), ("县红十字会", "undivided")]),
        ("市住建局要会同市消防救援支队制定标准。", [("市住建局", "lead"), ("市消防救援支队", "support")]),
        ("“甲网”工作组，主要牵头实施建设行动。", [("“甲网”工作组", "undivided")]),
        ("建立联席会议制度，办公室设在省能源局，负责日常工作。", [("省能源局", "undivided")]),
        ("县长任组长，办公室设在县应急局，每季度调度一次。", [("县应急局", "undivided")]),
        ("领导小组办公室设在县应急局。", [("领导小组办公室", "undivided"), ("县应急局", "undivided")]),
        ("办公室设在三楼，负责接待。", []),
        (
            "办公室设在市发展改革委、市财政局，负责日常工作。",
            [("市发展改革委", "undivided"), ("市财政局", "undivided")],
        ),
        (
            "县长任组长，其办公室设于县应急局和县水务局，负责调度。",
            [("县应急局", "undivided"), ("县水务局", "undivided")],
        ),
        ("指挥部办公室设于市应急局，负责调度。", [("指挥部办公室", "undivided"), ("市应急局", "undivided")]),
        (
            "专班办公室设在县数据局、县财政局，定期调度。",
            [("专班办公室", "undivided"), ("县数据局", "undivided"), ("县财政局", "undivided")],
        ),
        ("依托工业互联网专项工作组，建立联动机制。", []),
        ("按照全国绿道建设领导小组要求，形成合力。", []),
        ("按照市绿道建设指挥部要求部署工作。", []),
        ("绿道建设领导小组要落实要求。", [("绿道建设领导小组", "undivided")]),
        ("各成员单位应按月提交总结，由区建管局汇总。", [("各成员单位", "undivided"), ("区建管局", "undivided")]),
        ("由区建管局汇总表格。", [("区建管局", "undivided")]),
        (
            "成立工作组，成员单位包括区财政局、区水务局等相关部门，统筹推进。",
            [("区财政局", "undivided"), ("区水务局", "undivided")],
        ),
        ("领导小组成员由区财政局、区水务局组成。", [("区财政局", "undivided"), ("区水务局", "undivided")]),
        ("联盟成员包括龙头企业、科研团队等。", []),
        ("成员包括业主、租户等。", []),
        ("工作组办公室设在区水务局。", [("工作组办公室", "undivided"), ("区水务局", "undivided")]),
        ("工作组下设办公室，办公室设在区水务局。办公室负责调度。", [("区水务局", "undivided")]),
        ("工作组下设办公室，办公室设在区水务局。办公室电话另行公布。", []),
        ("成立工作组，办公室设在区水务局。", []),
        ("办公室设在三楼。", []),
        ("区水务局在审批项目时，应征求意见。", [("区水务局", "undivided")]),
        ("区水务局在各项目评审中，要加强指导。", [("区水务局", "undivided")]),
        ("区水务局在去年的评审中，成绩突出。", []),
        ("区水务局、区财政局等单位要加强指导。", [("区水务局", "undivided"), ("区财政局", "undivided")]),
        ("市级部门做好统筹。", [("市级部门", "undivided")]),
        ("区级平台做好统筹。", []),
        ("借助市大数据中心，优化服务。", []),
        ("各市、州、县人民政府是本地区建设的责任主体。", [("各市、州、县人民政府", "undivided")]),
        ("各区县、乡镇人民政府要落实责任。", [("各区县、乡镇人民政府", "undivided")]),
        ("各县林业部门和县属企业要制定细则。", [("各县林业部门", "undivided"), ("县属企业", "undivided")]),
        ("市科委、甲江区牵头建立联动机制。", [("市科委", "lead"), ("甲江区", "lead")]),
        (
            "县统计局牵头，会同县发改局、县财政局建立监测制度。",
            [("县统计局", "lead"), ("县发改局", "support"), ("县财政局", "support")],
        ),
        ("县国资委会同行业主管部门对其进行考核。", [("县国资委", "lead"), ("行业主管部门", "support")]),
        ("市科委、园区牵头建立联动机制。", []),
        ("市科委、示范区牵头建立联动机制。", []),
        ("市财政局是市政府组成部门。", []),
        ("各区党委、政府要制定清单。", [("各区党委、政府", "undivided")]),
        ("各镇、街道是责任主体，镇长是第一责任人。", [("各镇、街道", "undivided")]),
        ("县水利局负责统筹，各镇人民政府落实责任。", [("县水利局", "undivided"), ("各镇人民政府", "undivided")]),
        ("县督考办、县综合执法局每半月督查1次。", [("县督考办", "undivided"), ("县综合执法局", "undivided")]),
        ("县应急局每旬通报进展。", [("县应急局", "undivided")]),
        ("自2020年1月1日起，县综合执法局对不按规定投放的单位和个人依法处置。", [("县综合执法局", "undivided")]),
    ],
)
def test_a_duty_that_says_who_leads(text: str, said: list[tuple[str, str]]) -> None:
    clause = OutlineClause((1,), 0, len(text), "", "", "safeguard", "")
    found = [(body.name, body.role) for one in prose(text, clause, bool) for body in one.bodies]
    assert found == said


DIVIDED = (
    "一、任务\n（一）修路。推进。\n（二）架桥。推进。\n二、职责分工\n（一）{}\n牵头推进建设。\n（二）{}\n指导建设。\n"
)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("区财政局", "区水务局", [("（一）区财政局", ["区财政局"]), ("（二）区水务局", ["区水务局"])]),
        (
            "区财政局、区水务局",
            "各建设单位",
            [("（一）区财政局、区水务局", ["区财政局", "区水务局"]), ("（二）各建设单位", ["各建设单位"])],
        ),
        ("区财政局", "加强监管", []),
        ("建设数据中心", "建设指挥中心", []),
        ("区财政局。推进。", "区水务局。推进。", []),  # its text runs on
    ],
)
def test_bodies_that_head_their_duties_are_charged(
    first: str, second: str, said: list[tuple[str, list[str]]], registry: Registry
) -> None:
    found = find(DIVIDED.format(first, second), registry)
    assert found
    read = [one for one in found.statements if one.why == "headed"]
    assert [(found.text[one.start : one.end], [body.name for body in one.bodies]) for one in read] == said


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("国务院各有关部门要出台配套政策。", "国务院各有关部门"),
        ("各试点城市要加大探索力度。", "各试点城市"),
        ("各地区各部门各高校要落实责任。", "各地区各部门各高校"),
        ("县（区）人民政府要落实责任。", "县（区）人民政府"),
        ("按照要求，县（市、区）财政部门应安排资金。", "县（市、区）财政部门"),
        ("市属企业要制定措施。", "市属企业"),
        ("县（区）域经济要加快发展。", ""),
        ("县（区）有关要求要落实。", ""),
        ("县（区）财政部门或乡镇政府要安排资金。", ""),  # one of them
        ("区政府要加强协调。", "区政府"),
        ("县委要加强领导。", "县委"),
        ("市政府是推进工作的责任主体。", "市政府"),
        ("各地要结合实际制定细则。", ""),
        ("省级财政部门应于2020年8月30日前报送报告。", "省级财政部门"),
        ("市级农业农村主管部门要做好指导。", "市级农业农村主管部门"),
        ("各地区要结合实际制定细则。", "各地区"),
        ("市人民政府要加强统筹。", "市人民政府"),
        ("地要素要落实。", ""),
        ("县政府将解除合同。", ""),
        ("市政府制定的规划要严格执行。", ""),
        ("县政府负责的项目要加快。", ""),
        ("市级主管部门制定的标准要落实。", ""),
        ("区政府应急管理部门要加强演练。", ""),
        ("区政府应加强统筹。", "区政府"),
        ("市政府负责统筹项目。", "市政府"),
        ("市委员会要加强统筹。", ""),
        ("市要求各部门加强协调。", ""),
        ("省级对各部门加强指导。", ""),
        ("城市属性要明确。", ""),
        # What a body of a place does is its duty, whatever the verb; not how far it is done, nor what it is for.
        ("各市（州）人民政府落实主体责任。", "各市（州）人民政府"),
        ("县审计局强化监督。", "县审计局"),
        ("县财政局筹集资本金。", "县财政局"),
        ("县财政局筹集情况按月通报。", ""),
        ("县直有关部门强化指导。", "县直有关部门"),
        ("县直各部门要主动认领任务。", "县直各部门"),
        ("各省级主管部门于2025年9月底前编制布局方案。", "各省级主管部门"),
        ("各县（市）于每年1月底前总结。", ""),
        ("县水利局编制实施方案。", "县水利局"),
        ("各镇落实情况定期通报。", ""),
        ("县政府推动发展工作方案另行印发。", ""),
        ("区政府推动服务提升的措施。", ""),
        ("各部门抓好落实。", ""),
        ("数据中心推进工作。", ""),
        ("资金管理办法由市财政局会同甲区制定。", ""),  # what stands before 由 is no name
    ],
)
def test_a_duty_of_a_group_names_it_whole(sentence: str, name: str) -> None:
    clause = OutlineClause((1,), 0, len(sentence), "", "", "safeguard", "")
    duties = [body.name for one in prose(sentence, clause, bool) if one.why == "duty" for body in one.bodies]
    assert duties == [name] * bool(name)

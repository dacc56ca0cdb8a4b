"""The outline of a document: its numbered and titled pieces, by the official numbering."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publisher.draft.marks import ANNEX, lines_of, ordinal
from publisher.draft.outline.body import NONE, of_title, without_contents
from publisher.draft.outline.boxes import table_end
from publisher.draft.outline.head import Head
from publisher.draft.outline.headings import ANNEX_RANK, ANNEXED, FOREWORD, ITEM_RANK, ROW, TOGETHER, heads
from publisher.terms.messages import Shown, say

# 发展现状, 环境整治现状的背景: described, whatever is done with the thing itself; 摸清现状 is to be done.
_STANDS = (
    "(?!(?:全面|彻底|尽快|深入)?(?:摸清|摸排|查清|[理厘]清|掌握|改变|扭转|应对|把握|认清|适应).{0,4}(?:现状|基本情况|形势))"
    ".*?(?:现状|背景|回顾|概况|基本情况|面临[^，。；、]{0,4}形势)"
)
# What there is already to build on; 夯实发展基础 is to come.
_NO_BUILDING = "^(?:(?!夯|(?<!建)筑|[巩稳]固|[加增补建]强|强化|打[牢好]|做[实强]|厚植|奠定|提升|完善).)*"
_BASE = f"{_NO_BUILDING}(?:发展|现实|工作|建设|现有|已有)基础(?!设施|网络|平台|研究)"
# How it came to be: 取得的主要成绩, 优化服务工作成效; not 巩固建设成效, 报送进展情况
_CAME = (
    "(?!.*(?:提交|[报呈]送|上报|撰写)[^，。；]{0,8}工作总结)"
    "(?!(?:进一步|着力|大力|切实|不断|持续|全力|努力|及时|认真|全面|定期)?(?:巩固|稳固|[增加]强|强化|提[升高]|扩大|放大|检验|确保|推广|总结(?!与|和)|"
    "宣传|展示|弘扬|彰显|展现|掌握|[报呈]送|[上汇通]报|报告|调度|反馈|评[估价]|考核|督[查促]|查摆|争取|力争|实现|突出|注重|追求|抓|形成|创造|打造|保障|运用|推[动进]|开展|组织|做好))"
    ".*?(?:(?:^|发展|工作|建设|改革|实施|治理|防治|整治|攻坚|主要|显著|初步|取得的?|进展|的|[和与及、”])成[就效绩]"
    "|(?:^|^工作|^建设|^主要)进展|(?:前期|完成|进展)[^，。；]{0,4}情况|工作总结|经验[和与及]启示)"
)
# 优化发展环境, 提高认识和解决存在的问题: what is to be done with it
_NO_DOING = (
    "(?!(?:.*[，、和与及])?(?:进一步|积极|着力|大力|切实|不断|持续|全力|努力|全面|主动|准确|科学|深入|深刻|正确|有效)?(?:"
    "优化|营造|改善|改进|创[造建]|构[建筑]|净化|美化|健全|完善|培育|塑造|打造|建设(?!环境|形势|中|过程|存在|面临)|建[立成]|提供|形成|维护|维持|保障|守护|推[动进]|促进|深化|"
    "[加增]强|强化|提[升高]|扩大|巩固|稳[固定]|确保|应对|适应|顺应|把握|研判|分析(?!与|和)|认[清识]|扭转|迎接|直面|解决|整[改治]|破解|化解|查摆|正视|针对|聚焦|"
    "加[快大]|开展|组织|做好|抓|注重))"
)
_FORCES = f"{_NO_DOING}.*?形势"
_PROBLEMS = (
    f"{_NO_DOING}.*?(?:(?:发展|工作|建设|现有|已有)环境"
    "|(?:^|[和与及、中前]|发展|工作|建设|行业|产业)(?:存在|面临)的?(?:主要|突出)?(?:问题|困难|不足|短板|挑战|机遇)"
    "|^(?:主要|突出)?(?:问题|困难|短板|不足|挑战))"
)
_MATTERS = ".*?(?:认识[^，。；]{2,}(?:意义|[必重]要性|紧迫性)|(?:^|^目的[和与及]?|重大|重要|深远|现实)意义(?!.*目标))"
_TAIL = (
    "(?:分析|评估|研判|条件|问题|特点|基础|特征|评价|新?要求|新?任务|意义|预测)?"
    "(?:$|[（(]|(?:以?及|[和与、]){}.{{1,12}}$)"
)
_ENDS = _TAIL.format("(?!.*(?:建议|对策|措施|重点|治理|整[改治]|路径|举措|方向|规划|方案))")
_DESCRIBES = re.compile(f"(?:{_STANDS}|{_MATTERS}){_TAIL.format('')}|(?:{_BASE}|{_CAME}|{_FORCES}){_ENDS}")
# Annexes that say how things are made or judged, and hold no tasks: 种植技术要求, 评分标准, 名词解释
_SPECIFIES = re.compile(
    "(?:技术|质量)(?:要求|规程|规范|标准|参数|导则)$|(?:评[分审]|认定|验收)(?:标准|细则)$|名词解释$|术语(?:解释|表)?$"
)
# An annex that is a plan itself, and no list of its tasks
_PLAN = re.compile("(?:方案|规划|计划|意见|措施)(?:[（(][^（()）]{2,20}[)）])?$")
# Behind goals and tasks these are what the tasks are about: 四、产业发展环境（一）改善融资
_DESCRIBES_FIRST = re.compile(_PROBLEMS + _ENDS)
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "guidance",
        r"指导思想|思路$|总体考虑|面临|(?<!报送)(?<!掌握)情况$|^本[\u4e00-\u9fff]{1,6}?自.*(?:施行|实施|执行)",
    ),
    ("principle", r"(?:基本|总体|工作|建设|实施)原则"),
    ("goal", r"目标"),
    ("mechanism", r"工作机制|推进机制|领导小组|工作组|专班|指挥部|组织机构"),
)
# 下一步计划, 建设内容; not 计划完成情况
_LOOKS_AHEAD = re.compile("(?:下一步|计划|打算|安排|对策|展望|建设内容)(?!.*(?:情况|回顾|总结|成效|现状))")
_AIMS = re.compile("目标|任务|要求|思路|思想")  # 现状和目标 says both
# whom a rule is for: what stands below is no task
_CONDITIONS = re.compile("(?:下列|以下|如下)(?:基本|申[报请]|认定|准入)?(?:条件|情形|材料)")
_GENERAL = re.compile(f"总体要求|总体思路|总体目标|指导思想|意义|{_NO_BUILDING}基础(?:条件)?$")
# Articles on what a rule is for, whom it concerns and when it takes effect are hardly tasks.
GENERAL_RULES = re.compile(r"[总附]\s*则|适用(?:范围|对象)")
_ENSURES = re.compile("保障措施|(?:组织|实施)保障|组织(?:实施|领导)|要求")
# What is ensured for people (保险, 民生, 住房保障) is a task; how the plan is ensured is a safeguard.
_SAFEGUARDS = re.compile(
    "(?<!保险)(?<!安全)(?<!民生)(?<!住房)(?<!社会)(?<!生活)(?<!供应)(?<!医疗)(?<!养老)(?<!能源)(?<!水)保障(?!性|房|体系|能力)"
    "|(?:^|[立善化强]|构建|(?<!安)全|支撑|要素|政策|实施|组织|工作|综合|人才|制度|资金|投入|法治|规划|全方位|科技|提[升高])保障(?:体系(?!建设)|能力)"
    "|组织实施|组织领导|政策措施|政策支持|工作要求|实施要求|规划实施|实施机制"
)


_NAMED_TASK = re.compile("【?(?:工程|行动|任务|项目)")


@dataclass(frozen=True, slots=True)
class OutlineClause:
    """A clause of the outline: its path of ordinals, its extent, its kind, and why it is taken for one."""

    path: tuple[int, ...]
    start: int
    end: int
    number: str
    heading: str
    kind: str
    why: Shown
    sure: bool = True
    looks_back: bool = False  # whether it, or what it stands below, says what there is already

    def id(self, document: str) -> str:
        return document + "." + ".".join(map(str, self.path))


def _describes(heading: str, planned: bool) -> bool:
    """Whether a heading says what there is; planned: whether goals or tasks stand before it."""
    return bool(_DESCRIBES.match(heading) or (not planned and _DESCRIBES_FIRST.match(heading)))


def _kind(head: Head, chapter: str, has_children: bool, depth: int, in_annex: bool, parent: str, planned: bool) -> str:
    heading = head.heading
    if FOREWORD.fullmatch(heading):
        return "preamble" if heading[-1] == "言" else "chapter"
    if head.rank == ANNEX_RANK and head.why == ANNEXED:
        specifies = "guidance" if _SPECIFIES.search(heading) else "chapter"
        return "mechanism" if re.search(_KINDS[3][1], heading) else specifies
    if head.number.startswith("专栏"):
        return "goal" if parent == "goal" or re.search("指标|目标", heading) else "chapter"
    if in_annex:
        return parent if parent in ("mechanism", "guidance") else ("pillar" if has_children else "task")
    for kind, words in _KINDS[:3]:
        if (
            (re.search(words, heading) or (kind == "guidance" and _describes(heading, planned)))
            and (depth > 1 or not has_children)
            and (kind != "goal" or not _task_like(heading))
            and (kind != "guidance" or not _LOOKS_AHEAD.search(heading))
        ):
            return kind
    if depth > 1 and parent in ("goal", "principle", "guidance"):
        return parent
    if depth > 1 and re.search(f"{_KINDS[1][1]}$", chapter):
        return "principle"
    if depth > 1 and (_describes(chapter, planned) or GENERAL_RULES.fullmatch(chapter)):
        return "guidance"
    if depth > 1 and re.search("目标", chapter) and "要求" not in chapter:
        return "goal"
    if depth == 1:
        general = GENERAL_RULES.fullmatch(heading) or _GENERAL.search(heading)
        if has_children or general or _describes(heading, planned):
            return "chapter"
        return "safeguard" if _SAFEGUARDS.search(heading) and not _NAMED_TASK.match(head.number) else "task"
    if _SAFEGUARDS.search(chapter) and not re.search("任务", chapter):
        return "safeguard"
    return "pillar" if has_children else "task"


def _looks_back(heading: str, above: OutlineClause | None, planned: bool) -> bool:
    """Whether a heading, or what it stands below, says what there is already and promises nothing."""
    if above and above.looks_back:
        return not (_LOOKS_AHEAD.search(heading) or re.search("(?:目标|任务|思路)$", heading))
    return _describes(heading, planned) and not (_LOOKS_AHEAD.search(heading) or _AIMS.search(heading))


def _task_like(heading: str) -> bool:
    """A task can speak of goals (完善目标考核): a goal clause names them at its end."""
    return not re.search(r"目标(?:[和与及]?(?:任务|要求))?(?:[（(].*)?$|具体.*目标", heading)


def outline(text: str, start: int, end: int, styled: Mapping[str, int] = NONE) -> list[OutlineClause]:
    """The clauses of text[start:end], in order, nested by their numbers; a preamble is clause 0.

    A clause's parent is the nearest clause before it of a lower rank; its ordinal counts its siblings. Numbers that
    restart, or of which some are lost, therefore do no harm.
    """
    headings = heads(text, start, end, styled)
    clauses: list[OutlineClause] = []
    if headings and any(
        not of_title(line.text)
        and not ANNEX.fullmatch(line.text)
        and not ("\t" in line.text and headings[0].why == ROW)  # the head of a table
        for line in without_contents(lines_of(text, start, end), headings[0].start)
    ):
        clauses.append(OutlineClause((0,), start, headings[0].start, "", "", "preamble", say("why.preamble")))
    stack: list[tuple[float, OutlineClause]] = []  # with the rank of each
    counts: dict[tuple[int, ...], int] = {}
    in_annex = planned = False
    whole = 0  # 1 within a further plan, which has chapters of its own below its title
    for index, head in enumerate(headings):
        if head.rank == ANNEX_RANK:
            stack, annexed = [], head.why == ANNEXED
            whole = int(head.why == TOGETHER or (annexed and bool(_PLAN.search(head.heading))))
            in_annex = annexed and not whole
        while stack and stack[-1][0] >= head.rank:
            stack.pop()
        above = stack[-1][1] if stack else None
        parent = above.path if above else ()
        counts[parent] = counts.get(parent, 0) + 1
        path = (*parent, counts[parent])
        has_children = _has_children(headings, index)
        stop = next((other.start for other in headings[index + 1 :] if other.rank <= head.rank), end)
        stop = table_end(text, head.end, stop) if head.number.startswith("专栏") and not has_children else stop
        chapter = stack[whole][1].heading if len(stack) > whole else ""
        depth = len(path) - whole * bool(stack)
        parent_kind = "guidance" if above and _CONDITIONS.search(above.heading) else above.kind if above else ""
        kind = _kind(head, chapter, has_children, depth, in_annex, parent_kind, planned)
        back = kind in ("guidance", "chapter") and _looks_back(head.heading, above, planned)
        planned = planned or kind in ("goal", "task", "pillar")
        sure = head.sure and not (above and GENERAL_RULES.fullmatch(chapter))
        # 7. below 三、强化法治保障, 6. being a task: a plan whose numbers go on may set a task here
        goes_on = depth > 1 and head.rank == ITEM_RANK and (ordinal(head.number) or 0) > counts[parent]
        sure = sure and not (kind == "safeguard" and goes_on and not _ENSURES.search(chapter))
        clauses.append(OutlineClause(path, head.start, stop, head.number, head.heading, kind, head.why, sure, back))
        stack.append((head.rank, clauses[-1]))
    return clauses


def _has_children(headings: list[Head], index: int) -> bool:
    """Whether a heading has others below it, boxes and their items aside."""
    box = 0.0
    for other in headings[index + 1 :]:
        if other.rank <= headings[index].rank:
            break
        if other.number.startswith("专栏"):
            box = other.rank
        elif not box or other.rank <= box:
            return True
    return False


def clause_at(clauses: Sequence[OutlineClause], position: int) -> OutlineClause | None:
    """The innermost of the clauses of an outline that holds a position; None where none does."""
    # Clauses stand in the order of their starts and are nested, so the last that starts before it is the innermost.
    for index in range(bisect_right(clauses, position, key=lambda clause: clause.start) - 1, -1, -1):
        if position < clauses[index].end:
            return clauses[index]
    return None

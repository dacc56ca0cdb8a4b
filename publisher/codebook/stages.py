"""What a verb promises: the printed verb of a project → the stages that it may be entered as, never more than it says.

A verb is read in its words (加快推进建设, 编制实施, 探索建立). A governing word settles the stage, the weakest first:
what follows 探索 is only studied, what follows 推动 is advanced. Else each word may be taken. Verbs joined by 和 or 并
are read one by one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from publisher.terms.regex import regex

# Stages, and the words that mean them; what stands earlier governs what stands later.
_GOVERNING: tuple[tuple[tuple[str, ...], str], ...] = (
    (("study",), "探索|先行先试"),
    (("seek",), "争取|争创|申请|申报|力争"),
    (("study",), "规划研究|谋划研究|预研"),
    (("draw_up",), "研究(?:制定|制订|编制|出台|起草|提出|修订|拟订)"),
    (("study",), "研究|论证|谋划"),
    (("plan",), "规划|筹建|筹备|前期|储备|拟建"),
    (("support",), "配合|协助|支持|鼓励|支撑|赋能|扶持|助力"),
    (("rely_on",), "依托|结合|围绕|发挥|列入|接入|纳入|放大|利用|借助|共同形成|对接"),
    (("advance", "upgrade"), "深化"),
    (("advance",), "推动|推进|促进|衔接|培育|加大|抓[好实]"),
    (("start",), "启动|开工|动工"),
)
_PLAIN: tuple[tuple[tuple[str, ...], str], ...] = (
    (("complete",), "建[成好]|竣工|完工|投用|投运|投入(?:使用|运营|运行)|通水|通车|通航"),
    (("plan",), "布局"),
    (("build", "complete"), "上线|开通|打通|贯通"),
    (("complete", "draw_up"), "完成"),
    (("draw_up",), "编制|制定|制订|出台|发布|修订|修编|起草|印发|更新|设计|梳理|拟订|提出"),
    (("carry_out",), "实施|落实|推行|执行|实行|贯彻|运营|运行|开行"),
    (("hold",), "举办|办好|组织好|承办|召开"),
    (("attract",), "引进|引入|吸引|集聚|招引|签约"),
    (("expand",), "扩容|扩建|拓展|拓宽|扩大|推广|扩能|增能"),
    (("upgrade",), "提升|升级|改造|优化|完善|健全|强化|提高|做大|做强|统一|规范|创新|转型"),
    (("build", "upgrade"), "打造"),
    (("build", "draw_up"), "形成|推出|开发"),
    (("carry_out", "hold", "draw_up"), "开展|组织"),
    (("advance", "upgrade", "support", "rely_on"), "加强"),
    (("complete", "upgrade", "rely_on"), "实现"),
)
_BUILDING = regex(
    "建设|打造|搭建|建立|设立|构建|构筑|创建|组建|成立|共建|新建|续建|改建|迁建|重建|在建|部署|下设|设在|设置|^建$"
)
_JOINED = regex("[和并及、]")
UNPROMISED = ("rely_on", "listed")  # what a text only relies on, or lists without a verb


@lru_cache(4096)
def stages(verb: str) -> frozenset[str]:
    """The stages that a printed verb may be entered as; none where no word of it is known. Without a verb: listed."""
    return frozenset().union(*map(_of_part, _JOINED.split(verb))) if verb else frozenset({"listed"})


def _of_part(verb: str) -> frozenset[str]:
    for may, words in _GOVERNING:
        if re.search(words, verb):
            return frozenset(may)
    found_stages = {stage for may, words in _PLAIN if re.search(words, verb) for stage in may}
    if "加快" in verb and not found_stages & {"draw_up", "carry_out"}:  # 加快编制 is drawn up; all else is only sped up
        return frozenset({*found_stages - {"build"}, "advance"})
    return frozenset({*found_stages, "build"} if _BUILDING.search(verb) else found_stages)


def weaker(sentence: str) -> frozenset[str]:
    """The stages to which words beside a name reduce any verb: 推进…前期工作 is plan, 开展…规划编制 draw_up."""
    forms = (("study", "规划研究|预研"), ("plan", "前期|规划衔接"), ("draw_up", "编制|修编|规划"))
    return frozenset(stage for stage, words in forms if re.search(words, sentence))


_STRIVE, _EXPLORE = regex("力争|争取|努力|力求|争创"), regex("探索|研究")


def hedges(words: str) -> frozenset[str]:
    """strive and explore, as far as words say them."""
    forms = (("strive", _STRIVE), ("explore", _EXPLORE))
    return frozenset(hedge for hedge, form in forms if form.search(words))

"""A figure at its place, with the words around it, as the conditions for its role look at it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from publisher.codebook.scan import Token
from publisher.draft.outline.clauses import OutlineClause
from publisher.terms.messages import Message, say

CEILING = re.compile("最高|不超过|上限|封顶")
INDICATORS = re.compile(
    "(?:个类别|类|[大个]?方面|项|个)(?:\\d+[项个])?[^，。；、\\d]{0,6}?指标(?=[，。；、和与的]|及|体系|$)"
)
BUILDS = re.compile(
    r"建|新增|培育|达|打造|形成|实现|布局|引进|带动|完成|提升|推动|部署|布设|归集|设立|投|集聚|突破|超过|保持|提高|降|开展|实施|组织|力争|争取|培养|支持|遴选|认定|推广|改造|覆盖|谋划|签约|储备|招引|开工|竣工"
)

SET_PHRASE, ORDINAL = Message("reader.set-phrase"), Message("reader.ordinal")
CONDITION = Message("reader.condition")

# Table, kind, why, and whether that is sure.
Role = tuple[str, str, Message, bool]


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """A figure: the words of its sentence before it, of its quote before it, and behind it; what was read of it.

    past: whether its sentence dates it before the document's year. part: the sentence before it, behind the last stop.
    """

    text: str
    token: Token
    clause: OutlineClause
    sentence: str
    before: str
    after: str
    measure: str
    comparator: str
    past: bool
    part: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "part", self.sentence[max(map(self.sentence.rfind, "，。；")) + 1 :])


def structure(at: FigurePlace, words: str = "") -> Role:
    """A count of the plan's own parts. words: it, with what it counts."""
    return "observations", "structure", say("why.own-parts", words=words or at.token.printed + at.after[:2]), False


def condition(*, sure: bool = False) -> Role:
    """What a rule or a class is said with, and no quantity to be reached."""
    return "mentions", "idiom", CONDITION, sure


def name(why: Message = SET_PHRASE) -> Role:
    """A numeral in a name."""
    return "mentions", "name", why, False


def background(why: Message) -> Role:
    """A quantity that is said along the way."""
    return "observations", "background", why, False

"""In Chinese a message is Chinese throughout: rule, fix, and what is expected where it is said in words."""

from __future__ import annotations

import re

import pytest

from publisher.check.outcome import Report
from publisher.check.report import FORMATS
from publisher.terms.messages import phrase, words
from publisher.terms.problem import Place, Problem, Severity

# Seven samples of what `phrase` translates back from English: this cannot fail for any other message. What every rule
# and every refusal says in Chinese is to be asked of the messages themselves, once they have keys.
SPOKEN = [
    ("a whole number", "整数"),
    ("20 characters or fewer", "不多于20个字"),
    ("once; it stands in line 7", "只出现一次；已见于第7行"),
    ("a figure of 建成5G基站6.5万座", "“建成5G基站6.5万座”中的数字"),
    ("1 of 2 readers", "1/2位读者"),
    ("34000 (3.4万)", "34000 (3.4万)"),  # data stay as they are
    ("100% of it", "100% of it"),
]


@pytest.mark.parametrize(("english", "chinese"), SPOKEN)
def test_phrases_are_filled_in(english: str, chinese: str) -> None:
    assert phrase(english, "zh") == chinese
    assert phrase(english, "en") == english


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_speaks_the_language(form: str) -> None:
    problem = Problem("cell-empty", Severity.ERROR, Place("datapackage/units.csv", 3, "name_zh"),
                      "A required cell has a value.", "", "a value", "Fill it.")  # fmt: skip
    text = FORMATS[form](Report((problem,), 1, 1, 1, 0, 0), "zh")
    assert words("zh")["rules"]["cell-empty"]["rule"] in text
    assert "一个值" in text and "a value" not in text


def test_phrases_have_as_many_places_in_both_languages() -> None:
    for english, chinese in words("zh")["phrases"].items():
        assert english.count("{}") == chinese.count("{}"), english
        assert re.search("[\u4e00-\u9fff]", chinese), english

"""Texts of nothing but numerals, in every shape that is hard to read, and what reading a megabyte of each costs.

    python -m bench.dense

One JSON object goes to standard output: the seconds and CPU seconds of the shape that takes longest, and its name.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from pathlib import Path

from publisher.codebook.dates import Period
from publisher.codebook.figures import figures
from publisher.codebook.measures import Measures

SHAPES = (
    *("1", "十", "万", "10、", "1,", "1.1.", "1-2-", "1:", "1+", "1/2 ", "1 2 ", "1至", "1×", "10%10%"),
    *("12万12万", "½", "三、五、", "一、二、", "（1）（2）", "1、\n", "1\n", "1\t", "１０、10、", "1\u200b2"),
    *("a1a1a1", "a-1-", "A1-", "lO1", "2020年2020年", "2020年1月1日", "2020-01-01 ", "到2022年达到10个。"),
    *("三年内", "1月", "Q1", "到2022年、", "10个", "3.4万个5G基站，", "5—10万、", "10个至20个、"),
    *("百分之五、", "三成", "十余家", "数十、", "翻一番、", "分别10个、", "不低于10个、", "力争10个", "每1"),
    *("1；", "1[1]", "附件1", "第1、", "《1》", "“三”", "7:00-9:00", "〔2020〕1号", "😀1"),
)
MEGABYTE = 1_000_000


def repeated(shape: str, size: int = MEGABYTE) -> str:
    """A text of so many bytes of UTF-8 at most, the same again and again."""
    return shape * (size // len(shape.encode()))


UNITS = ("个", "座", "%", "万元", "公里", "毫秒", "项", "万千瓦")


def counted(size: int = MEGABYTE, units: tuple[str, ...] = ("",)) -> str:
    """A text of so many bytes at most in which no number stands twice: 1、2、3、…; with units 1座、2%、3万元、…"""
    return "、".join(f"{number}{units[number % len(units)]}" for number in range(1, size // (8 + 6 * bool(units[0]))))


def promised(size: int = MEGABYTE) -> str:
    """A text of so many bytes at most of promises that are all different: 建成0.0万个站、到2001年建成1.1万个桩、…"""
    things = ("站", "桩", "杆", "库")
    sentences = [f"到{2000 + n % 50}年建成{n}.{n % 7}万个{things[n % 4]}" for n in range(size // 38)]
    return "、".join(sentences)


def main() -> None:
    """Read a megabyte of every shape."""
    with (Path("datapackage") / "measures.csv").open(encoding="utf-8", newline="") as file:
        measures = Measures.of((row["measure_id"], row["printed"]) for row in csv.DictReader(file))
    costs = []
    different = [
        ("1、2、3、", counted()),
        ("1座、2%、3万元、", counted(units=UNITS)),
        ("到2001年建成1.1万个桩、", promised()),
    ]
    for name, text in [*((shape, repeated(shape)) for shape in SHAPES), *different]:
        wall, cpu = time.perf_counter(), time.process_time()
        figures(text, period=Period.of("2020-2022"), measures=measures)
        costs.append((time.perf_counter() - wall, time.process_time() - cpu, name))
    wall, cpu, name = max(costs)
    sys.stdout.write(json.dumps({"wall": wall, "cpu": cpu, "shape": name}) + "\n")


if __name__ == "__main__":
    main()

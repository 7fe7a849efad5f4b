"""How many plans a second are read on one core, against a naive reader of labels and commas.

Run with ``python benchmarks/reading.py``. Both read the same text in memory in turns: the 88 measures of
Zhengzhou's plan where it lies beside the project, else a generated plan of its size. Ours gives the
coded plan; the peer only splits what follows a label at commas. Printed are the medians and the
ratio between them, and what a first reading costs, when no name has been met before. Exit status 1 when
the ratio is over the limit.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from graph.documents.text import Text, make_text
from graph.extraction.agencies import Agencies
from graph.extraction.agency_names import Setting
from graph.extraction.draft import draft_plan
from graph.extraction.heading import read_heading
from graph.extraction.reading import known_place, place_stems
from graph.extraction.structure import read_outline
from graph.vocabulary.gazetteer import build_gazetteer
from graph.vocabulary.mandates import read_mandates
from graph.vocabulary.ontology import load_ontology

DOCUMENT = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "zhengzhou-2024.txt"
MEASURES = 88
ROUNDS = 60
LIMIT = 80.0

LABEL = re.compile(
    "(牵头单位|责任单位|配合单位)：(.*?)(?=牵头单位|责任单位|配合单位|[；。）]|$)", re.MULTILINE
)
COMMA = re.compile("[，、,]")
NUMBER = re.compile("^([0-9]{1,3})[.．、](.*)$", re.MULTILINE)


def main() -> int:
    """Print plans a second of both readers and their ratio."""
    text = plan_text()
    read = our_reader()
    first = seconds(read, text)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(seconds(naive_reader, text))
        ours.append(seconds(read, text))
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"text          {len(text.content)} characters")
    print(f"our reader    {told(ours)}, the first reading {first * 1000:.1f} ms")
    print(f"naive reader  {told(theirs)}")
    print(f"ratio         {ratio:.1f}  (limit {LIMIT:g})")
    return 0 if ratio <= LIMIT else 1


def naive_reader(text: Text) -> list[dict[str, object]]:
    """Return the measures by number, each with the names behind its labels."""
    measures: list[dict[str, object]] = []
    starts = [*NUMBER.finditer(text.content)]
    ends = [*(each.start() for each in starts[1:]), len(text.content)]
    for start, end in zip(starts, ends, strict=True):
        roles = {
            label: COMMA.split(names) for label, names in LABEL.findall(text.content, start.start(), end)
        }
        measures.append({"number": int(start[1]), "title": start[2], "roles": roles})
    return measures


def our_reader() -> Callable[[Text], object]:
    """Return what reads a text to a coded plan of Zhengzhou, its vocabularies at hand."""
    ontology = load_ontology()
    gazetteer = build_gazetteer(ontology.places)
    setting = Setting(known_place("410100", gazetteer), gazetteer, read_mandates(ontology))
    register, stems = ontology.register(), place_stems(gazetteer, setting.place)

    def read(text: Text) -> object:
        outlined = read_outline(text)
        read_heading(outlined.cleaned.text, outlined.outline.head)
        return draft_plan(outlined, {"year": 2024}, Agencies(setting, register), stems)

    return read


def plan_text() -> Text:
    """Return Zhengzhou's plan, or a generated one with as many measures of about its length."""
    content = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else generated()
    return make_text(content, content.encode(), reader="plain 1", media_type="text/plain")


def generated() -> str:
    """Return a plan of as many measures as Zhengzhou's."""
    measures = (
        f"{number}．推进第{number}片区改造。落实《城市更新办法》，依托市政务服务平台，改造老旧小区{number}个，"
        "新增就业2万人以上，6月底前完成方案；“一件事”改革持续推进，群众满意度达到95%。同时优化流程，"
        "压减环节，提升服务水平，推动公共服务向基层延伸。\n（牵头单位：市住房保障局；"
        "责任单位：市发展改革委、财政局、自然资源和规划局、城市管理局，各开发区管委会、各区县（市）人民政府）\n"
        for number in range(1, MEASURES + 1)
    )
    return "郑州市2024年城市更新工作方案\n一、重点任务\n" + "".join(measures)


def seconds(read: Callable[[Text], object], text: Text) -> float:
    """Return how long one reading takes."""
    started = time.process_time()
    read(text)
    return time.process_time() - started


def told(times: list[float]) -> str:
    """Return a median as words: plans a second and milliseconds, beside the best."""
    middle = statistics.median(times)
    return f"{1 / middle:.0f} plans a second, {middle * 1000:.2f} ms (best {min(times) * 1000:.2f})"


if __name__ == "__main__":
    sys.exit(main())

"""A coded plan of one measure, with what a test wants to add."""

from __future__ import annotations

from graph.coding.check import check_plan
from graph.coding.nodes import Coded, read_nodes
from graph.coding.schema import schema_problems
from graph.errors import Problem
from graph.vocabulary.ontology import Ontology

TEXT = """\
format: tiaokuai-plan/1
plan:
  id: zhongmu-2024
  title: 小镇2024年工作要点（虚构）
  place: "410122"
  level: county
  year: 2024
  status: final
  source: {{file: town.txt, media_type: text/plain, reader: plain 1, characters: 221,
    sha256: {sha}, text_sha256: {sha}}}
{head}names:
- {{spelling: 县财政局, new: {{label: 小镇县财政局, slug: cai-zheng-ju, kind: department, level: county}}}}
{names}sections:
- {{key: "1", title: 服务}}
{sections}measures:
- key: "1"
  section: "1"
  lead: [县财政局]
{measure}"""
MEASURE_LINE = 19
"""The line on which what a test adds to the measure begins, when it adds nothing else."""


def plan_text(measure: str = "", *, head: str = "", names: str = "", sections: str = "") -> str:
    """Return the plan with more lines in its measure, its head, its names or its sections."""
    return TEXT.format(sha="0" * 64, measure=measure, head=head, names=names, sections=sections)


def coded_plan(measure: str = "", *, head: str = "", names: str = "", sections: str = "") -> Coded:
    """Return the plan as data with lines; its file is called p.yaml."""
    return read_nodes(plan_text(measure, head=head, names=names, sections=sections), "p.yaml")


def refused_by_schema(measure: str = "", **more: str) -> list[str]:
    """Return what the schema finds, without the name of the file."""
    return told(schema_problems(coded_plan(measure, **more)))


def refused_by_checks(ontology: Ontology, measure: str = "", **more: str) -> list[str]:
    """Return what the checks find in a plan that the schema accepts, without the name of the file."""
    coded = coded_plan(measure, **more)
    assert schema_problems(coded) == []
    return told(check_plan(coded, ontology))


def told(problems: list[Problem]) -> list[str]:
    """Return problems as lines, without the name of the file."""
    return [str(problem).removeprefix("p.yaml, ") for problem in problems]

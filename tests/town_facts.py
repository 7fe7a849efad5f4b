"""What tests of the report and of the workbook say about an invented plan of a town."""

from __future__ import annotations

from graph.views.report_facts import ReportFacts

FACTS = ReportFacts(
    plan="town-2024",
    title="某市2024年工作要点",
    title_en="Town work plan 2024",
    status="draft",
    place="某市",
    year=2024,
    source_file="town.txt",
    source_sha256="ab" * 32,
    text_sha256="cd" * 32,
    reader="plain 1",
    version="1.2.3",
    sections=2,
    assignments=9,
    doubts=0,
    open_ends=0,
    proposed=0,
)

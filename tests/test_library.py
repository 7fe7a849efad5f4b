"""The question library: found, described, and refused where a header is incomplete."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import UserError
from graph.questions.library import Question, find, near_names, questions, read
from graph.table import Column

WHOLE = """#+ summary: Agencies that lead
#+ question:
#+   zh: 哪些单位牵头？
#+   en: Which agencies lead?
#+ parameters:
#+   agency: {type: iri, zh: 单位, en: Agency}
#+   role: {type: iri, default: null, zh: 角色, en: Role}
#+   least: {type: integer, default: 2, zh: 至少, en: At least}
#+ columns:
#+   plan: {type: iri, zh: 方案, en: Plan}
#+   led: {type: integer, unit: measures, zh: 牵头, en: Led}
SELECT ?plan ?led WHERE { ?plan ?led ?x } ORDER BY ?plan
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / "reports" / f"{name}.rq"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_header_becomes_a_question(tmp_path: Path) -> None:
    question = read(written(tmp_path, "who-leads", WHOLE))
    assert (question.name, question.folder, question.summary) == (
        "who-leads",
        "reports",
        "Agencies that lead",
    )
    assert question.question == {"zh": "哪些单位牵头？", "en": "Which agencies lead?"}
    assert question.columns[1] == Column("led", "integer", "牵头", "Led", "measures")
    assert [(each.name, each.required, each.default) for each in question.parameters] == [
        ("agency", True, None),
        ("role", False, None),
        ("least", False, "2"),
    ]
    assert question.by_plan
    assert question.text == WHOLE


@pytest.mark.parametrize("lost", ["summary", "  zh: 哪些", "columns", "  en: Which"])
def test_header_without_a_part_is_refused(tmp_path: Path, lost: str) -> None:
    text = "".join(line for line in WHOLE.splitlines(True) if not line.startswith(f"#+ {lost}"))
    with pytest.raises(UserError, match=r"^reports/who-leads\.rq: "):
        read(written(tmp_path, "who-leads", text))


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("type: integer, unit", "type: number, unit", "led needs a type"),
        ("zh: 牵头, en: Led", "zh: 牵头", "led needs a type"),
        ("unit: measures", "units: measures", "led has the unknown key units"),
        ("#+ summary:", "#+ author: me\n#+ summary:", "the header needs"),
        ("#+ summary:", "#+ subject: weather\n#+ summary:", "weather is no subject. Use one of work, "),
        ("type: integer, unit", "type: agency, unit", "led needs a type"),
        ("#+ columns:", "#+ key: [agency]\n#+ columns:", "key is a list of columns"),
        ("#+ columns:", "#+ key: led\n#+ columns:", "key is a list of columns"),
        ("#+ summary: A", "#+ summary: [A", "the #\\+ header is not YAML"),
    ],
)
def test_fault_in_a_header_is_named(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    assert right in WHOLE
    with pytest.raises(UserError, match=message):
        read(written(tmp_path, "who-leads", WHOLE.replace(right, wrong)))


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("#+ summary: A", "#+ summary: A: a", 1),
        ("en: Which", "en: 'Which", 4),
        ("zh: 牵头, en", "zh: @牵头, en", WHOLE[: WHOLE.index("zh: 牵头, en")].count("\n") + 1),
    ],
)
def test_a_header_that_is_not_yaml_tells_the_line_and_the_remedy(
    tmp_path: Path, right: str, wrong: str, line: int
) -> None:
    assert right in WHOLE
    with pytest.raises(UserError, match=rf"^reports/who-leads\.rq, line {line}: .* in quotes: "):
        read(written(tmp_path, "who-leads", WHOLE.replace(right, wrong)))


def test_a_subject_and_kinds_of_node_may_be_given(tmp_path: Path) -> None:
    text = WHOLE.replace("#+ question:", "#+ subject: gaps\n#+ key: [led]\n#+ question:").replace(
        "agency: {type: iri", "agency: {type: agency"
    )
    question = read(written(tmp_path, "who-leads", text))
    assert (question.subject, question.parameters[0].type, question.key) == ("gaps", "agency", ("led",))
    bare = read(written(tmp_path, "who-leads", WHOLE))
    assert (bare.subject, bare.key) == ("other", ())


def test_file_without_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no #\\+ header"):
        read(written(tmp_path, "bare", "SELECT * {}"))


def test_unknown_name_is_answered_with_near_ones() -> None:
    with pytest.raises(UserError, match=r'no question is called "who-lead-most".*who-leads-most'):
        find("who-lead-most")
    with pytest.raises(UserError, match="See tiaokuai query --list"):
        find("zzzz")


def test_find_takes_name_folder_and_suffix() -> None:
    found: list[Question] = [find(each) for each in ("targets", "reports/targets", "targets.rq")]
    assert found[0] == found[1] == found[2]
    with pytest.raises(UserError):
        find("checks/targets")


def test_one_name_in_two_folders_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "twice", WHOLE)
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "twice.rq").write_text(WHOLE, encoding="utf-8")
    with pytest.raises(UserError, match="another folder has a question of this name"):
        questions(tmp_path)


def test_near_names_are_at_most_three() -> None:
    names = [f"measures-of-{each}" for each in "abcdef"]
    assert len(near_names("measures-of-x", names)) == 3
    assert near_names("xyz", names) == []

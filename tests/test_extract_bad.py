"""What `extract` says of a text that is no plan, is cut, or cannot be decoded: plainly, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.cli.main import cli
from graph.extraction.reading import read_plan_text

HEAD = "楚雄州2023年行动方案\n"
ONE = "1.修路。修好两条路。（州交通运输局负责）\n"
TWO = "2.架桥。架好三座桥。（州水务局负责）\n"
THREE = "3.植树。种好百亩树。（州林草局负责）\n"
WHOLE = HEAD + ONE + TWO + THREE


def extract(folder: Path, content: bytes) -> tuple[int, str]:
    (folder / "plan.txt").write_bytes(content)
    target = folder / "plan.yaml"
    arguments = ["extract", "--lang", "en", str(folder / "plan.txt"), "--place", "楚雄州", "-o", str(target)]
    result = CliRunner().invoke(cli, arguments, prog_name="tiaokuai")
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    left = {path.name for path in folder.iterdir()} - {"plan.txt"}
    assert left == (set() if result.exit_code == 2 else {"plan.yaml", ".tiaokuai"}), "nothing half-written"
    return result.exit_code, result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "plan.txt: is empty."),
        (b"\xef\xbb\xbf", "found were 0 characters, 0 section headings and 0 other numbered items"),
        (b"\n \n", "found were 3 characters, 0 section headings and 0 other numbered items"),
        (WHOLE.encode().decode("latin-1").encode(), "holds hardly any Chinese characters"),
        ("今天天气很好。\n".encode(), "found were 8 characters, 0 section headings and 0 other"),
        (
            "楚雄州2023年要点\n一、道路\n1.修路。加快。\n2.架桥。加快。\n二、保障\n".encode(),
            "2 section headings and 2 other numbered items). Give the plan itself; where the tasks stand "
            "in an annex, give the annex. A plan that names no agencies is coded by hand: tiaokuai new.",
        ),
        (b"\x93\x02\xff\xfe\x81" * 40, "plan.txt, line 1: is not UTF-8 (byte 0x93)."),
        (b"abc\x00def\x00\x01", "is not text: it holds zero bytes"),
        (WHOLE.encode()[:-5], "is not UTF-8"),
    ],
)
def test_what_is_no_plan_is_refused_with_what_was_found(tmp_path: Path, content: bytes, said: str) -> None:
    status, messages = extract(tmp_path, content)
    assert status == 2
    assert said in messages
    assert messages.count("\n") == 1


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    status, messages = extract(tmp_path, WHOLE.encode(encoding))
    assert status in (0, 1)
    assert "plan.yaml: written" in messages


def cut_doubts(folder: Path, text: str) -> list[tuple[str, str]]:
    path = folder / "plan.txt"
    path.write_text(text, encoding="utf-8", newline="\n")
    doubts = read_plan_text(path, "楚雄州").doubts
    return [(doubt.key, doubt.what) for doubt in doubts if "the text ends" in doubt.what]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WHOLE[:-8], "in the middle of a clause ('…"),
        (WHOLE + "4.护河。守好一条河。（", "in the middle of a clause"),
        (WHOLE + "4.护河。守好一条河。（州水务局、", "in the middle of a clause"),
        (WHOLE + "4.护河。守好一条河，", "in the middle of a clause"),
        (WHOLE + "4.护河。守好一条河。", "here without an attribution"),
        (WHOLE + "4.护河。守好一", "here without an attribution"),
    ],
)
def test_a_text_cut_in_the_middle_is_a_doubt_that_names_the_measure(
    tmp_path: Path, text: str, said: str
) -> None:
    ((key, what),) = cut_doubts(tmp_path, text)
    assert key == ("3" if text == WHOLE[:-8] else "4")
    assert said in what
    assert what.endswith("give the whole text, or code the rest by hand.")


def test_a_sentence_without_its_end_is_a_doubt_where_all_others_have_one(tmp_path: Path) -> None:
    lines = ("1.修路。修好路。责任单位：州交通运输局。", "2.架桥。架好桥。责任单位：州水务局。")
    ((key, what),) = cut_doubts(tmp_path, HEAD + "\n".join((*lines, "3.植树。种好树。责任单位：州林")))
    assert key == "3"
    assert "in the middle of a sentence ('…" in what


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        WHOLE + "\n附件：任务表\n",
        HEAD + ONE + "2.架桥。架好三座桥。",
        HEAD + "1.修路。修好路。\n责任单位：州交通运输局\n2.架桥。架好桥。\n责任单位：州水务局\n"
        "3.植树。种好树。\n责任单位：州林草局\n",
    ],
)
def test_a_whole_text_is_none(tmp_path: Path, text: str) -> None:
    assert cut_doubts(tmp_path, text) == []


def test_a_cut_text_is_written_told_and_status_1(tmp_path: Path) -> None:
    status, messages = extract(tmp_path, (WHOLE + "4.护河。守好一条河，").encode())
    assert status == 1
    assert f"{tmp_path / 'plan.txt'}, measure 4: the text ends in the middle of a clause" in messages

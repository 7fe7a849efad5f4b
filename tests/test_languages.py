"""The reading commands in Chinese: what they say, and why they refuse a document."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT
from documents_made import make_word, make_zip, p
from openpyxl import load_workbook

from graph.cli.main import cli
from graph.documents.guard import OLE

EXAMPLE = ROOT / "docs" / "example"
ENGLISH = re.compile("[a-z]{2,} [a-z]{2,}")
PLAN = "中牟县2025年工作要点\n\n1. 推进一窗受理。牵头单位：县财政局。\n"
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "：是空的。请重新下载或保存。"),
    "notice.txt": (
        "一、请查收\n1. 通知\n".encode(),
        "：没有把举措落实到单位的责任条款（共有12字、1个标题和1个其他编号项）。请提供方案本身；"
        "任务在附件中的，请提供附件。没有写明单位的方案由人工编码：tiaokuai new。",
    ),
    "half.txt": (
        "一、落实".encode("utf-16")[:-1],
        "：开头的字节表明是 UTF-16，内容却不是（字节 8）。请存为 UTF-8。",
    ),
    "locked.docx": (
        OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
        "：有密码保护。请打开后取消密码，重新保存。",
    ),
    "picture.pdf": (
        b"\x89PNG\r\n\x1a\n",
        "：是图片，不是文字。请先识别文字（OCR），再存为 DOCX、PDF 或 TXT。",
    ),
    "packed.docx": (b"7z\xbc\xaf\x27\x1c", "：是压缩包，或是损坏的 Office 文件。请先解压，或重新存为 DOCX。"),
    "broken.pdf": (
        b"%PDF-1.4 cut",
        "：已损坏：无法读取 PDF（PdfminerException）。请用 Word 或 WPS 打开，重新保存。",
    ),
    "place.txt": (PLAN.replace("中牟县", "").encode(), "：没有写明是什么地方的。请用 --place 指定。"),
    "year.txt": (PLAN.replace("2025年", "").encode(), "：没有写明是哪一年的方案。请用 --year 指定。"),
    "coded.yaml": (b"format: tiaokuai-plan/1\n", "：已是编码方案。请直接构建：tiaokuai build {path}"),
}


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, [*map(str, arguments), "--lang", "zh"], prog_name="tiaokuai")
    assert "Traceback" not in result.output
    return result


@pytest.mark.parametrize("name", REFUSED)
def test_a_document_is_refused_in_chinese(name: str, tmp_path: Path) -> None:
    content, said = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    result = run("extract", path)
    assert result.exit_code == 2
    assert result.stderr == f"{path}{said.format(path=path)}\n"


def test_an_ofd_file_and_a_zip_bomb_are_refused_in_chinese(tmp_path: Path) -> None:
    ofd = make_zip(tmp_path / "plan.ofd", **{"OFD.xml": b""})
    assert "：是 OFD 文件，无法读取。请用 WPS 或数科阅读器" in run("extract", ofd).stderr
    bomb = make_word(tmp_path / "plan.docx", p("甲"))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/bomb.xml", bytes(60_000_000))
    assert "：超过了方案应有的大小（word/bomb.xml 解压后有57 MB）。请去掉图片" in run("extract", bomb).stderr


def test_a_plan_is_read_and_built_in_chinese(tmp_path: Path) -> None:
    document, plan = EXAMPLE / "county.txt", tmp_path / "plan.yaml"
    result = run("extract", document, "--year", "2025", "-o", plan)
    assert f"{plan}：已写入" in result.stderr
    assert f"待核对：{document}：按中牟县（410122）的方案处理；如有误，用 --place 指定。" in result.stderr
    counted = result.stderr.splitlines()[-1].removeprefix(f"{document}：已读取，")
    assert "按中牟县（410122）的方案处理" in plan.read_text(encoding="utf-8")
    built = run("build", plan, "-o", tmp_path / "output", "--samples", "0")
    assert built.stderr.splitlines()[-1] == f"{tmp_path / 'output'}：完成，{counted}"
    told = (result.stderr + built.stderr).replace(str(tmp_path), "").replace(str(EXAMPLE), "")
    assert not ENGLISH.search(told), told
    assert run("agree", plan, plan).stderr == "plan.yaml、plan.yaml：0处不同\n"
    found = run("validate", "--graph", tmp_path / "output")
    assert found.stderr == f"{tmp_path / 'output' / 'graph.nq'}：0处问题\n"


def test_what_is_wrong_in_a_dataset_is_said_in_chinese(tmp_path: Path) -> None:
    missing = tmp_path / "graph.nq"
    said = "无法读取。请先运行 `tiaokuai build`。"
    assert run("validate", "--graph", missing).stderr == f"{missing}：{said}\n"
    agency = "<https://w3id.org/tiaokuai/id/agency/a>"
    plan = "<https://w3id.org/tiaokuai/id/plan/a-2024>"
    kinds = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/tiaokuai/ns#"
    graph = "<https://w3id.org/tiaokuai/id/graph/plan/a-2024>"
    missing.write_text(
        f"{agency} {kinds}Agency> {graph} .\n{plan} {kinds}Plan> {graph} .\n", encoding="utf-8"
    )
    lines = run("validate", "--graph", missing).stdout.splitlines()
    assert "checks/agency-without-label：哪些单位没有中文名称？单位 " in "\n".join(lines)
    assert not [line for line in lines if not re.search("[\u4e00-\u9fff]", line)]


def test_a_sheet_and_the_screen_say_doubts_in_chinese(tmp_path: Path) -> None:
    sheet = tmp_path / "plan.xlsx"
    run("extract", EXAMPLE / "county.txt", "--year", "2025", "-o", sheet)
    cells = [cell.value for row in load_workbook(sheet)["方案"].iter_rows() for cell in row]
    assert any("按中牟县（410122）的方案处理" in str(each) for each in cells)
    assert "按中牟县（410122）的方案处理" in run("extract", EXAMPLE / "county.txt", "--year", "2025").stdout


def test_a_clause_is_answered_in_chinese() -> None:
    answer = json.loads(run("attribution", "（主抓单位：市财政局）", "--place", "410100").stdout)
    assert answer["refused"] == "不认识标签“主抓单位”"
    wrong = run("attribution", "", "--place", "410100")
    assert wrong.stderr == "TEXT：是空的。请给出条款，如（市发改委牵头，市财政局配合）。\n"

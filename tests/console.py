"""The ```console blocks of a document: what is typed, what is shown, and whether it is what comes out."""

from __future__ import annotations

import re
import shlex
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from graph.cli.main import cli

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SERVERS = {"review", "serve"}
TOOLS = {"cp", "sed"}
LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Typed:
    """One command of a document with the lines that the document shows after it."""

    command: str
    shown: tuple[str, ...]


def commands(page: Path) -> list[Typed]:
    """Return the commands of a document in their order, each with the lines that it shows."""
    found: list[tuple[str, list[str]]] = []
    for line in "".join(BLOCK.findall(page.read_text(encoding="utf-8"))).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return [Typed(command, tuple(lines)) for command, lines in found]


def matches(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Return whether lines are those of a document, where … stands for any lines, or any words at an end."""
    pattern = "".join(_line(line) for line in shown)
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)) is not None


def _line(line: str) -> str:
    if line == LEFT_OUT:
        return r"(?:.*\n)*"
    stem = line.removesuffix(LEFT_OUT)
    return re.escape(stem) + (r".*" if stem != line else "") + r"\n"


def told_by(command: str, folder: Path) -> list[str]:
    """Run a command in a folder, which is the working directory, and return the lines that it prints."""
    words = shlex.split(command)
    if words[0] in TOOLS:
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
        return (done.stdout + done.stderr).splitlines()
    assert words[0] == "tiaokuai", command
    if words[1] in SERVERS:
        return _served(words[1:], folder)
    result = CliRunner().invoke(cli, words[1:], prog_name="tiaokuai")
    assert result.exit_code in (0, 1, 2), f"{command}\n{result.output}"
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output.splitlines()


def _served(words: list[str], folder: Path) -> list[str]:
    """Start a server, ask it for its first page, end it as Ctrl-C does, and return what it said."""
    # What a shell runs in the background ignores Ctrl-C, and so does what it starts.
    process = subprocess.Popen(
        ["env", "--default-signal=INT", sys.executable, "-m", "graph", *words],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    lines: list[str] = []
    try:
        while not lines or "Ctrl-C" not in lines[-1]:
            lines.append(process.stdout.readline())
            assert lines[-1], "".join(lines)
        with urllib.request.urlopen(lines[0].strip(), timeout=60) as answer:
            assert b"<html" in answer.read(2000)
    finally:
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=60)
    return [*(line.rstrip("\n") for line in lines), *rest.splitlines()]

"""What is said in English below this layer, in Chinese or English: doubts, refusals, faults.

Readers and checks raise English sentences, and a coded plan keeps its doubts as sentences. A
sentence is known again by its template, in either language, and said in the one that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from graph.errors import Problem
from graph.views.doubt_messages import DOUBT_MESSAGES
from graph.views.fault_messages import FAULT_MESSAGES, FAULT_NOUNS
from graph.views.form_messages import FORM_MESSAGES
from graph.views.refusal_messages import REFUSAL_MESSAGES

MESSAGES = {**DOUBT_MESSAGES, **REFUSAL_MESSAGES, **FORM_MESSAGES, **FAULT_MESSAGES}
"""Sentences, English → Chinese."""
NOUNS = FAULT_NOUNS
"""What may stand in a blank of a sentence, English → Chinese."""
FORMS = {"n": "[0-9.]+", "m": "[0-9.]+", "k": "[0-9.]+", "token": r"\S+"}
"""What a blank of this name holds; others hold anything."""
LONGEST = 600
"""No message of ours is longer, and matching takes long where a text is."""
BLANK = re.compile(r"\{([a-z]+)\}")
QUOTED = re.compile(r"(['\"])(.*)\1", re.DOTALL)
CHINESE_QUOTED = re.compile("“([^“”]*)”", re.DOTALL)
HAN = re.compile("[\u4e00-\u9fff]")
KEPT = 4096
"""How many sentences are kept in both languages."""
INSIDE_QUOTES = re.compile("(['\"]).*?\\1")
PLACES = (
    (re.compile(r", line ([0-9]+)"), r"，第\1行"),
    (re.compile(r", row ([0-9]+)"), r"，第\1行"),
    (re.compile(r", sheet ([^,]+)"), r"，工作表\1"),
    (re.compile(r", measure ([^,]+)"), r"，举措\1"),
    (re.compile(r", agency ([^,]+)"), r"，单位\1"),
    (re.compile(r", as read\b"), "，所读"),
    (re.compile(r", joined with the new reading\b"), "，与新读法合并后"),
    (re.compile(r"\bstandard output\b"), "标准输出"),
)


class _Language(NamedTuple):
    """How a language ends a sentence, sets a colon, and parts sentences."""

    stop: str
    colon: str
    between: re.Pattern[str]
    gap: str


LANGUAGES = {
    "en": _Language(".", ": ", re.compile(r"(?<=[.?]) "), " "),
    "zh": _Language("。", "：", re.compile("(?<=[。？])(?=.)"), ""),
}

OTHER = {"en": "zh", "zh": "en"}

Template = tuple[re.Pattern[str], str]


def message(text: str, lang: str) -> str:
    """Return what is said, in `lang`; what is not known stays as it is.

    Examples
    --------
    >>> message("a clause was not read: the label '主抓单位' is not known.", "zh")
    '有一个条款未能读取：不认识标签“主抓单位”。'
    >>> message("没有找到责任条款。", "en"), message("市财政局: no attribution was found.", "zh")
    ('no attribution was found.', '市财政局：没有找到责任条款。')
    """
    if len(text) > LONGEST:
        return text
    try:
        return _known(text, lang) or text
    except RecursionError:
        return text


def worded(problem: Problem, lang: str) -> str:
    """Return a problem as one line in `lang`: where, what, what to do.

    A line stays in English for a part that is not known in Chinese; what a person wrote stays as it is.

    Examples
    --------
    >>> print(worded(Problem("plan.yaml, line 3", "unit: '%%' is not known.", "Write percent."), "zh"))
    plan.yaml，第3行：unit：不认识“%%”。请写 percent。
    """
    parts = [message(each, lang) for each in (problem.what, problem.remedy)]
    if lang == "en" or any(_is_english(each) for each in parts):
        said = parts if lang == "en" else (problem.what, problem.remedy)
        return str(Problem(problem.where, *said))
    where = problem.where
    for pattern, place in PLACES:
        where = pattern.sub(place, where)
    return f"{where}：{''.join(parts)}"


def _is_english(text: str) -> bool:
    return bool(text) and not HAN.search(INSIDE_QUOTES.sub("", text))


def with_doubts_said(data: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return the data of a coded plan with its doubts in `lang`."""
    return {key: _said(key, value, lang) for key, value in data.items()}


def _said(key: str, value: Any, lang: str) -> Any:
    if isinstance(value, dict):
        return with_doubts_said(value, lang)
    if isinstance(value, list):
        return [_said(key, each, lang) for each in value]
    return message(value, lang) if key in {"doubt", "doubts"} else value


@lru_cache(maxsize=KEPT)
def _known(text: str, lang: str) -> str | None:
    """Return what is said in `lang`, None where it is not known."""
    return _of_sentences(text, lang) or _sentence(text, lang) or _after_colon(text, lang)


def _of_sentences(text: str, lang: str) -> str | None:
    parts = LANGUAGES[OTHER[lang]].between.split(text)
    said = [_known(each, lang) for each in parts] if len(parts) > 1 else [None]
    return None if None in said else LANGUAGES[lang].gap.join(filter(None, said))


def _sentence(text: str, lang: str) -> str | None:
    bare = text.removesuffix(LANGUAGES[OTHER[lang]].stop)
    said = _filled(bare, lang, _sentences(lang))
    return said and said + (LANGUAGES[lang].stop if bare != text else "")


def _after_colon(text: str, lang: str) -> str | None:
    """Return what is said of something that is named before a colon."""
    head, colon, tail = text.partition(LANGUAGES[OTHER[lang]].colon)
    said = _known(tail, lang) if colon else None
    return said and f"{head}{LANGUAGES[lang].colon}{said}"


def _filled(text: str, lang: str, templates: Iterable[Template]) -> str | None:
    """Return the first template that the text is, in `lang` and with its blanks filled in."""
    for pattern, template in templates:
        if found := pattern.fullmatch(text):
            values = found.groupdict()
            return template.format_map({name: _value(name, values[name], lang) for name in values})
    return None


def _value(name: str, value: str, lang: str) -> str:
    """Return what fills a blank: said in `lang` where it is known, quoted as the language quotes.

    What is to be typed stays as it is.
    """
    if name == "command":
        return value
    said = _known(value, lang) or _filled(value, lang, _nouns(lang))
    if said:
        return said
    if lang == "zh" and (found := QUOTED.fullmatch(value)):
        return f"“{found[2]}”"
    return repr(found[1]) if lang == "en" and (found := CHINESE_QUOTED.fullmatch(value)) else value


@cache
def _sentences(lang: str) -> tuple[Template, ...]:
    return tuple(_templates(MESSAGES, lang))


@cache
def _nouns(lang: str) -> tuple[Template, ...]:
    return tuple(_templates(NOUNS, lang))


def _templates(table: Mapping[str, str], lang: str) -> Iterator[Template]:
    """Yield each template as a pattern in the other language, with the one in `lang`; definite ones first."""
    pairs = table.items() if lang == "zh" else [(chinese, english) for english, chinese in table.items()]
    for template, other in sorted(pairs, key=lambda pair: -len(BLANK.sub("", pair[0]))):
        yield _pattern(template), other


def _pattern(template: str) -> re.Pattern[str]:
    """Return what a filled-in template looks like."""
    pieces = BLANK.split(template.replace("{{", "\0").replace("}}", "\1"))
    pattern, met = "", set()
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            pattern += re.escape(piece.replace("\0", "{").replace("\1", "}"))
        elif piece in met:
            pattern += f"(?P={piece})"
        else:
            met.add(piece)
            pattern += f"(?P<{piece}>{FORMS.get(piece, '.+?')})"
    return re.compile(pattern, re.DOTALL)

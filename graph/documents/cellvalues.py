"""The value of a spreadsheet cell as the sheet shows it: dates, percentages, decimals."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

# Formats that a file names by number only; 27 to 58 are those of a Chinese Excel.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m/d/yy", 31: "yyyy年m月d日", 32: "h时mm分",
    33: "h时mm分ss秒", 36: "yyyy年m月", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
HIDDEN_PARTS = re.compile(r"\[[^\]]*\]|_.|\*.")  # colours, locales, and the width and filling of columns
TOKENS = re.compile(r'"[^"]*"|\\.|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,4}|.')
WEEKDAYS = "一二三四五六日"
LAST_SERIAL = 2_958_465  # 9999-12-31


def shown(raw: str, form: str, *, from_1904: bool = False) -> str:
    """Return a stored number as a sheet shows it in the number format `form` ("" is General).

    Days count from 1899-12-30 (so that serial 60, a day that never was, is passed over), on old
    Macintosh sheets from 1904-01-01. A number that is none is returned as it is.

    Examples
    --------
    >>> shown("45383", 'yyyy"年"m"月"d"日"'), shown("45383", "yyyy/m/d"), shown("0.125", "0.0%")
    ('2024年4月1日', '2024/4/1', '12.5%')
    >>> shown("1234567.5", "#,##0.00"), shown("0.30000000000000004", ""), shown("12.0", "")
    ('1,234,567.50', '0.3', '12')
    """
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return raw
    if not value.is_finite() or abs(value.adjusted()) > 30:
        return raw
    pattern = HIDDEN_PARTS.sub("", form).partition(";")[0]
    if is_date(pattern):
        return _date(value, pattern, from_1904) or _general(value)
    return _number(value, pattern)


def is_date(form: str) -> bool:
    """Tell whether a number format shows a date or a time of day."""
    return re.search(r"[yYmMdDhHsS]", _without_words(form)) is not None


def _without_words(form: str) -> str:
    return re.sub(r'"[^"]*"|\\.', "", form)


def _date(value: Decimal, form: str, from_1904: bool) -> str:
    """Return a serial number as a date; "" for one that Excel has no date for."""
    serial = value + 1462 if from_1904 else value
    if not 0 <= serial <= LAST_SERIAL:
        return ""
    seconds = int((serial * 86400).to_integral_value(ROUND_HALF_UP))
    day = datetime(1899, 12, 30 + (serial < 60)) + timedelta(seconds=seconds)
    tokens = TOKENS.findall(form)
    written = []
    for index, token in enumerate(tokens):
        if token[0] in '"\\':
            written.append(token[1:-1] if token[0] == '"' else token[1:])
        elif token[0] in "mM" and _is_minute(tokens, index):
            written.append(f"{day.minute:0{len(token)}}")
        else:
            written.append(_part_of_date(day, token))
    return "".join(written).strip()


def _is_minute(tokens: list[str], index: int) -> bool:
    """Tell minutes from months: they stand after hours or before seconds."""
    before = [each[0].lower() for each in tokens[:index] if each[0].lower() in "ymdhs"]
    after = [each[0].lower() for each in tokens[index + 1 :] if each[0].lower() in "ymdhs"]
    return before[-1:] == ["h"] or after[:1] == ["s"]


def _part_of_date(day: datetime, token: str) -> str:
    kind, long = token[0].lower(), len(token) > 1
    if kind == "y":
        return f"{day.year:04}" if len(token) > 2 else f"{day.year % 100:02}"
    if kind == "a" and len(token) > 2:
        return ("星期" if len(token) == 4 else "") + WEEKDAYS[day.weekday()]
    number = {"m": day.month, "d": day.day, "h": day.hour, "s": day.second}.get(kind)
    if number is None:
        return token
    return f"{number:02}" if long and len(token) == 2 else str(number)


def _number(value: Decimal, form: str) -> str:
    bare = _without_words(form)
    if not re.search(r"[0#?]", bare) or re.search(r"[eE][+-]|/", bare):
        return _general(value)
    percent = "%" in bare
    decimals = re.search(r"\.([0#?]*)", bare)
    places = min(len(decimals[1]) if decimals else 0, 15)
    value = value * 100 if percent else value
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits = f"{rounded:,f}" if re.search(r"[#0],[#0]", bare) else f"{rounded:f}"
    if decimals and "#" in decimals[1]:
        least = len(decimals[1].replace("#", ""))
        digits = _trimmed(digits, least)
    return _dressed(digits, form)


def _trimmed(digits: str, least: int) -> str:
    whole, _, after = digits.partition(".")
    after = after[:least] + after[least:].rstrip("0")
    return f"{whole}.{after}" if after else whole


def _dressed(digits: str, form: str) -> str:
    """Return digits with the words of the format before and after them."""
    pieces = re.findall(r'"[^"]*"|\\.|[0#?.,]+|[^0#?.,"\\]+', form)
    written, done = [], False
    for piece in pieces:
        if piece[0] in '"\\':
            written.append(piece.strip('"') if piece[0] == '"' else piece[1:])
        elif piece[0] in "0#?.,":
            written.append("" if done else digits)
            done = True
        else:
            written.append(piece)
    return "".join(written).strip()


def _general(value: Decimal) -> str:
    """Return a number with at most 15 significant digits, as many as a sheet keeps."""
    digits = f"{float(value):.15g}"
    return f"{Decimal(digits):f}" if "e" in digits else digits

"""How Word writes a number: in digits, Chinese, letters, circles; and what its bullets are."""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
COUNTED = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "koreanCounting",
}
DIGITAL = {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital"}
LEGAL = {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}
RANGES = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
# Bullets of the Symbol and Wingdings fonts, which stand in the private area of Unicode.
BULLETS = {
    0xF06C: "●",
    0xF06E: "■",
    0xF075: "◆",
    0xF0A7: "▪",
    0xF0A8: "□",
    0xF0B2: "◇",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF0FE: "☑",
}


def bullet(character: str) -> str:
    """Return a bullet as a character that every font has."""
    if "\uf000" <= character <= "\uf0ff":
        return BULLETS.get(ord(character), "•")
    return character


def written(number: int, form: str) -> str:
    """Return a number in one of Word's formats; a format that is not known is written in digits.

    Examples
    --------
    >>> [written(n, "chineseCountingThousand") for n in (3, 10, 12, 20, 105)]
    ['三', '十', '十二', '二十', '一百零五']
    >>> written(3, "decimalEnclosedCircle"), written(14, "lowerRoman"), written(28, "upperLetter")
    ('③', 'xiv', 'BB')
    """
    if 0 < number <= len(RANGES.get(form, "")):
        return RANGES[form][number - 1]
    if form in COUNTED:
        return chinese(number)
    if form in LEGAL:
        return chinese(number, FORMAL, "拾佰仟", one_ten="壹拾")
    if form in DIGITAL:
        return "".join(DIGITS[int(digit)] for digit in str(number))
    if form in ("upperRoman", "lowerRoman"):
        return roman(number) if form == "lowerRoman" else roman(number).upper()
    return _in_letters_or_digits(number, form)


def _in_letters_or_digits(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 100)
        return letter if form == "lowerLetter" else letter.upper()
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    if form == "numberInDash":
        return f"- {number} -"
    return "" if form == "none" else str(number)


def chinese(number: int, digits: str = "零" + DIGITS[1:], places: str = "十百千", one_ten: str = "十") -> str:
    """Return a number up to 9999 counted in Chinese, a larger one in digits."""
    if number == 0:
        return digits[0]
    if not 0 < number < 10_000:
        return str(number)
    parts: list[str] = []
    zero = False
    for place, digit in zip((3, 2, 1, 0), f"{number:04}", strict=True):
        if digit == "0":
            zero = bool(parts)
            continue
        parts.append((digits[0] if zero else "") + digits[int(digit)] + (places[place - 1] if place else ""))
        zero = False
    counted = "".join(parts)
    return counted.replace("一十", one_ten, 1) if counted.startswith("一十") else counted


def roman(number: int) -> str:
    """Return a number in small Roman numerals, one past 3999 in digits."""
    if not 0 < number < 4000:
        return str(number)
    numeral = ""
    for value, letters in ROMAN:
        numeral += letters * (number // value)
        number %= value
    return numeral

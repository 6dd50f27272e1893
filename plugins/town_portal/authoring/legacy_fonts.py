"""Text typed with fonts from before Unicode (TCVN3, VNI) to Unicode. Pure.

A font of these looks Vietnamese because its letters stand in the places of Western ones: ``®`` is
drawn as đ by .VnTime. So the font's name says what a text means.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Encoding = Literal["", "TCVN3", "VNI"]
_TCVN3_FONT = re.compile(r"\.\s*vn", re.IGNORECASE)
_TCVN3_CAPITALS = re.compile(r"\.\s*vn.*h", re.IGNORECASE)
_VNI_FONT = re.compile(r"vni[-\s]", re.IGNORECASE)
_TCVN3 = {
    "µ¸¶·¹": "àáảãạ",
    "¨»¾¼½Æ": "ăằắẳẵặ",
    "©ÇÊÈÉË": "âầấẩẫậ",
    "ÌÐÎÏÑ": "èéẻẽẹ",
    "ªÒÕÓÔÖ": "êềếểễệ",
    "×ÝØÜÞ": "ìíỉĩị",
    "ßãáâä": "òóỏõọ",
    "«åèæçé": "ôồốổỗộ",
    "¬êíëìî": "ơờớởỡợ",
    "ïóñòô": "ùúủũụ",
    "\xadõøö÷ù": "ưừứửữự",
    "úýûüþ": "ỳýỷỹỵ",
    "®¡¢£¤¥¦§": "đĂÂÊÔƠƯĐ",
}
_FROM_TCVN3 = str.maketrans("".join(_TCVN3), "".join(_TCVN3.values()))
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_BREVE, _CIRCUMFLEX = "\u0306", "\u0302"
_TONES = (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT)
_VNI_MARKS = {
    **dict(zip("øùûõï", _TONES, strict=True)),
    **dict(zip("èéúüë", (_BREVE + tone for tone in _TONES), strict=True)),
    **dict(zip("àáåãä", (_CIRCUMFLEX + tone for tone in _TONES), strict=True)),
    "ê": _BREVE,
    "â": _CIRCUMFLEX,
}
_VNI_LETTERS = dict(zip("ôöñæóòî", "ơưđỉĩịỵ", strict=True))
_VNI_PAIR = re.compile(f"([aeouyôö])([{''.join(_VNI_MARKS)}])", re.IGNORECASE)
_VNI_LETTER = re.compile(f"[{''.join(_VNI_LETTERS)}]", re.IGNORECASE)
_UNICODE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u0300-\u0323\u1ea0-\u1ef9]")


def get_encoding(font: str) -> Encoding:
    """Return how text with this font is written; empty for Unicode."""
    if _TCVN3_FONT.match(font):
        return "TCVN3"
    return "VNI" if _VNI_FONT.match(font) else ""


def is_unicode(text: str) -> bool:
    """Tell whether a text has letters that only Unicode has: the font's name says nothing then."""
    return bool(_UNICODE.search(text))


def convert_to_unicode(text: str, font: str) -> str:
    """Return a text as its font shows it. Capital fonts (``.VnTimeH``) show capitals."""
    encoding = get_encoding(font)
    if not encoding:
        return text
    text = re.sub("[\uf020-\uf0ff]", lambda match: chr(ord(match[0]) & 0xFF), text)
    found = decode_legacy(text, encoding)
    return found.upper() if _TCVN3_CAPITALS.fullmatch(font) else found


def decode_legacy(text: str, encoding: Encoding) -> str:
    """Return a text in Unicode that was typed in an encoding."""
    return _convert_vni(text) if encoding == "VNI" else text.translate(_FROM_TCVN3)


def count_leading_marks(text: str) -> int:
    """Return how many of a VNI text's first letters are a mark of the letter before the text."""
    return 1 if text[:1].lower() in _VNI_MARKS else 0


def takes_mark(text: str) -> bool:
    """Tell whether a VNI text ends with a letter that a mark may follow."""
    return text[-1:].lower() in set("aeouyôö")


def _convert_vni(text: str) -> str:
    parts = []
    at = 0
    for match in _VNI_PAIR.finditer(text):
        letter = _list_vni_letters(match[1])
        parts += [_list_vni_letters(text[at : match.start()]), letter, _VNI_MARKS[match[2].lower()]]
        at = match.end()
    parts.append(_list_vni_letters(text[at:]))
    return unicodedata.normalize("NFC", "".join(parts))


def _list_vni_letters(text: str) -> str:
    def replace_letters(match: re.Match[str]) -> str:
        letter = _VNI_LETTERS[match[0].lower()]
        return letter if match[0].islower() else letter.upper()

    return _VNI_LETTER.sub(replace_letters, text)

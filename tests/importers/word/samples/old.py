"""Vietnamese text as it was typed before Unicode, made letter by letter from Unicode's names."""

from __future__ import annotations

import unicodedata

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_TONES = (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT)
_TCVN3 = (
    ("a", 0xB5, 0xB8, 0xB6, 0xB7, 0xB9),
    ("ă", 0xBB, 0xBE, 0xBC, 0xBD, 0xC6),
    ("â", 0xC7, 0xCA, 0xC8, 0xC9, 0xCB),
    ("e", 0xCC, 0xD0, 0xCE, 0xCF, 0xD1),
    ("ê", 0xD2, 0xD5, 0xD3, 0xD4, 0xD6),
    ("i", 0xD7, 0xDD, 0xD8, 0xDC, 0xDE),
    ("o", 0xDF, 0xE3, 0xE1, 0xE2, 0xE4),
    ("ô", 0xE5, 0xE8, 0xE6, 0xE7, 0xE9),
    ("ơ", 0xEA, 0xED, 0xEB, 0xEC, 0xEE),
    ("u", 0xEF, 0xF3, 0xF1, 0xF2, 0xF4),
    ("ư", 0xF5, 0xF8, 0xF6, 0xF7, 0xF9),
    ("y", 0xFA, 0xFD, 0xFB, 0xFC, 0xFE),
)
_BARE = {"ă": 0xA8, "â": 0xA9, "ê": 0xAA, "ô": 0xAB, "ơ": 0xAC, "ư": 0xAD, "đ": 0xAE}
_CAPITALS = {"Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7}
_TO_TCVN3 = {
    unicodedata.normalize("NFC", letter + tone): chr(code)
    for letter, *codes in _TCVN3
    for tone, code in zip(_TONES, codes, strict=True)
} | {letter: chr(code) for letter, code in (_BARE | _CAPITALS).items()}
_VNI_TONES = dict(zip(_TONES, "øùûõï", strict=True))
_VNI_BREVE = dict(zip(_TONES, "èéúüë", strict=True))
_VNI_CIRCUMFLEX = dict(zip(_TONES, "àáåãä", strict=True))
_VNI_I = dict(zip(_TONES, "ìíæóò", strict=True))
_VNI_BARE = {"ă": "aê", "â": "aâ", "ê": "eâ", "ô": "oâ", "ơ": "ô", "ư": "ö", "đ": "ñ"}


def tcvn3(text: str) -> str:
    """Return a text as .VnTime takes it; a capital with a tone has no place there: small it is."""
    return "".join(_TO_TCVN3.get(item, _TO_TCVN3.get(item.lower(), item)) for item in text)


def vni(text: str) -> str:
    """Return a text as VNI-Times takes it: marks are letters of their own."""
    return "".join(map(_vni, text))


def _vni(letter: str) -> str:
    small = letter.lower()
    parts = unicodedata.normalize("NFD", small)
    tone = next((part for part in parts if part in _TONES), "")
    bare = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else small
    if bare == "i" and tone:
        made = _VNI_I[tone]
    elif (bare, tone) == ("y", _DOT):
        made = "î"
    elif not tone:
        made = _VNI_BARE.get(bare, bare)
    elif bare == "ă":
        made = f"a{_VNI_BREVE[tone]}"
    elif bare in ("â", "ê", "ô"):
        made = f"{parts[0]}{_VNI_CIRCUMFLEX[tone]}"
    else:
        made = _VNI_BARE.get(bare, bare) + _VNI_TONES[tone]
    return made if letter == small else made.upper()

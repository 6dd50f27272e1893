"""The words of a text in Markdown, line for line: without marks, addresses, code and HTML. Pure.

No HTML is made: what is asked is which words stand on which line of the file, and ten thousand
articles are to be read in seconds.
"""

from __future__ import annotations

import re
from html import unescape

from town_portal.authoring.proofreading.text import BREAK

_IMAGE = re.compile(
    r"!\[((?:\\.|[^\]\\])*)\]\((?:<[^>\n]*>|[^\s()]*)(?:\s+\"((?:\\.|[^\"\\])*)\")?\s*\)"
)
_LINK = re.compile(
    r"\[((?:\\.|[^\]\\\n])*)\]"
    r"(?:\((?:<[^>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+\"(?:\\.|[^\"\\])*\")?\s*\)"
    r"|\[[^\]\n]*\])"
)
_TELEPHONE = re.compile(r"\]\(tel:([+\d.-]+)\)")
"""A link that dials shows its number to everybody, whatever its words are."""
_NOTE = re.compile(r"\[\^[^\]\n]*\]:?")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]^\n][^\]\n]*\]:.*$", re.M)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ENTITY = re.compile(r"&#?\w+;?")
_CODE = re.compile(r"(`+)[^`\n]+\1")
_ATTRIBUTES = re.compile(r"\{:[^}\n]*\}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")
_STRONG = re.compile(r"\*+|~~|(?<!\w)_+|_+(?!\w)")
_RULE = re.compile(r"^(?=[ \t|:=*_-]+$)(?:[^\w\n|]{3,}|[^\w\n]*\|[^\w\n]*|=+[ \t]*)$", re.M)
_BEGIN = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:(?:#{1,6}|[-*+]|\d{1,9}[.)])[ \t]+|>[ \t]*)", re.M)
_SIGN_OF_HOST = re.compile(r"//|www\.|@|\.(?:vn|com|net|org|info|gov|edu|io)\b")
_OUTSIDE = re.compile(
    r"(?:https?:)?//[^\s<>\"]+|\bwww\.[^\s<>\"]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@])(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info|gov|edu|io)\b(?:/[^\s<>\"]*)?"
)
_GAP = "\N{NO-BREAK SPACE}"
"""Stands for what was taken out of a line, so that no rule takes it for a blank of the writer."""
ADDRESS = re.compile(r"(?:(?:https?:)?//|\bwww\.)[^\s<>()\[\]\"'|]+", re.IGNORECASE)
"""What leads to another host, linked or not."""


def extract_words(body: str) -> str:
    """Return the words of a body in Markdown, each on the line on which it stands there.

    A caption and an alternative text stand for their photograph. ``BREAK`` begins what does not
    go on from the line above.
    """
    text = _RULE.sub("", body)
    if "[" in text:
        text = _DEFINITION.sub("", _NOTE.sub(_GAP, text))
        text = _TELEPHONE.sub(r"](#) \1", text)
        text = _LINK.sub(_replace_link, _IMAGE.sub(_replace_image, text))
    if "`" in text:
        text = _CODE.sub(_GAP, text)
    if "<" in text:
        text = _TAG.sub(lambda match: _GAP + "\n" * match[0].count("\n"), text)
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    text = _BEGIN.sub(BREAK, text)
    if "*" in text or "_" in text or "~" in text:
        text = _STRONG.sub("", text)
    text = text.replace("|", BREAK)
    text = _ESCAPE.sub(r"\1", text) if "\\" in text else text
    if _SIGN_OF_HOST.search(text):
        text = _OUTSIDE.sub(_GAP, text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: unescape(match[0]).replace("\n", " "), text)
    return text


def _replace_link(match: re.Match[str]) -> str:
    """Return the words of a link, on as many lines as it takes."""
    return match[1] + "\n" * match[0].count("\n")


def _replace_image(match: re.Match[str]) -> str:
    """Return the words of a photograph, on as many lines as it takes."""
    alt, caption = match[1], (match[2] or "").replace('\\"', '"')
    rest = match[0].count("\n") - alt.count("\n") - caption.count("\n")
    return f"{BREAK}{alt}{BREAK}{caption}{BREAK}" + "\n" * rest


def list_addresses(text: str) -> list[tuple[str, int]]:
    """Return what leads to other hosts in a file, with the lines (from 1)."""
    lines = [unescape(line) if "&" in line else line for line in text.split("\n")]
    return [
        (match[0], number)
        for number, line in enumerate(lines, 1)
        if "//" in line or "www." in line.lower()
        for match in ADDRESS.finditer(line)
    ]

"""The true kind of a file, by its first bytes; what its name says is another matter."""

import re

ENDINGS = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "GIF": (".gif",),
    "AVIF": (".avif",),
    "HEIF": (".heic", ".heif", ".hif"),
}
NOT_USED = ("BMP", "TIFF", "PSD", "PDF", "JPEG2000", "ICO")
"""Kinds that are known and refused."""
_SIGNATURES = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"8BPS", "PSD"),
    (b"%PDF", "PDF"),
    (b"\0\0\0\x0cjP  ", "JPEG2000"),
    (b"\0\0\1\0", "ICO"),
)
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif"}
_AVIF_BRANDS = {b"avif", b"avis"}
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|script|meta|title)[\s>]", re.IGNORECASE)


def detect_kind(beginning: bytes, ending: str) -> str:
    """Return the kind told by a file's first bytes: JPEG, PNG, HEIF, SVG, HTML, BMP, …; else "".

    ``ending`` (``.svgz``) matters only for packed drawings, which show nothing.
    """
    for signature, kind in _SIGNATURES:
        if beginning.startswith(signature):
            return kind
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "WEBP"
    if beginning[4:8] == b"ftyp":
        return _detect_boxed(beginning)
    return _detect_written(beginning, ending)


def _detect_boxed(beginning: bytes) -> str:
    """Return HEIF or AVIF by the brands in the first box (ISO/IEC 14496-12, 4.3)."""
    length = int.from_bytes(beginning[:4], "big")
    brands = {beginning[at : at + 4] for at in range(8, min(length, len(beginning)), 4)}
    if brands & _AVIF_BRANDS:
        return "AVIF"
    return "HEIF" if brands & _HEIF_BRANDS else ""


def _detect_written(beginning: bytes, ending: str) -> str:
    """Return the kind of a file that is written in letters: SVG, HTML or nothing known."""
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<"):
        page, drawing = _HTML.search(text), _SVG.search(text)
        if drawing and not (page and page.start() < drawing.start()):
            return "SVG"
        if page:
            return "HTML"
    return "SVG" if ending.lower() in (".svg", ".svgz") else ""

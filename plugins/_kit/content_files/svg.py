"""Whether a drawing may be published: the one place where SVG is judged. Pure."""

from xml.etree import ElementTree as ET

NO_DRAWING = "không phải hình vẽ SVG đọc được; hãy mở bằng phần mềm vẽ rồi lưu lại"
_ROOT = "{http://www.w3.org/2000/svg}svg"


def check_svg(data: bytes) -> list[str]:
    """Return what is wrong with a drawing, in Vietnamese; nothing when it may be published."""
    if b"<!ENTITY" in data:  # entities may grow without bounds
        return [NO_DRAWING]
    try:
        root = ET.fromstring(data)
    except (ET.ParseError, ValueError, LookupError):
        return [NO_DRAWING]
    return [] if root.tag == _ROOT else [NO_DRAWING]

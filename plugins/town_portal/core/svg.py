"""Check drawings (SVG): shapes and colours only; no scripts, loads or links. Pure.

It is read by an XML parser, as browsers do, so that prefixes, entities and letters written as
numbers hide nothing. Declarations (DOCTYPE) and instructions are refused as such.
"""

import re
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_INERT = (
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/elements/1.1/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
)
"""Metadata of drawing programs, which browsers ignore."""
_FILTERS = (
    *("Blend", "ColorMatrix", "ComponentTransfer", "Composite", "ConvolveMatrix", "DropShadow"),
    *("DiffuseLighting", "DisplacementMap", "DistantLight", "Flood", "FuncA", "FuncB", "FuncG"),
    *("FuncR", "GaussianBlur", "Image", "Merge", "MergeNode", "Morphology", "Offset", "PointLight"),
    *("SpecularLighting", "SpotLight", "Tile", "Turbulence"),
)
ELEMENTS = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image"),
        *("text", "tspan", "textPath", "linearGradient", "radialGradient", "stop", "pattern"),
        *("clipPath", "mask", "marker", "filter", *(f"fe{name}" for name in _FILTERS)),
    )
)
_NAMES = (
    "id class style lang role tabindex type media version baseProfile viewBox width height x y "
    "x1 y1 x2 y2 dx dy cx cy r rx ry fx fy fr d points pathLength transform rotate href offset "
    "preserveAspectRatio gradientUnits gradientTransform spreadMethod patternUnits in in2 k1 "
    "patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerUnits "
    "markerWidth markerHeight refX refY orient filterUnits primitiveUnits startOffset method "
    "spacing side textLength lengthAdjust result mode operator k2 k3 k4 values stdDeviation "
    "edgeMode kernelMatrix order divisor bias targetX targetY kernelUnitLength surfaceScale "
    "preserveAlpha diffuseConstant specularConstant specularExponent scale xChannelSelector "
    "yChannelSelector azimuth elevation z pointsAtX pointsAtY pointsAtZ limitingConeAngle "
    "radius baseFrequency numOctaves seed stitchTiles tableValues slope intercept amplitude "
    "exponent systemLanguage requiredFeatures requiredExtensions enable-background color "
    "fill fill-opacity fill-rule stroke stroke-dasharray stroke-dashoffset stroke-linecap "
    "stroke-linejoin stroke-miterlimit stroke-opacity stroke-width opacity display visibility "
    "overflow clip clip-path clip-rule mask filter flood-color flood-opacity lighting-color "
    "marker marker-start marker-mid marker-end stop-color stop-opacity paint-order isolation "
    "mix-blend-mode vector-effect shape-rendering text-rendering image-rendering "
    "color-rendering color-interpolation color-interpolation-filters font font-family "
    "font-size font-size-adjust font-stretch font-style font-variant font-weight kerning "
    "letter-spacing word-spacing text-anchor text-decoration dominant-baseline direction "
    "alignment-baseline baseline-shift writing-mode unicode-bidi line-height white-space "
    "glyph-orientation-vertical glyph-orientation-horizontal transform-origin pointer-events "
    "transform-box inline-size"
)
ATTRIBUTES = frozenset(_NAMES.split())
_FREE = re.compile(r"(?:aria|data)-[a-z-]+")
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|webp|gif);base64,[A-Za-z0-9+/=\s]*")
_LOADS = re.compile(r"""url\(\s*(?!["']?#)|@|\\|expression\(|(?:image|src)(?:-set)?\(""", re.I)
"""References to other files in a style or colour, and what may hide them."""
_DEEPEST = 200
SAVE_PLAIN = "hãy mở hình bằng phần mềm vẽ, bỏ phần ấy, rồi lưu lại dạng SVG thường (Plain SVG)"
UNREADABLE = "không đọc được hình SVG; hãy mở bằng phần mềm vẽ rồi lưu lại thành .svg hoặc .png"
STYLE = "hãy đổi chữ thành nét vẽ, bỏ hình ấy, rồi lưu lại dạng SVG thường (Plain SVG)"
OUTSIDE = "hãy nhúng hình ấy vào tệp SVG, hoặc bỏ đi, rồi lưu lại"


class _Reading:
    """The state of parsing one drawing."""

    def __init__(self) -> None:
        self.problems: dict[tuple[int, str], None] = {}
        self._styles: list[str] = []
        self._names: list[str] = []
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.ProcessingInstructionHandler = self._refuse_instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self.parser = parser

    def note(self, what: str, advice: str = SAVE_PLAIN) -> None:
        self.problems[self.parser.CurrentLineNumber, f"hình SVG {what}; {advice}"] = None

    def _refuse_doctype(self, *_: object) -> None:
        self.note("có khai báo <!DOCTYPE>", "hãy xóa dòng ấy, hoặc lưu lại dạng SVG thường")
        raise _Refused

    def _refuse_instruction(self, name: str, _: str) -> None:
        self.note(f"có chỉ dẫn <?{name}?>")

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        place, _, name = full.rpartition(" ")
        if self._names[-1:] == ["style"]:  # browsers would join the texts on both sides of it
            self.note(f"có phần tử <{name}> trong <style>")
            raise _Refused
        self._names.append(name)
        if len(self._names) > _DEEPEST:
            self.note(f"lồng nhau quá {_DEEPEST} cấp")
            raise _Refused
        is_first = len(self._names) == 1
        if place in _INERT and not is_first:
            return
        if place != _SVG or name not in ELEMENTS or (is_first and name != "svg"):
            self.note(f"có phần tử <{name}> không được dùng")
            return
        for key, value in attributes.items():
            self._check(name, *key.rpartition(" ")[::2], value)

    def _check(self, element: str, place: str, key: str, value: str) -> None:
        """Note what is wrong with an attribute; ``place`` is the namespace of its name."""
        if place in _INERT or (place == _XML and key in ("space", "lang")):
            return
        if key == "href" and place in ("", _XLINK):
            within = value.strip().startswith("#")
            if not within and not (element == "image" and _PICTURE.fullmatch(value.strip())):
                self.note(f"có <{element}> dẫn tới “{value.strip()[:40]}” ở ngoài tệp", OUTSIDE)
        elif place == _XLINK and key in ("type", "show", "actuate", "title", "role", "arcrole"):
            return
        elif place or not (key in ATTRIBUTES or _FREE.fullmatch(key)):
            self.note(f"có thuộc tính {key} không được dùng")
        elif _LOADS.search(value):
            self.note(f"có {key}=“{value[:40]}” lấy từ nơi khác")

    def _text(self, text: str) -> None:
        if self._names and self._names[-1] == "style":
            self._styles.append(text)

    def _end(self, _: str) -> None:
        if self._names.pop() == "style":
            if _LOADS.search("".join(self._styles)):
                self.note("có <style> lấy phông chữ hoặc hình từ nơi khác", STYLE)
            self._styles.clear()


class _Refused(Exception):
    """A drawing that need not be read further."""


def find_problems(data: bytes) -> list[tuple[int, str]]:
    """Return the problems of a drawing: lines (from 1) and messages in Vietnamese."""
    reading = _Reading()
    try:
        reading.parser.Parse(data, True)
    except _Refused:
        pass
    except (expat.ExpatError, ValueError, LookupError):
        return [(1, UNREADABLE)]
    return list(reading.problems)


def check_svg(data: bytes) -> list[str]:
    """Return the problems as messages that name their line."""
    return [f"dòng {line}: {sentence}" for line, sentence in find_problems(data)]

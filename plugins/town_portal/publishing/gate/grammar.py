"""Which element may stand where, so that an HTML parser has nothing to complain of. Pure.

Stricter than HTML: no end tag may be left out, and what the portal never writes is unknown here.
"""

from __future__ import annotations

from collections.abc import Mapping

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "col"})
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "li", "dt", "dd", "main", "nav", "ol", "p", "pre", "section", "summary", "table"),
        *("ul", "hgroup", "menu"),
    }
)
"""What ends an open paragraph."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    {
        *("a", "abbr", "audio", "b", "bdi", "bdo", "br", "button", "canvas", "cite", "code"),
        *("data", "datalist", "del", "dfn", "em", "i", "img", "input", "ins", "kbd", "label"),
        *(
            "legend",
            "link",
            "map",
            "mark",
            "meta",
            "meter",
            "noscript",
            "option",
            "output",
            "picture",
        ),
        *("progress", "q", "s", "samp", "script", "select", "small", "source", "span", "strong"),
        *("sub", "sup", "svg", "template", "textarea", "time", "track", "u", "var", "video"),
        *("wbr",),
    }
)
_BODY = _BLOCKS | _INLINE
_HEAD = frozenset({"meta", "title", "script", "link"})
_ONLY: Mapping[str, frozenset[str]] = {
    "html": frozenset({"head", "body"}),
    "head": _HEAD,
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot"}),
    "colgroup": frozenset({"col"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"tr"})),
    "tr": frozenset({"td", "th"}),
    "select": frozenset({"option"}),
    "datalist": frozenset({"option"}),
    "option": frozenset(),
    **dict.fromkeys(("ul", "ol", "menu"), frozenset({"li", "script", "template"})),
    "dl": frozenset({"dt", "dd", "div"}),
    "picture": frozenset({"source", "img"}),
}
"""What these hold and nothing else."""
_NO_TEXT = frozenset(
    {"html", "head", "table", "colgroup", "thead", "tbody", "tfoot", "tr", "select"}
)
_PARENTS: Mapping[str, frozenset[str]] = {
    "li": frozenset({"ul", "ol", "menu"}),
    "dt": frozenset({"dl", "div"}),
    "dd": frozenset({"dl", "div"}),
    "option": frozenset({"select", "datalist"}),
    "legend": frozenset({"fieldset"}),
    "caption": frozenset({"table"}),
}
_ONCE_OPEN = frozenset({"a", "button", "form", "select", "option", "label"})
"""What never stands inside another of its kind."""
_SVG = frozenset(
    {
        *("circle", "clippath", "defs", "desc", "ellipse", "g", "image", "line", "lineargradient"),
        *("marker", "mask", "path", "pattern", "polygon", "polyline", "radialgradient", "rect"),
        *("stop", "svg", "symbol", "text", "title", "tspan", "use"),
    }
)
_SVG_NAMESPACES = {
    "xmlns": "http://www.w3.org/2000/svg",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
}


class Stack:
    """The elements that are open, and whether all went well so far."""

    def __init__(self, is_fragment: bool) -> None:
        """Begin before a doctype; a fragment, in the middle of a body."""
        self._open: list[str] = ["body"] if is_fragment else []
        self._svg = 0
        """How many of the open elements there were when a drawing began; 0 outside of one."""
        self._has_doctype = is_fragment
        self._is_fragment = is_fragment
        self._is_plain = True
        self._seen: set[str] = set()

    @property
    def is_in_svg(self) -> bool:
        """Whether a drawing is open."""
        return self._svg > 0

    def is_done(self) -> bool:
        """Tell whether all is closed, and nothing was out of place."""
        left = ["body"] if self._is_fragment else []
        whole = self._is_fragment or self._seen >= {"html", "head", "body"}
        return self._is_plain and self._has_doctype and self._open == left and whole

    def doctype(self) -> None:
        """Take the document's kind, which comes first and once."""
        self._is_plain = self._is_plain and not self._has_doctype and not self._seen
        self._has_doctype = True

    def text(self) -> None:
        """Take words that are no white space alone."""
        if not self._open or (not self._svg and self._open[-1] in _NO_TEXT):
            self._is_plain = False

    def open(self, name: str, attributes: Mapping[str, str], is_closed: bool) -> None:
        """Take a start tag."""
        if self._svg:
            self._open_in_svg(name, attributes, is_closed)
            return
        if not self._may_stand(name) or (is_closed and name not in VOID):
            self._is_plain = False
        if name in VOID:
            return
        self._open.append(name)
        if name == "svg":
            self._svg = len(self._open)
            self._check_namespaces(attributes)

    def _open_in_svg(self, name: str, attributes: Mapping[str, str], is_closed: bool) -> None:
        holds_text = self._open[-1] in ("title", "desc")
        if name not in _SVG or holds_text:
            self._is_plain = False
        self._check_namespaces(attributes)
        if not is_closed:
            self._open.append(name)

    def _check_namespaces(self, attributes: Mapping[str, str]) -> None:
        for key, value in attributes.items():
            if key.startswith("xmlns") and _SVG_NAMESPACES.get(key) != value:
                self._is_plain = False

    def _may_stand(self, name: str) -> bool:
        opened = self._open
        if name in ("html", "head", "body"):
            return self._is_frame(name)
        if not opened:
            return False
        parent = opened[-1]
        only = _ONLY.get(parent)
        if only is not None:
            return name in only
        if name not in _BODY or parent == "html":
            return name == "td" and parent == "tr"
        if name in _PARENTS and parent not in _PARENTS[name]:
            return False
        return self._is_free(name)

    def _is_free(self, name: str) -> bool:
        """Tell whether no open element stands in the way."""
        opened = self._open
        if name in _BLOCKS and "p" in opened:
            return False
        if name in _HEADINGS and not _HEADINGS.isdisjoint(opened):
            return False
        if name in ("dt", "dd") and opened[-1] == "div" and opened[-2:-1] != ["dl"]:
            return False
        return name not in _ONCE_OPEN or name not in opened

    def _is_frame(self, name: str) -> bool:
        order = ("html", "head", "body")
        place = order.index(name)
        parents = [] if name == "html" else ["html"]
        is_next = self._seen == set(order[:place]) and self._open == parents
        self._seen.add(name)
        return is_next and self._has_doctype and not self._is_fragment

    def close(self, name: str) -> None:
        """Take an end tag."""
        if not self._open or self._open[-1] != name:
            self._is_plain = False
            if name not in self._open:
                return
            while self._open[-1] != name:
                self._open.pop()
        self._open.pop()
        if len(self._open) < self._svg:
            self._svg = 0

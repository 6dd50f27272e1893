"""The one table of how the portal is served: every file for a host is written from it. Pure.

A path is of the first kind whose pattern it matches. Patterns speak of the path below the portal's
root, without its first slash, in the words that PCRE (nginx, Apache) and RE2 (Caddy) share.
"""

import re
from dataclasses import dataclass
from typing import Literal

FOLDER = "hosting"
"""In the state of an output, where the files lie that only a server reads."""
YEAR = "public, max-age=31536000, immutable"
"""For what has a hash of its bytes in its name: other bytes have another address."""
CHECKED = "no-cache"
"""Kept by the browser, but asked about each time (ETag): an edited page shows at once."""
TRANSPORT = "max-age=31536000"
"""HSTS (RFC 6797) for this one host: what else the town has below its domain may lack TLS."""

DEVICES = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
    *("microphone", "midi", "payment", "usb"),
)
EVERYWHERE = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),  # for browsers that do not know frame-ancestors
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", ", ".join(f"{device}=()" for device in DEVICES)),
)
"""Sent with each answer. The site asks for none of the devices named here."""

OPENER = ("Cross-Origin-Opener-Policy", "same-origin")
Policy = Literal["page", "viewer", "sandbox"]


@dataclass(frozen=True, slots=True)
class FileHeaders:
    """What is sent with one kind of file.

    ``policy`` tells which content security policy: that of the pages, that of files for which
    browsers have a viewer of their own (PDF, films, sound: a sandbox would hinder some of them, and
    nothing in them runs as the portal), or that of other files, in which nothing may run.
    ``shared``: other sites may show it (pictures in a feed reader), ``open``: also read it by
    script.
    """

    name: str
    pattern: str
    cache: str = CHECKED
    policy: Policy = "page"
    shared: bool = False
    open: bool = False

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The headers of this kind, beside the content security policy and EVERYWHERE."""
        return (
            ("Cache-Control", self.cache),
            OPENER,
            ("Cross-Origin-Resource-Policy", "cross-origin" if self.shared else "same-origin"),
            ("Access-Control-Allow-Origin", "*" if self.open else ""),
        )


HIDDEN = r"(.*/)?\..*|(web\.config|_headers|_redirects)(\.(br|gz))?"
"""What lies in the folder and is nobody's business: answered as if it were not there."""
WELL_KNOWN = r"\.well-known/.*"
"""Of all names with a first dot these are public (RFC 8615): certificates, security.txt."""

PICTURES = ("avif", "gif", "jpeg", "jpg", "png", "webp")
VIEWED = ("m4a", "m4v", "mov", "mp3", "mp4", "oga", "ogg", "pdf", "wav", "webm")
DOCUMENTS = (
    *("csv", "doc", "docx", "odp", "ods", "odt", "ppt", "pptx", "rtf", "txt", "xls", "xlsx"),
    *("7z", "rar", "zip", "vtt", "heic", "heif", "ico", "svg"),
)
HASH = r"\.[0-9a-f]{10}\."
"""In the names of features/assets, features/photos and features/search. A file that staff attach
has no dot but the one before its ending (core/naming.py), so that none looks like it."""

VIEWER = FileHeaders("viewer", rf"(.*/)?[^/]*\.({'|'.join(VIEWED)})", policy="viewer", shared=True)
FILE = FileHeaders(
    "file", rf"(.*/)?[^/]*\.({'|'.join((*DOCUMENTS, *PICTURES))})", policy="sandbox", shared=True
)
PAGE = FileHeaders("page", r".*")
KINDS = (
    FileHeaders("open", r"du-lieu-mo/.*", shared=True, open=True),
    FileHeaders("feed", r"(.*/)?[^/]*\.(atom|ics|rss)", shared=True, open=True),
    FileHeaders(
        "photo", rf"(.*/)?[^/]*{HASH}({'|'.join((*PICTURES, 'svg'))})", YEAR, "sandbox", shared=True
    ),
    FileHeaders("asset", rf"(.*/)?[^/]*{HASH}(bin|css|js|json|webmanifest|woff2)", YEAR),
    VIEWER,
    FILE,
    PAGE,
)
"""All kinds in their order; the last one is of every path that no other fits."""

TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "geojson": "application/geo+json",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    # As feeds' own types, browsers would show code, or offer a file to be saved.
    "atom": "text/xml",
    "rss": "text/xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "minisig": "text/plain",
    "csv": "text/csv",
    "ics": "text/calendar",
    "vtt": "text/vtt",
    "avif": "image/avif",
    "webp": "image/webp",
    "png": "image/png",
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "ico": "image/x-icon",
    "heic": "image/heic",
    "heif": "image/heif",
    "woff2": "font/woff2",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "7z": "application/x-7z-compressed",
    "rar": "application/vnd.rar",
    "rtf": "application/rtf",
    "bin": "application/octet-stream",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
"""The media type of each ending that the portal may publish."""

COMPRESSED = (
    *("html", "css", "js", "json", "geojson", "webmanifest", "xml", "atom", "rss", "svg", "txt"),
    *("csv", "ics", "vtt"),
)
"""Endings of the files beside which ``publish`` lays .br and .gz (publishing/compress.py).

The search index (bin) is compressed in itself.
"""

SERVICE = r"(v1/.*|quan-tri(/.*)?|healthz)"
"""What the live service answers, where it stands below the portal: no file, no rule of ours."""


def is_service(path: str) -> bool:
    """Tell whether a path below the portal's root, without query, belongs to the live service."""
    return re.fullmatch(SERVICE, path) is not None


def get_media_type(ending: str) -> str:
    """Return the media type of a file's ending, with its character set where it is text."""
    kind = TYPES[ending]
    is_text = kind.startswith("text/") or kind.endswith(("xml", "json", "jsonl"))
    return f"{kind}; charset=utf-8" if is_text else kind


def find_kind(path: str) -> FileHeaders:
    """Return the kind of a path below the portal's root (``static/portal.0123456789.css``)."""
    return next(kind for kind in KINDS if re.fullmatch(kind.pattern, path))

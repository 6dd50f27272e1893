"""Split a caption from the credit at its end."""

import re

_MARK = re.compile(
    r"(?:^|(?P<before>[.;,|–—(!?…\"”’)-]))\s*(?P<word>ảnh|nguồn)(?:\s+ảnh)?\s*:\s*", re.IGNORECASE
)


def split_credit(caption: str) -> tuple[str, str]:
    """Return (caption, credit): ``Cầu Bà Nở. Ảnh: Lê An`` gives ``("Cầu Bà Nở.", "Ảnh: Lê An")``.

    The credit begins a sentence, a clause or a bracket at the caption's end and keeps its word,
    "Ảnh" or "Nguồn"; it is empty when there is none.
    """
    caption = caption.strip()
    marks = list(_MARK.finditer(caption))
    if not marks:
        return caption, ""
    mark = marks[-1]
    name = caption[mark.end() :].rstrip(" .")
    if mark["before"] == "(":
        name = name.removesuffix(")").rstrip(" .") if name.endswith(")") else ""
    if not name:
        return caption, ""
    end = mark.start() + (mark["before"] in (".", "!", "?", "…", '"', "”", "’", ")"))
    word = "Nguồn" if mark["word"].lower() == "nguồn" else "Ảnh"
    return caption[:end].rstrip(" (;,|–—-"), f"{word}: {name}"

"""Split a caption from the credit at its end."""

import re

_CREDIT = re.compile(
    r"(?:^|(?<=[\s.;,|–—-])|(?<=\())\(?((?:ảnh|nguồn)(?:\s+ảnh)?)\s*:\s*([^():]+?)\s*\)?\s*\.?\s*$",
    re.IGNORECASE,
)


def split_credit(caption: str) -> tuple[str, str]:
    """Return (caption, credit): ``Cầu Bà Nở. Ảnh: Lê An`` gives ``("Cầu Bà Nở", "Ảnh: Lê An")``.

    The credit keeps its word, "Ảnh" or "Nguồn"; it is empty when the caption ends in none.
    """
    match = _CREDIT.search(caption)
    if not match:
        return caption.strip(), ""
    head = caption[: match.start()].rstrip(" \t(;,|–—-")
    word = "Nguồn" if match[1].lower().startswith("nguồn") else "Ảnh"
    return head.strip(), f"{word}: {match[2].strip()}"

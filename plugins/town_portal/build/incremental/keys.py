"""What all texts and pages depend on: the code, its packages, the settings."""

import os
import pickle
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

from town_portal.core.identity import UnknownKind, compute_identity
from town_portal.core.system.places import OVERLAY, PACKAGE, ROOT

OWN, MODULES = PACKAGE, ROOT / "node_modules"
LEFT_OUT = frozenset(
    (
        "BUILD",
        "OUTPUT_PATH",
        "CACHE_PATH",
        "DEBUG",
        "PORT",
        "BIND",
        "WATCHED",
        "LIVE_SNAPSHOT",
        "EXPLAIN",
        "VERIFY",
        "OUTPUT_PLACE",
        "COMMIT_WHEN_TOLD",
        "STATE_LOST",
        "LAUNCH",
    )
)
"""Settings that change no page."""


def hash_code(theme: Path, folders: Iterable[Path] = ()) -> str:
    """Return the identity of the portal's plugins, the theme, other plugins and the packages."""
    packages = sorted({name for path in sys.path for name in _iter_packages(path)})
    places = (OWN, OVERLAY, theme, MODULES / ".package-lock.json", *folders)
    return compute_identity(sys.version, packages, files_key(places))


def files_key(folders: Iterable[Path]) -> str:
    """Return the identity of files, and of those below folders, by their times and sizes."""
    files = sorted({file for folder in folders for file in _iter_files(folder)})
    return compute_identity(repr([_stat_file(file) for file in files]))


def plugin_folders(modules: Iterable[Any]) -> list[Path]:
    """Return the folders of plugins, or their only files, that are not in the portal's own."""
    folders = (_get_folder(module) for module in modules)
    return [folder for folder in folders if folder != OWN and OWN not in folder.parents]


def hash_settings(settings: Mapping[str, Any]) -> str:
    """Return the identity of the settings; of a function or class, where it is written."""
    kept = {name: value for name, value in settings.items() if name not in LEFT_OUT}
    return compute_identity([(name, _plain_setting(kept[name])) for name in sorted(kept)])


def file_identity(file: Path) -> str:
    """Return the identity of a file's bytes; empty where it cannot be read."""
    try:
        return blake2b(file.read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _plain_setting(value: Any) -> Any:
    """Return a setting as plain data."""
    if isinstance(value, Mapping):
        return {str(name): _plain_setting(item) for name, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(compute_identity(_plain_setting(item)) for item in value)
    members = _list_members(value)
    if members is not None:
        return [_plain_setting(member) for member in members]
    if isinstance(value, type | FunctionType):
        return value.__qualname__, [_hash_file(file) for file in _list_source_files(value)]
    try:
        compute_identity(value)
    except UnknownKind:
        return _pickle_setting(value), _plain_setting(type(value))
    return value


def _list_members(value: Any) -> Sequence[Any] | None:
    """Return what a list, a function with some of its arguments, a method is made of."""
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, partial):
        return value.func, value.args, value.keywords
    return (value.__func__, value.__self__) if isinstance(value, MethodType) else None


def _list_source_files(value: type | FunctionType) -> list[str]:
    """Return the files in which a function, or the functions of a class, are written."""
    members = vars(value).values() if isinstance(value, type) else (value,)
    found = [member.fget if isinstance(member, property) else member for member in members]
    functions = [member for member in found if isinstance(member, FunctionType)]
    return sorted({function.__code__.co_filename for function in functions})


def _pickle_setting(value: Any) -> bytes:
    """Return what a setting of an unknown kind is; one that can't be told is never the same."""
    try:
        return pickle.dumps(value)
    except Exception:  # noqa: BLE001  # it may fail in any way
        return os.urandom(32)


def _get_folder(module: Any) -> Path:
    file = Path(getattr(module, "__file__", None) or OWN)
    return file.parent if file.name == "__init__.py" else file


def _iter_files(folder: Path) -> Iterable[str]:
    """Return the files below a folder, or the one file; compiled ones left out."""
    if folder.is_file():
        return [str(folder)]
    found: list[str] = []
    for path, folders, names in os.walk(folder):
        folders[:] = [
            name for name in folders if name not in ("__pycache__", "node_modules", "_share")
        ]
        found += [f"{path}/{name}" for name in names]
    return found


def _iter_packages(path: str) -> Iterable[str]:
    """Return the installed packages with their versions."""
    try:
        return [name for name in os.listdir(path) if name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return []


@cache
def _hash_file(file: str) -> str:
    """Return the identity of a file of settings; one that is written anew may be the same."""
    return file_identity(Path(file))


def _stat_file(file: str) -> tuple[str, int, int]:
    try:
        status = os.stat(file)
    except OSError:
        return file, 0, 0
    return file, status.st_mtime_ns, status.st_size

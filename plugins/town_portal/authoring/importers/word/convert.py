"""Documents of other kinds: with LibreOffice, where this machine has it, they become .docx."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path, PurePath

from town_portal.authoring.importers.word.package import NOT_WORD, WordError
from town_portal.authoring.importers.word.photographs import GivenFile

OLD_WORD = (
    "“{}” là tệp Word đời cũ (.doc). Hãy mở bằng Word, chọn File → Save As, kiểu “Word Document "
    "(*.docx)”, rồi nhập tệp .docx ấy."
)
OTHER = (
    "“{}” là tệp {}. Hãy mở bằng Word, lưu thành “Word Document (*.docx)” rồi nhập tệp .docx ấy."
)
LOCKED = (
    "“{}” có mật khẩu nên không đọc được. Hãy mở bằng Word, bỏ mật khẩu (File → Info → Protect "
    "Document → Encrypt with Password, để trống) rồi lưu và nhập lại."
)
FAILED = "LibreOffice không chuyển được “{}”. Hãy mở bằng Word, lưu thành .docx rồi nhập lại."
TIMEOUT = 120
"""Seconds that LibreOffice may take."""
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def detect_kind(file: GivenFile) -> str:
    """Return what a document is, by its bytes: docx, doc, locked, rtf, odt, html, pdf or ""."""
    data = file.data
    if data.startswith(_OLE):
        return "locked" if _ENCRYPTED in data else "doc"
    if data.startswith(b"PK"):
        return "odt" if b"opendocument.text" in data[:200] else "docx"
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"%PDF"):
        return "pdf"
    return "html" if b"<html" in data[:2000].lower() else ""


def find_libreoffice() -> str | None:
    """Return LibreOffice's program on this machine; None without."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return named or next((place for place in _PLACES if Path(place).is_file()), None)


def convert_to_docx(file: GivenFile, program: str | None) -> GivenFile:
    """Return a document as .docx; ``program`` is LibreOffice's.

    Raises WordError, in Vietnamese, where it can't be read, with what to do.
    """
    kind = detect_kind(file)
    if kind == "docx":
        return file
    if kind == "locked":
        raise WordError(LOCKED.format(file.name))
    if kind in ("", "pdf"):
        raise WordError(OTHER.format(file.name, "PDF") if kind else f"“{file.name}”: {NOT_WORD}")
    if program is None:
        other = OTHER.format(file.name, kind.upper())
        raise WordError(OLD_WORD.format(file.name) if kind == "doc" else other)
    return _run_libreoffice(file, kind, program)


def _run_libreoffice(file: GivenFile, kind: str, program: str) -> GivenFile:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"bai.{kind}"
        source.write_bytes(file.data)
        command = [program, "--headless", f"-env:UserInstallation={(folder / 'home').as_uri()}"]
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source)]
        try:
            subprocess.run(
                command,
                cwd=folder,
                env={**os.environ, "HOME": name},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=TIMEOUT,
                check=True,
            )
            data = (folder / "bai.docx").read_bytes()
        except (OSError, subprocess.SubprocessError):
            raise WordError(FAILED.format(file.name)) from None
    return GivenFile(f"{PurePath(file.name).stem}.docx", data)

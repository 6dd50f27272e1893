"""Files of the content folder: none is read or published that does not lie there as a file."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest

from tests.sites.approving import approved
from tests.sites.build_site import GOOD, Built, Files, Site, article, page, picture
from tests.sites.case import HERE, Case, differing_lines, grouped, put_into
from tests.sites.cases_door import CASES, LINK, LINKS, PIPES, SECRET, TEXT, link
from town_portal.core.records import FileCopy

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="cần liên kết của Unix")
EVERYWHERE = "INCREMENTAL = False"


def attacked(attacks: list[Case], folder: Path, conf: str = "") -> tuple[Built, list[Case]]:
    """Build the good site with attacks in it, beside a file that is nobody's business."""
    (folder / "ngoai.pdf").write_bytes(SECRET)
    site = Site(folder / "site", conf).write(GOOD)
    placed = put_into(site, attacks)
    return site.build(), placed


@pytest.mark.parametrize("attacks", grouped(CASES), ids=lambda group: group[0].name)
def test_each_attack_is_told_with_its_line(attacks: list[Case], tmp_path: Path) -> None:
    """The build stops with exactly what is wrong, does not wait, and publishes nothing."""
    built, placed = attacked(attacks, tmp_path)
    assert differing_lines(placed, built.errors[:-1]) == {}
    assert (built.code, built.tree) == (1, {})


@pytest.mark.parametrize("attacks", grouped([*LINKS, *PIPES]), ids=lambda group: group[0].name)
def test_a_build_of_everything_is_as_wary(attacks: list[Case], tmp_path: Path) -> None:
    """Where Pelican walks the folders itself, it follows no link and opens no pipe either."""
    built, placed = attacked(attacks, tmp_path, EVERYWHERE)
    assert [item.name for item in placed if not set(item.lines) & set(built.errors)] == []
    assert (built.code, built.tree) == (1, {})


def test_a_content_folder_that_is_a_link_itself_is_fine(tmp_path: Path) -> None:
    """Where the content lies is the administrator's choice; below it the same holds."""
    site = Site(tmp_path / "site").write(GOOD)
    (site.folder / "content").rename(tmp_path / "noi-khac")
    (site.folder / "content").symlink_to(tmp_path / "noi-khac")
    site.good()
    link(TEXT, "..")(site.folder)
    assert any(LINK in line for line in site.build().errors)


OFFERED: Files = {
    **GOOD,
    "content/articles/2020/2020-12-15-kem/index.md": article(
        "[a](mau/Đơn%20xin.txt) [b]({attach}b.txt) [c]({static}/pages/c.txt#muc) "
        "[d]({filename}../../e.txt)",
        title="Bài kèm",
    ),
    "content/articles/2020/2020-12-15-kem/mau/Đơn xin.txt": "a",
    "content/articles/2020/2020-12-15-kem/b.txt": "b",
    "content/pages/c.txt": "c",
    "content/articles/e.txt": "e",
}


def test_files_of_the_content_folder_may_be_offered_from_any_text(tmp_path: Path) -> None:
    """Each of Pelican's ways to name a file gives a copy beside the page."""
    built = Site(tmp_path).write(OFFERED).good()
    folder, text = "2020/12/15/kem/", built.page("2020/12/15/kem")
    for name in ("don-xin.txt", "b.txt", "c.txt", "e.txt"):
        assert f"{folder}{name}" in built.tree
        assert f'href="{name}' in text
    assert 'href="c.txt#muc"' in text


def test_a_file_of_another_folder_is_copied_anew_when_it_changes(tmp_path: Path) -> None:
    """Although the text that offers it has not changed, nor anything beside it."""
    site = Site(tmp_path).write(OFFERED)
    site.good()
    built = site.write({"content/pages/c.txt": "khác"}).good()
    assert built.tree["2020/12/15/kem/c.txt"] == "khác".encode()


def decomposed(files: Files) -> Files:
    """Return files with their names as macOS writes them."""
    return {unicodedata.normalize("NFD", name): data for name, data in files.items()}


def test_names_in_pieces_are_found_and_published_as_usual(tmp_path: Path) -> None:
    """Files and folders that came from macOS or a zip; the text has letters as people type them."""
    folder = "content/articles/2020-12-15-bài-gốc"
    files: Files = {
        f"{folder}/index.md": article(
            "![Ảnh](ảnh.jpg)\n\n[mẫu](Mẫu%20đơn.txt) [giới thiệu]({filename}/pages/giới.md)",
            title="Bài gốc",
            attachments="[{file: Quyết định.txt, title: Tệp}]",
        ),
        f"{folder}/ảnh.jpg": picture(),
        f"{folder}/captions.csv": "file,caption\nảnh.jpg,Lời dưới ảnh\n",
        f"{folder}/Mẫu đơn.txt": "mẫu",
        f"{folder}/Quyết định.txt": "số",
        "content/pages/giới.md": page("[bài]({filename}../articles/2020-12-15-bài-gốc/index.md)"),
    }
    built = Site(tmp_path).write(GOOD).write(decomposed(files)).good()
    text = built.page("2020/12/15/bai-goc")
    assert {f"2020/12/15/bai-goc/{item}.txt" for item in ("mau-don", "quyet-dinh")} <= set(
        built.tree
    )
    assert 'href="mau-don.txt"' in text
    assert 'href="../../../../gioi/"' in text
    assert "Lời dưới ảnh" in text
    assert 'href="../2020/12/15/bai-goc/"' in built.page("gioi")


FORM = f"{HERE}/don.txt"
FORMS: Files = {
    **GOOD,
    TEXT: article("Xem [mẫu]({attach}don.txt).", title="Bài duyệt"),
    FORM: "đơn đã duyệt",
}


def test_a_file_that_was_exchanged_after_approval_holds_its_article_back(tmp_path: Path) -> None:
    """However the text names the file, and wherever it lies; put back, it is public again."""
    files, forms = {**GOOD}, {}
    for number, address in enumerate(("{attach}don.txt", "{static}/pages/don.txt", "don.txt")):
        folder = f"content/articles/2020-12-1{number}-hong"
        files[f"{folder}/index.md"] = article(f"Xem [mẫu]({address}).", date=f"2020-12-1{number}")
        forms["content/pages/don.txt" if "pages" in address else f"{folder}/don.txt"] = "đơn"
    texts = [name for name in files if name.endswith("-hong/index.md")]
    site = Site(tmp_path, "SHOW_UNFINISHED = False").write(approved({**files, **forms}, *texts))
    copies = {f"2020/12/1{number}/hong/don.txt" for number in range(3)}
    built = site.good()
    assert copies <= built.tree.keys()
    for name in ("addresses.json", "published.json"):
        (built.output.parent / ".output.state" / name).unlink(missing_ok=True)
    built = site.write(dict.fromkeys(forms, "đơn bị đổi")).build()
    told = [line for line in built.errors if "đã được sửa sau khi duyệt" in line]
    assert [any(name in line for line in told) for name in texts] == [True] * 3
    assert copies.isdisjoint(built.tree)
    assert copies <= site.write(forms).build().tree.keys()


def test_an_approved_text_with_a_link_to_nothing_is_a_fault(tmp_path: Path) -> None:
    """Also a draft: what nobody could look at was approved by nobody."""
    files = approved({**FORMS, TEXT: article("[x]({attach}don.txt)", status="draft")}, TEXT)
    built = Site(tmp_path).write(files).write({FORM: None}).build()
    assert built.errors[0].startswith(f"{TEXT}:")
    assert "không tìm thấy tệp “don.txt” mà liên kết dẫn tới" in built.errors[0]


def test_a_file_exchanged_for_a_link_while_the_build_runs_is_not_followed(tmp_path: Path) -> None:
    """What is copied is what was opened, and no link is opened."""
    conf = (
        "from town_portal.build.outlet import Outlet\n"
        "from town_portal.build.incremental.output_manifest import OutputManifest\n"
        "def swap(self, copy, own=OutputManifest.copy):\n"
        "    if copy.url.endswith('don.txt'):\n"
        "        copy.source.unlink(); copy.source.symlink_to('/proc/self/environ')\n"
        "    own(self, copy)\n"
        "OutputManifest.copy = swap\n"
    )
    built = Site(tmp_path, conf).write(FORMS).build()
    assert built.errors[:-1] == (f"{FORM}:1: “{FORM}” {LINK}",)
    assert (built.code, built.tree) == (1, {})


def test_an_outlet_opens_no_link_on_the_way(tmp_path: Path) -> None:
    """Neither the file nor a folder above it, below the folder that is trusted."""
    from town_portal.build.outlet import Outlet
    from town_portal.core.content_files.names import RefusedFile

    (tmp_path / "mat").mkdir()
    (tmp_path / "mat/a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/bai").symlink_to(tmp_path / "mat")
    copy = FileCopy(tmp_path / "content/bai/a.txt", "a.txt", root=tmp_path / "content")
    with pytest.raises(RefusedFile, match="là liên kết"):
        Outlet(tmp_path / "output").copy(copy)
    assert not list((tmp_path / "output").iterdir())

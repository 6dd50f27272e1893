"""What is said of pictures that staff must look at, and of descriptions that nobody wrote."""

from __future__ import annotations

from plugins.importers.word.media import AUTOMATIC, CROPPED, LINKED, METAFILE
from plugins.importers.write import pictures
from tests.importers.word.samples import shapes
from tests.importers.word.samples.maker import Maker
from tests.importers.word.test_layouts import draft


def test_descriptions_of_machines_and_file_names_are_left_out() -> None:
    """Only a description that a person wrote becomes the alternative text."""

    def fill(make: Maker) -> None:
        for alt in ("Cờ trước trụ sở", "DSC 001.JPG", "Picture 3", "A flag, AI-generated content"):
            make.picture(alt=alt)

    made = draft(fill)
    assert [it.alt for it in pictures(made)] == ["Cờ trước trụ sở", "", "", ""]
    assert AUTOMATIC in [it.sentence for it in made.doubts]


def test_pictures_that_need_a_person_are_told() -> None:
    """A cropped picture, a metafile and a linked one are told, and where."""

    def fill(make: Maker) -> None:
        cropped = make.picture().runs[0]._r
        blip = next(cropped.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}stretch"))
        blip.addprevious(blip.makeelement(blip.tag.replace("stretch", "srcRect"), {"l": "20000"}))
        key = make.part("media/hinh.wmf", "image", b"\xd7\xcd\xc6\x9a", "image/x-wmf")
        make.xml(make.paragraph(), shapes.old_picture(key))
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        key = make.document.part.relate_to("file:///C:/anh/co.jpg", kind, is_external=True)
        make.xml(make.paragraph(), shapes.old_picture(key))

    doubts = {it.about: it.sentence for it in draft(fill).doubts}
    assert doubts["ảnh 1"] == CROPPED
    assert doubts["ảnh 2"] == METAFILE.format("WMF")
    assert doubts["ảnh 3"] == LINKED.format("co.jpg")

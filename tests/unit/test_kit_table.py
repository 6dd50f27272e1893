"""Tables that scroll within themselves."""

from __future__ import annotations

from markdown import Markdown

TABLE = "| a | b |\n| :-- | --: |\n| 1 | 2 |"


def html(text: str) -> str:
    """Return the text as the portal's articles get it."""
    options = {"tables": {"use_align_attribute": True}}
    extensions = ["tables", "plugins._kit.table"]
    return Markdown(extensions=extensions, extension_configs=options).convert(text)


def test_a_table_stands_in_a_box_that_the_keyboard_reaches() -> None:
    """A wide table scrolls in its own box, which can be focused and says what it is."""
    result = html(f"trước\n\n{TABLE}\n\nsau")
    box = '<div aria-label="Bảng, có thể cuộn ngang" class="table" role="group" tabindex="0">'
    plain = box in result or (
        '<div class="table" role="group" tabindex="0" aria-label="Bảng, có thể cuộn ngang">'
        in result
    )
    assert plain
    assert result.endswith("</div>\n<p>sau</p>")


def test_header_cells_head_their_columns() -> None:
    """Each header cell has a scope, each aligned cell its alignment and no style."""
    result = html(TABLE)
    assert result.count('scope="col"') == 2
    assert 'align="right"' in result
    assert "style=" not in result


def test_a_table_in_a_list_keeps_its_place() -> None:
    """Wherever a table stands, its box stands there."""
    result = html(f"* a\n\n    {TABLE.replace(chr(10), chr(10) + '    ')}")
    assert result.index("<li>") < result.index('class="table"') < result.index("</li>")

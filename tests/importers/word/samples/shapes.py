"""XML of what hangs on a paragraph: text boxes of both kinds, floating and grouped pictures."""

from __future__ import annotations

_SIZE = '<wp:extent cx="2000000" cy="1000000"/>'
_FRAME = (
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="1000000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
)
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def _content(text: str) -> str:
    return f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"


def _shape(text: str) -> str:
    return (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>{_FRAME}</wps:spPr>'
        f"<wps:txbx>{_content(text)}</wps:txbx><wps:bodyPr/></wps:wsp>"
    )


def _pic(key: str, alt: str = "") -> str:
    return (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="anh" descr="{alt}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch>'
        f"</pic:blipFill><pic:spPr>{_FRAME}</pic:spPr></pic:pic>"
    )


def _anchor(graphic: str, kind: str, alt: str = "") -> str:
    return (
        '<w:drawing><wp:anchor behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1" '
        'simplePos="0" relativeHeight="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'{_SIZE}<wp:wrapSquare wrapText="bothSides"/><wp:docPr id="9" name="hình" descr="{alt}"/>'
        f'<a:graphic><a:graphicData uri="{kind}">{graphic}</a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing>"
    )


def floating(key: str, alt: str = "") -> str:
    """Return a picture that text flows around."""
    return _anchor(_pic(key), _PICTURE, alt)


def old_box(text: str) -> str:
    """Return a text box as Word wrote them until 2007 (VML)."""
    return f"<w:pict><v:shape><v:textbox>{_content(text)}</v:textbox></v:shape></w:pict>"


def old_picture(key: str) -> str:
    """Return a picture as Word wrote them until 2003 (VML)."""
    return f'<w:pict><v:shape><v:imagedata r:id="{key}"/></v:shape></w:pict>'


def box(text: str) -> str:
    """Return a text box as Word writes it now: once for new programs, once again for old ones."""
    return (
        '<mc:AlternateContent><mc:Choice Requires="wps">'
        f"{_anchor(_shape(text), _SHAPE)}</mc:Choice>"
        f"<mc:Fallback>{old_box(text)}</mc:Fallback></mc:AlternateContent>"
    )


def group(key: str, text: str) -> str:
    """Return a picture and a text box that are grouped."""
    graphic = f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr/>{_pic(key)}{_shape(text)}</wpg:wgp>"
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wpg">{_anchor(graphic, _GROUP)}</mc:Choice>'
        f"<mc:Fallback>{old_box(text)}</mc:Fallback></mc:AlternateContent>"
    )


def word_art(text: str) -> str:
    """Return words drawn as a picture."""
    return f'<w:pict><v:shape><v:textpath string="{text}"/></v:shape></w:pict>'

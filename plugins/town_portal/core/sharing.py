"""Plain links that open another site's share page, without any script of that site."""

import base64
import json
from urllib.parse import quote, urlencode


def build_facebook_address(address: str) -> str:
    """Return the address of Facebook's share page for the page at ``address``."""
    return "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": address})


def build_zalo_address(address: str) -> str:
    """Return the address that Zalo's own share button opens: base64 of JSON."""
    data = json.dumps({"url": address}, separators=(",", ":")).encode()
    return "https://button-share.zalo.me/share_external?d=" + quote(
        base64.b64encode(data).decode(), safe=""
    )

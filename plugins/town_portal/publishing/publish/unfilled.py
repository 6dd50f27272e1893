"""What of an authority's contact data is still as `new` left it. Pure."""

from collections.abc import Iterator

from town_portal.core.data.tables import Town
from town_portal.features.statutory.models import Statutory

NOTICE = "Lưu ý: content/data/town.yaml chưa ghi: {}."
HOSTED = (
    "Lưu ý: nơi đăng này thường là máy chủ của nơi khác, nhật ký truy cập do họ giữ. Nếu đúng thế, "
    "hãy ghi privacy: host: {name, link} trong content/data/statutory.yaml."
)
FOREIGN = ("git+", "rclone:")
"""What targets of services of others begin with."""


def unfilled(town: Town) -> Iterator[str]:
    """Yield what readers miss, with the field of town.yaml; none for an archive."""
    if town.archive:
        return
    if town.province and town.address == f"{town.name}, {town.province}":
        yield "địa chỉ trụ sở (address)"
    if not town.telephone:
        yield "điện thoại (telephone)"
    if not town.email:
        yield "thư điện tử (email)"
    if not town.responsible:
        yield "người chịu trách nhiệm (responsible)"
    if not town.site:
        yield "tên miền (site)"


def reminders(town: Town, statutory: Statutory | None, to: str) -> list[str]:
    """Return the lines for whoever publishes to a target."""
    found = list(unfilled(town))
    lines = [NOTICE.format(", ".join(found))] if found else []
    privacy = statutory.privacy if statutory else None
    if to.startswith(FOREIGN) and privacy and not privacy.host:
        lines.append(HOSTED)
    return lines

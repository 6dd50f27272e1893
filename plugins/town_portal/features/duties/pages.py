"""The pages of the duties: what citizens see on one screen, and the evidence one click deeper."""

from town_portal.build.made import MadePage
from town_portal.features.duties.report import DutyReport
from town_portal.features.duties.report_file import EVIDENCE, FILES, URL

TITLE = "Mức độ tuân thủ"
EVIDENCE_TITLE = "Từng yêu cầu và căn cứ"


def plan(found: DutyReport, note: str | None) -> list[MadePage]:
    """Return both pages; ``note`` is what the town says of its duties."""
    own = MadePage(URL, "duties/duties", in_sitemaps=True, group="Về cổng này")
    own.values.update(title=TITLE, report=found, evidence=EVIDENCE)
    evidence = MadePage(EVIDENCE, "duties/evidence", in_sitemaps=True)
    evidence.values.update(
        title=EVIDENCE_TITLE, report=found, note=note, data_files=FILES, above=URL
    )
    return [own, evidence]

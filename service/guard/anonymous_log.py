"""Keeps addresses out of the log."""

import logging
import re

_FOUR = re.compile(r"(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)(?::\d+)?")
_SIX = re.compile(r"(?<![\w:])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\w:])")


def mask_addresses(text: str) -> str:
    """Return a text with a dash for each network address."""
    return _SIX.sub("–", _FOUR.sub("–", text))


class Nobody(logging.Filter):
    """Replaces the addresses in what is logged, the traceback's too."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, changed."""
        record.msg, record.args = mask_addresses(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = mask_addresses(record.exc_text)
        return True

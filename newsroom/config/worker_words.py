"""What the worker of jobs says, in the language of those who read it."""

import logging
from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Starting worker": "Bàn soạn tin bắt đầu làm các việc xếp hàng (đăng bài, nhập tệp).",
    "Received %s - shutting down": "Bàn soạn tin dừng sau khi xong việc đang làm.",
    "Received %s - terminating": "Bàn soạn tin bỏ dở việc đang làm; việc ấy ghi là chưa xong.",
}
"""Sentences by what the library's messages begin with."""


class WorkerWords(logging.Filter):
    """Puts our sentences in place of those that the library says in English."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let each record pass, with our words where there are any."""
        for begin, words in WORDS.items():
            if str(record.msg).startswith(begin):
                record.msg, record.args = words, ()
        return True

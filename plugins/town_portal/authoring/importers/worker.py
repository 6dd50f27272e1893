"""The child process of imports: runs one job after the other within limits.

Jobs and answers are pickles, each behind its length in eight bytes. An answer is a pair of a word
below and a value.
"""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

RESULT = "result"
RAISED = "raised"
"""An exception that the job was expected to raise; the value is the exception."""
FETCH = "fetch"
"""The job needs the content of an address, which the next message to the worker holds."""
MEMORY = "memory"
FAULT = "fault"
"""An unexpected error; the value is its traceback."""
LENGTH = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use: bytes of memory and seconds of a processor."""

    memory: int
    seconds: int


@dataclass(frozen=True, slots=True)
class ImportJob:
    """A function of a module with its arguments, and the exceptions that it may raise.

    Where ``fetches``, the function is given one argument more: what asks for an address.
    """

    function: Any
    arguments: tuple[Any, ...]
    expected: tuple[type[Exception], ...]
    fetches: bool


def pack_message(message: object) -> bytes:
    """Return a message as it is written."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(LENGTH, "big") + data


def send_message(stream: BinaryIO, message: bytes) -> None:
    """Write a packed message. Raises OSError."""
    stream.write(message)
    stream.flush()


def main() -> None:
    """Run jobs until the input ends; each is preceded by its limits."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # output of libraries must not mix with answers
    questions = sys.stdin.buffer
    while head := questions.read(LENGTH):
        restrict_process(pickle.loads(questions.read(int.from_bytes(head, "big"))))
        try:
            answer = pack_message(run_job(questions, answers))
        except MemoryError:
            answer = pack_message((MEMORY, None))
        except Exception:  # noqa: BLE001  # of an answer that can't be packed, too, who asked hears
            answer = pack_message((FAULT, traceback.format_exc()))
        send_message(answers, answer)


def run_job(questions: BinaryIO, answers: BinaryIO) -> tuple[str, object]:
    """Do the next job and return the answer. Raises MemoryError."""

    def receive() -> Any:
        return pickle.loads(questions.read(int.from_bytes(questions.read(LENGTH), "big")))

    def fetch(address: str) -> object:
        send_message(answers, pack_message((FETCH, address)))
        return receive()

    job: ImportJob = receive()
    given = (*job.arguments, fetch) if job.fetches else job.arguments
    try:
        return RESULT, job.function(*given)
    except MemoryError:
        raise
    except job.expected as error:
        return RAISED, error.with_traceback(None)
    except Exception:  # noqa: BLE001  # a file may break any library in any way
        return FAULT, traceback.format_exc()


def restrict_process(limits: Limits) -> None:
    """Limit this process from now on, where the system can; Windows can't."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.seconds
    for kind, amount in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS refuses some
            resource.setrlimit(kind, (amount, resource.getrlimit(kind)[1]))

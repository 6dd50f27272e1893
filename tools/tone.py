"""Make the sound with which the demonstration's player can be tried: six notes, four seconds."""

from __future__ import annotations

import math
import wave
from pathlib import Path

from town_portal.core.system.places import ROOT

RATE, NOTE = 8_000, 0.65
"""Samples and seconds of a note; eight bits each are enough for a tone."""
NOTES = (294, 330, 392, 440, 494, 587)
"""In hertz: five tones and the octave."""
FILE = ROOT / "content" / "data" / "songs" / "am-thu.wav"


def make_samples() -> bytes:
    """Return the notes one after the other, each fading out."""
    length = round(RATE * NOTE)
    return bytes(
        round(128 + 100 * (1 - n / length) * math.sin(math.tau * note * n / RATE))
        for note in NOTES
        for n in range(length)
    )


def main(path: Path = FILE) -> int:
    """Write the file; any browser plays it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(make_samples())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

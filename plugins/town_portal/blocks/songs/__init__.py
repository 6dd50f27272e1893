"""Songs about the town: who wrote them, how sure that is, and a recording where there is one."""

from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import quote_plus

from pydantic import Field, model_validator

from town_portal.blocks.contract import Block, NoOptions, Scene
from town_portal.build.made import SearchEntry
from town_portal.core.data.fields import FileName, Text, WebAddress
from town_portal.core.data.loading import Model, Table
from town_portal.core.records import FileCopy
from town_portal.core.text import make_slug

PAGE = "bai-hat/"
SEARCH = "https://www.youtube.com/results?search_query="


class Song(Model):
    """A song. ``audio`` is a file below content/data; ``listen`` a lawful address elsewhere.

    ``certainty`` is left out of what is no song, such as a sound to try the player with.
    """

    title: Text
    composer: Text
    words: Text | None = None
    performer: Text | None = None
    year: int | None = Field(default=None, ge=1000, le=2100)
    audio: FileName | None = None
    listen: WebAddress | None = None
    rights: Text | None = None
    certainty: Literal["verified", "one_source"] | None = None
    sources: tuple[WebAddress, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _rights_of_audio(self) -> "Song":
        if self.audio and not self.rights:
            raise ValueError("bài có bản nghe (audio) phải ghi rõ quyền sử dụng (rights)")
        return self

    @property
    def search_url(self) -> str:
        """Where a public video site looks for it."""
        return SEARCH + quote_plus(f"{self.title} {self.composer}")

    @property
    def audio_url(self) -> str | None:
        """Where the recording lies in the output; None without one."""
        if self.audio is None:
            return None
        path = PurePosixPath(self.audio)
        return f"{PAGE}{make_slug(path.stem)}{path.suffix.lower()}"

    @property
    def audio_type(self) -> str | None:
        """The media type of the recording."""
        return guess_type(self.audio)[0] if self.audio else None


class Songs(Model):
    """The data of songs.yaml; ``search`` offers to look elsewhere for songs without recording."""

    songs: tuple[Song, ...] = Field(min_length=1)
    search: bool = True


@dataclass(frozen=True)
class View:
    """The songs to be shown: all on the page, the sure ones in the box."""

    songs: tuple[Song, ...]
    has_more: bool = False
    search: bool = False


BOX_LENGTH = 4


def prepare(scene: Scene[Songs, NoOptions]) -> View | None:
    """Return the songs; None without any."""
    if scene.data is None:
        return None
    songs = scene.data.songs
    if scene.form == "page":
        return View(songs, search=scene.data.search)
    sure = tuple(song for song in songs if song.certainty == "verified") or songs
    return View(sure[:BOX_LENGTH], has_more=len(songs) > BOX_LENGTH)


def list_recordings(data: Songs) -> tuple[FileCopy, ...]:
    """Return the recordings that go into the output."""
    return tuple(
        FileCopy(Path(song.audio), song.audio_url)
        for song in data.songs
        if song.audio and song.audio_url
    )


def entries(data: Songs) -> tuple[SearchEntry, ...]:
    """Return the songs as the search finds them."""
    return tuple(SearchEntry("Bài hát", song.title, PAGE, song.composer) for song in data.songs)


TABLE = Table("songs", Songs)
BLOCK = Block("songs", "Các ca khúc hay", prepare, TABLE, files=list_recordings, entries=entries)

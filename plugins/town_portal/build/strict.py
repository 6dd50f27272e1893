"""Pelican that never half-builds: every fault is known before the first page is written.

Pelican's own way is to log what is wrong and go on; this class (``PELICAN_CLASS``) reads the
data files before, collects faults during, and stops with all of them after the contents were
read. Pages go to a stage and replace the last site only when the last one was rendered.
"""

import gc
import glob
import importlib
import logging
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from pelican import Pelican
from pelican.generators import StaticGenerator
from pelican.plugins import signals

from town_portal.build import adapt, article, build
from town_portal.build.ending import (
    NOTHING_CHANGED,
    StateLost,
    Unchanged,
    print_closing,
    print_notices,
)
from town_portal.build.incremental import state_reader
from town_portal.build.outlet import Outlet
from town_portal.build.stage import Stage
from town_portal.core.data import tables
from town_portal.core.faults import Faults, FaultsError
from town_portal.core.filters import FILTERS
from town_portal.core.program_errors import LOG, note_content_error, note_error
from town_portal.core.system import clock
from town_portal.core.templating import TEMPLATE_OPTIONS
from town_portal.core.text import format_number

NOT_ALLOWED = "hãy cho người chạy lệnh quyền ghi vào thư mục {} và các thư mục trong đó"


class StrictPelican(Pelican):  # type: ignore[misc]  # Pelican has no types
    """See the module's text."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Take the portal's own filters and options of templates beside those of the settings."""
        settings["JINJA_FILTERS"] = {**FILTERS, **settings["JINJA_FILTERS"]}
        settings["JINJA_ENVIRONMENT"] = {**TEMPLATE_OPTIONS, **settings["JINJA_ENVIRONMENT"]}
        super().__init__(settings)

    def init_plugins(self) -> None:
        """Load every plugin of PLUGINS, or stop with the reasons why one does not load."""
        faults = Faults()
        modules = [_import_plugin(name, faults) for name in self.settings["PLUGINS"]]
        if not faults.found:
            super().init_plugins()
            for module in modules:
                if module and module.__name__ not in self.settings["PLUGINS"]:
                    _explain_unregistered(module, faults)
        _stop_on(faults)

    def _get_generator_classes(self) -> list[type]:
        """Leave out Pelican's own copies, which follow links: features/files copies all files."""
        found: list[type] = super()._get_generator_classes()
        return adapt.merge_writers(item for item in found if item is not StaticGenerator)

    def run(self) -> None:
        """Build the site; exit with code 1 and all faults, nothing written, when there are any."""
        self.settings.pop("STATE_LOST", None)
        gc.disable()  # it would look through all contents again and again, and find nothing
        try:
            self._try()
        except StateLost as error:
            self.settings["STATE_LOST"] = str(error)
            self._try()
        finally:
            gc.freeze()  # what is left goes with the process
            gc.enable()

    def _try(self) -> None:
        begun = time.monotonic()
        state = self._ready()
        output = Path(self.settings["OUTPUT_PATH"])
        stage = _make_stage(output, state.faults)
        self.output_path = str(stage.folder)
        state.state = stage.state
        if self.settings.get("INCREMENTAL", True):
            state.listings = state_reader.read_listings(output)
        state.outlet = Outlet(stage.folder)
        listener = _Listener(state)
        generators = logging.getLogger("pelican.generators")
        generators.addFilter(listener)
        try:
            self._build(state, stage)
            _report(state, time.monotonic() - begun)
        except FaultsError as error:
            _stop(error)
        except Exception as error:  # whatever it is, staff read where and why
            is_lost = isinstance(error, StateLost) and "STATE_LOST" not in self.settings
            if is_lost or self.settings.get("DEBUG"):
                raise
            note_content_error(error, state.faults, state.content, state.state / LOG)
            _stop_on(state.faults)
        finally:
            generators.removeFilter(listener)
            stage.discard()

    def _build(self, state: build.Build, stage: Stage) -> None:
        """Build into the stage, and put it in place."""
        try:
            with self._following_no_links(state):
                super().run()
        except Unchanged:
            state.closing.append(NOTHING_CHANGED)
            return
        state.faults.check()
        # Whoever started this build may still be finding out whether there is to be one.
        if self.settings.get("COMMIT_WHEN_TOLD") and not sys.stdin.readline():
            raise SystemExit(1)
        changes = stage.commit(state.outlet.gone(), state.outlet.kept)
        for done in state.when_done:
            done()
        state.closing.append(
            f"ghi {format_number(changes.written)} tệp, bỏ {format_number(changes.removed)} tệp, "
            f"giữ nguyên {format_number(changes.kept)} tệp"
        )

    @contextmanager
    def _following_no_links(self, state: build.Build) -> Iterator[None]:
        """Have Pelican pass over links to folders: it follows them, two to one above without end.

        They are faults already; other folders of the same names are passed over with them.
        """
        _ = state.stamps  # looks for the links
        links = [state.content / name for name in state.refused]
        names = [glob.escape(link.name) for link in links if link.is_dir()]
        ignored = self.settings["IGNORE_FILES"]
        self.settings["IGNORE_FILES"] = [*ignored, *names]
        try:
            yield
        finally:
            self.settings["IGNORE_FILES"] = ignored

    def _ready(self) -> build.Build:
        """Begin the build; report what prevents it as a fault."""
        try:
            return self._begin()
        except Exception as error:
            if self.settings.get("DEBUG"):
                raise
            faults = Faults()
            note_error(error, faults)
            _stop_on(faults)
            raise

    def _begin(self) -> build.Build:
        """Read the data files; what Pelican wants to know about the town comes from them."""
        declared = [table for plugin in self.plugins for table in getattr(plugin, "TABLES", ())]
        content = Path(self.settings["PATH"])
        state = build.begin_build(content, [*tables.TABLES, *declared], clock.get_now())
        self.settings["BUILD"] = state
        self.settings["TIMEZONE"] = state.town.time_zone
        self.settings["SITENAME"] = state.town.portal
        self.settings["SITEURL"] = state.town.base or ""
        # Connected anew, so that it comes after the handlers of all plugins.
        signals.all_generators_finalized.disconnect(_stop_at_faults)
        signals.all_generators_finalized.connect(_stop_at_faults)
        return state


def _report(state: build.Build, seconds: float) -> None:
    """Tell people what the build has to say."""
    print_notices(state.notices)
    if upcoming := article.describe_upcoming(state.plans.values(), state.zone):
        print(upcoming)
    print_closing(state.closing, seconds)


def _make_stage(output: Path, faults: Faults) -> Stage:
    """Return the stage of an output; where it can't be made, that is a fault."""
    try:
        return Stage(output)
    except OSError as error:
        place = Path(error.filename or output)
        sentence = f"không ghi được vào đây ({error.strerror}); {NOT_ALLOWED.format(output.parent)}"
        faults.add(place, 1, "", sentence)
        _stop_on(faults)
        raise


class _Listener(logging.Filter):
    """Hears of contents that Pelican could not process and would leave out; they are faults."""

    def __init__(self, state: build.Build) -> None:
        super().__init__()
        self._build = state

    def filter(self, record: logging.LogRecord) -> bool:
        error = sys.exc_info()[1]
        if not isinstance(error, Exception) or not str(record.msg).startswith("Could not process"):
            return True
        state, args = self._build, record.args
        name = args[0] if isinstance(args, tuple) and args else None
        source = state.content / str(name) if name else None
        note_content_error(error, state.faults, state.content, state.state / LOG, source)
        return False


def _stop_at_faults(generators: Iterable[Any]) -> None:
    """Let nobody write while there are faults."""
    for generator in generators:
        generator.settings["BUILD"].faults.check()


def _import_plugin(name: str, faults: Faults) -> ModuleType | None:
    """Return the plugin's module; a plugin that does not load is a fault."""
    prefix = f"phần mở rộng “{name}” không nạp được: "
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            note_error(error, faults, prefix)
            return None
    except Exception as error:  # noqa: BLE001  # a plugin may fail in any way
        note_error(error, faults, prefix)
        return None
    try:
        return importlib.import_module(f"pelican.plugins.{name}")
    except ImportError:
        sentence = f"{prefix}ModuleNotFoundError: No module named '{name}'"
        faults.add(Path("pelicanconf.py"), 1, "PLUGINS", sentence)
    return None


def _explain_unregistered(module: ModuleType, faults: Faults) -> None:
    """Find out why Pelican could not register the plugin."""
    prefix = f"phần mở rộng “{module.__name__}” không khởi động được: "
    try:
        module.register()
    except Exception as error:  # noqa: BLE001  # a plugin may fail in any way
        if hasattr(module, "register"):
            note_error(error, faults, prefix)
        else:
            faults.add(Path(str(module.__file__)), 1, "", f"{prefix}AttributeError: {error}")


def _stop_on(faults: Faults) -> None:
    if faults.found:
        _stop(FaultsError(faults.found, faults.asides))


def _stop(error: FaultsError) -> None:
    """Print the faults and end the process; Pelican itself would add an English traceback."""
    print(error, file=sys.stderr)
    for aside in error.asides:
        print(aside, file=sys.stderr)
    count = len(error.faults)
    print(f"Có {count} lỗi; trang cũ được giữ nguyên.", file=sys.stderr)
    raise SystemExit(1) from error

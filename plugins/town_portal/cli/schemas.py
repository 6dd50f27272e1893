"""JSON Schemas of the data files and of the front matter, for editors."""

import json
from pathlib import Path
from typing import Any

from town_portal.authoring.editing.models import FRONTS, collect_models
from town_portal.core.data.loading import Model
from town_portal.core.system.places import ROOT
from town_portal.settings.base import PLUGINS

__all__ = ["FOLDER", "FRONTS", "format_schema", "list_models", "list_stale", "main"]

FOLDER = ROOT / "content" / "data" / "schema"


def list_models() -> dict[str, type[Model]]:
    """Return every model that people write data for, by the name of its schema."""
    return collect_models(PLUGINS)


def format_schema(model: type[Model]) -> str:
    """Return a model's JSON Schema (draft 2020-12) as the text of its file."""
    schema: dict[str, Any] = model.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def list_stale(folder: Path) -> list[Path]:
    """Return the schema files that are missing, out of date, or of no model any more."""
    wanted = {
        folder / f"{name}.json": format_schema(model) for name, model in list_models().items()
    }
    found = set(folder.glob("*.json"))
    wrong = [path for path in found if wanted.get(path) != path.read_text(encoding="utf-8")]
    return sorted([*wrong, *(path for path in wanted if path not in found)])


def main(check: bool = False) -> int:
    """Write the schemas, or only tell whether they are fresh; 1 when they are not."""
    if check:
        wrong = list_stale(FOLDER)
        for path in wrong:
            name = path.relative_to(ROOT).as_posix()
            print(f"{name}: không khớp với mô hình dữ liệu; hãy chạy: python3 tasks.py schemas")
        return 1 if wrong else 0
    FOLDER.mkdir(exist_ok=True)
    for path in list_stale(FOLDER):
        path.unlink(missing_ok=True)
    for name, model in list_models().items():
        (FOLDER / f"{name}.json").write_text(format_schema(model), encoding="utf-8", newline="\n")
    return 0

"""Files that are chosen in a form: put into the folder of the data, named in their field."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from newsroom.accounts.access import get_signed_in_user
from newsroom.history import versions
from newsroom.texts.paths import get_content_folder
from newsroom.texts.pictures import take_file
from town_portal.core.content_files.opening import refuse_links

FOLDER = "tep"
"""The folder below the data into which chosen files go."""
ENDING = ".file"
"""What the name of a field's file begins with is the name of the field."""


def take_files(request: HttpRequest) -> tuple[QueryDict, dict[str, str]]:
    """Return the form with the names of chosen files in their fields, and what was refused.

    Sentences stand under the names of the fields. Raises Refused, OSError.
    """
    sent, errors = request.POST.copy(), dict[str, str]()
    folder = get_content_folder() / "data" / FOLDER
    for name, files in request.FILES.lists():
        if not name.endswith(ENDING) or not files:
            continue
        refuse_links(folder, get_content_folder())
        folder.mkdir(parents=True, exist_ok=True)
        field, taken = name.removesuffix(ENDING), take_file(folder, files[0])
        if "error" in taken:
            errors[field] = taken["error"]
            continue
        sent[field] = f"{FOLDER}/{taken['file']}"
        path = f"data/{sent[field]}"
        versions.commit_texts([path], get_signed_in_user(request), f"Thêm tệp: {taken['file']}")
    return sent, errors

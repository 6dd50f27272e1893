"""Findings for the editor's script, and waiving a rule in a text with a reason."""

from __future__ import annotations

import json
from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from newsroom.accounts.access import get_signed_in_user, require_permission
from newsroom.checks.findings import find_findings
from newsroom.texts import store
from newsroom.texts.paths import get_text_file
from newsroom.texts.signals import text_saved
from town_portal.authoring.editing.front_matter import NotWritable, set_fields
from town_portal.authoring.proofreading.rules import RULES

NO_REASON = "Hãy ghi lý do để người duyệt biết vì sao để vậy."


@require_permission("texts.write")
def findings(request: HttpRequest, name: str) -> JsonResponse:
    """Return what is found in a text as it was saved last."""
    del request
    get_text_file(name)
    return JsonResponse({"findings": [asdict(finding) for finding in find_findings(name)]})


@require_permission("texts.write")
@require_POST
def waive(request: HttpRequest, name: str) -> JsonResponse:
    """Let a text break a rule on purpose, with a reason that stands in the text."""
    sent = json.loads(request.body)
    rule, reason = str(sent.get("rule", "")), " ".join(str(sent.get("reason", "")).split())
    before = store.read_file(get_text_file(name))
    if rule not in RULES or not reason:
        return JsonResponse({"error": NO_REASON}, status=422)
    if before.digest != sent.get("digest"):
        return JsonResponse({"error": "Hãy lưu bài trước."}, status=409)
    waived = [*(before.fields.get("waive") or []), {"rule": rule, "reason": reason}]
    try:
        after = store.write_file(before, set_fields(before.text, {"waive": waived}))
    except (NotWritable, store.Changed) as error:
        return JsonResponse({"error": str(error)}, status=422)
    user, title = get_signed_in_user(request), RULES[rule].title
    text_saved.send(waive, before=before, after=after, user=user, reason=f"Cố ý: {title}")
    answer = {
        "digest": after.digest,
        "findings": [asdict(finding) for finding in find_findings(name)],
    }
    return JsonResponse(answer)

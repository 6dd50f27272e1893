"""What kinds of letters there are, and within how many working days each is answered."""

from django.db import models


class LetterKind(models.TextChoices):
    """Why somebody writes."""

    QUESTION = "question", "Câu hỏi"
    INFORMATION = "information", "Yêu cầu cung cấp thông tin"
    DRAFT = "draft", "Góp ý dự thảo"


class LetterState(models.TextChoices):
    """Where a letter stands."""

    RECEIVED = "received", "Mới nhận"
    ACCEPTED = "accepted", "Đang xử lý"
    TRANSFERRED = "transferred", "Đã chuyển"
    ANSWERED = "answered", "Đã trả lời"
    REFUSED = "refused", "Không xử lý"


OPEN = (LetterState.RECEIVED, LetterState.ACCEPTED)
"""The states in which the clock runs."""

DAYS = {LetterKind.QUESTION: 15, LetterKind.INFORMATION: 5, LetterKind.DRAFT: 15}
"""Working days in which each is answered; town_portal/core/texts/letters.py tells readers the same.

Questions: Nghị định 43/2011/NĐ-CP. Information: Luật Tiếp cận thông tin gives 5 to a request by
post or fax (Điều 31) and, as far as known, 3 to one on line (Điều 30), with a term of its own for
one that is complex. The portal promises 5; a town that promises 3 changes both places.
"""

"""What pydantic finds wrong, in Vietnamese sentences that say what to do."""

from collections.abc import Sequence
from typing import Any

_SENTENCES = {
    "string_type": "phải là chữ",
    "string_too_short": "không được để trống",
    "string_too_long": "dài quá {max_length} ký tự",
    "bool_parsing": "phải là true hoặc false",
    "bool_type": "phải là true hoặc false",
    "int_parsing": "phải là số nguyên",
    "int_type": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "float_parsing": "phải là số",
    "float_type": "phải là số",
    "list_type": "phải là danh sách: mỗi mục một dòng, bắt đầu bằng dấu gạch ngang",
    "tuple_type": "phải là danh sách: mỗi mục một dòng, bắt đầu bằng dấu gạch ngang",
    "dict_type": "phải là nhóm trường: mỗi dòng một trường, thụt vào hai dấu cách",
    "model_type": "phải là nhóm trường: mỗi dòng một trường, thụt vào hai dấu cách",
    "literal_error": "giá trị không được nhận; chỉ nhận: {expected}",
    "enum": "giá trị không được nhận; chỉ nhận: {expected}",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "không được quá {le}",
    "greater_than": "phải lớn hơn {gt}",
    "too_short": "cần ít nhất {min_length} mục",
    "too_long": "nhiều nhất {max_length} mục",
    "string_pattern_mismatch": "viết không đúng dạng",
}


def format_missing_field(where: Sequence[int | str]) -> str:
    """Return the sentence for a field that has to be there; ``where`` ends in its name."""
    name = where[-1] if where else ""
    advice = f"; hãy thêm dòng “{name}: …”" if isinstance(name, str) and name else ""
    return f"thiếu trường bắt buộc này{advice}"


def explain_error(item: dict[str, Any], near: str = "") -> str:
    """Return a sentence for one entry of ``ValidationError.errors()``.

    ``near`` is a known field name that an unknown one resembles, or the one field that a list
    without a name must be meant for.
    """
    context = item.get("ctx", {})
    if item["type"] == "extra_forbidden":
        advice = f"; có phải ý là “{near}”?" if near else "; hãy xóa hoặc sửa tên trường"
        return "không có trường tên này" + advice
    if item["type"] == "model_type" and near:
        return (
            f"phải bắt đầu bằng dòng `{near}:`, dưới đó mỗi mục một dòng, bắt đầu bằng gạch ngang"
        )
    if item["type"] == "value_error":
        return str(context["error"])
    if item["type"] == "missing":
        return format_missing_field(item.get("loc", ()))
    sentence = _SENTENCES.get(item["type"], "giá trị không hợp lệ")
    expected = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
    return sentence.format(**{**context, "expected": expected})

"""What the bench's articles are made of: plain words of town news, without a single person.

The town, its wards and its offices are made up ("Mẫu" means specimen).
"""

from __future__ import annotations

from collections.abc import Mapping

CATEGORIES: Mapping[str, str] = {
    "chinh-quyen": "Chính quyền",
    "kinh-te": "Kinh tế",
    "van-hoa": "Văn hóa",
    "cai-cach-hanh-chinh": "Cải cách hành chính",
    "chuyen-doi-so": "Chuyển đổi số",
    "an-ninh-trat-tu": "An ninh – trật tự",
    "giao-duc": "Giáo dục",
    "y-te": "Y tế",
    "nong-thon-moi": "Nông thôn mới",
    "do-thi": "Đô thị",
    "thong-bao": "Thông báo",
    "du-lich": "Du lịch",
}
"""Titles by key, in the order in which they are shown."""
SHARES = (14, 12, 13, 9, 9, 8, 8, 8, 7, 5, 4, 3)
"""How many of 100 articles a category has, in the same order."""

WARDS = (
    *("phường Mẫu Bắc", "phường Mẫu Nam", "phường Mẫu Đông", "phường Mẫu Tây"),
    *("phường Mẫu Giữa", "xã Mẫu Hạ"),
)
OFFICES = (
    *("Đoàn thẩm định cải cách hành chính", "Sở Nội vụ", "Sở Xây dựng", "Phòng Kinh tế"),
    *("Văn phòng Ủy ban nhân dân thị xã", "Phòng Giáo dục và Đào tạo", "Trung tâm Y tế thị xã"),
    *("Ban Chỉ huy phòng thủ dân sự", "Hội Liên hiệp Phụ nữ thị xã", "Trung tâm Văn hóa"),
    *("Phòng Tài chính – Kế hoạch", "Bộ phận một cửa"),
)
TOPICS = (
    *("cải cách hành chính", "xây dựng nông thôn mới", "chuyển đổi số", "thu ngân sách"),
    *("giải phóng mặt bằng", "phòng chống dịch bệnh", "phòng chống thiên tai"),
    *("chỉnh trang đô thị", "phổ cập giáo dục", "bảo đảm an toàn giao thông"),
    *("phát triển du lịch", "bảo vệ môi trường", "an sinh xã hội", "khuyến học khuyến tài"),
    *("bảo hiểm y tế toàn dân", "tuyển quân", "phát triển làng nghề", "quản lý đất đai"),
    *("phát triển thương mại", "xây dựng gia đình văn hóa"),
)
DEEDS = (
    *("kiểm tra kết quả", "tổng kết công tác", "triển khai nhiệm vụ", "sơ kết phong trào"),
    *("phát động thi đua", "tập huấn nghiệp vụ", "giám sát việc thực hiện", "làm việc về"),
)
TITLE = "{office} {deed} {topic} tại {ward} quý {quarter}/{year}"
LEAD = (
    "{part} ngày {today}, **{office}** đã tổ chức {deed} {topic} tại thị xã Mẫu, có đại diện "
    "{ward} và các phòng chuyên môn cùng dự."
)
PARTS = ("Sáng", "Chiều", "Tối")
HEADING = "## Kết quả nổi bật"
RESULT = "- {topic}: {share}% kế hoạch, {n} hộ"

SENTENCES = (
    (
        "Cùng dự buổi làm việc có đại diện **{office}**, **{office2}** và lãnh đạo các phòng "
        "chuyên môn thuộc Ủy ban nhân dân thị xã."
    ),
    (
        "Trong năm qua, công tác {topic} được chính quyền thị xã tập trung quan tâm, vào cuộc một "
        "cách đồng bộ và quyết liệt."
    ),
    "Theo đánh giá của {office}, thị xã làm tốt công tác chỉ đạo, điều hành {topic}.",
    (
        "Đồng thời, thị xã triển khai nhiều giải pháp xây dựng chính quyền điện tử, thí điểm "
        "chuyển giao {n} nhiệm vụ hành chính công qua dịch vụ bưu chính công ích trên địa bàn."
    ),
    (
        "Việc thu hút đầu tư được quan tâm, trong năm đã kêu gọi {n} dự án vào thị xã Mẫu với tổng "
        "mức đầu tư gần {money} tỷ đồng."
    ),
    (
        "Thu ngân sách đạt {money} tỷ đồng, vượt {share}% so với kế hoạch đề ra và tăng {share2}% "
        "so với cùng kỳ."
    ),
    (
        "Bên cạnh đó, thị xã sử dụng tốt phần mềm quản lý văn bản, cập nhật đầy đủ các thủ tục "
        "hành chính theo quy định."
    ),
    (
        "Tỷ lệ hồ sơ phát sinh qua dịch vụ công trực tuyến đạt {share}%, tăng {n} hồ sơ so với năm "
        "trước."
    ),
    "Cơ chế một cửa, một cửa liên thông được duy trì nền nếp tại {ward}.",
    (
        "Chất lượng đội ngũ cán bộ, công chức, viên chức và người lao động được nâng cao và đạt "
        "chuẩn theo quy định, đáp ứng nhu cầu nhiệm vụ."
    ),
    (
        "Kết luận buổi làm việc, đại diện **{office}** ghi nhận những kết quả mà thị xã Mẫu đã đạt "
        "được trong công tác {topic}."
    ),
    (
        "**{office2}** đề nghị trong thời gian tới thị xã quan tâm hơn nữa công tác {topic}, tiếp "
        "tục củng cố và phát huy những kết quả đã đạt được."
    ),
    "Các đơn vị khắc phục những tồn tại, hạn chế mà {office} đã chỉ ra trước ngày {day}.",
    (
        "Thị xã Mẫu cần tập trung ban hành kế hoạch {topic} giai đoạn {year} – {year2} theo chỉ "
        "tiêu mà tỉnh đã đề ra."
    ),
    (
        "Tại {ward}, mô hình *{topic2}* đã thu hút {n} hộ dân tham gia với kinh phí {money} triệu "
        "đồng."
    ),
    "Nhiều gia đình ở {ward} đã hiến tổng cộng {n} m² đất để mở rộng đường giao thông.",
    "Nhờ {topic2}, đời sống của các hộ dân ở {ward} đã thay đổi rõ rệt so với năm {year}.",
    "Đến nay, toàn thị xã có {n} khu dân cư kiểu mẫu, đạt {share}% kế hoạch năm {year}.",
    "Các đại biểu đã thảo luận, làm rõ {n} nội dung liên quan đến {topic} và {topic2}.",
    (
        "Dịp này, thị xã đã tặng giấy khen cho {n} tập thể và {n2} cá nhân có thành tích xuất sắc "
        "trong công tác {topic}."
    ),
    "Công tác tuyên truyền được đổi mới, với {n} lượt tin bài và {n2} buổi phát thanh tại {ward}.",
    "Theo kế hoạch, từ nay đến ngày {day}, {office} sẽ tiếp tục hướng dẫn {ward} hoàn thiện hồ sơ.",
    "Tổng kinh phí thực hiện là {money} triệu đồng, trong đó nguồn xã hội hóa chiếm {share}%.",
    "Đây là năm thứ {quarter} liên tiếp thị xã dẫn đầu khối thi đua về {topic}.",
    "{office} nhấn mạnh vai trò nêu gương của cán bộ, công chức trong {topic}.",
    (
        "Trước đó, đoàn đã đi kiểm tra thực tế tại {ward} và trao {n} suất quà cho các gia đình "
        "chính sách."
    ),
    (
        "Hội nghị cũng đã nghe báo cáo của [{office}](https://example.org/) về tình hình {topic2} "
        "trong quý {quarter}/{year}."
    ),
    "Các đơn vị được giao hoàn thành {n} chỉ tiêu còn lại về {topic} trước ngày {day}.",
    "Nhân dân {ward} đồng tình, hưởng ứng, tự nguyện đóng góp {n2} ngày công.",
    (
        "Qua rà soát, còn {n} thủ tục cần rút ngắn thời gian giải quyết từ {n2} ngày xuống dưới 5 "
        "ngày."
    ),
    "Chỉ số hài lòng của người dân đạt {share}%, xếp thứ {quarter} toàn tỉnh.",
    "Thị xã phấn đấu đến năm {year2} cơ bản hoàn thành các tiêu chí của đô thị loại III.",
)

TAGS = (
    *TOPICS,
    *WARDS,
    *OFFICES,
    *(f"{topic} {ward.split(' ', 1)[1]}" for topic in TOPICS for ward in WARDS),
    *(f"{topic} năm {year}" for topic in TOPICS for year in (2016, 2019, 2022)),
)[:200]

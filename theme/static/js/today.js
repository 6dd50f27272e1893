// Writes today's date, which a page that lasts cannot hold.
const WEEKDAYS = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

/** @param {HTMLElement} element with data-zone, an IANA time zone */
export function mount(element) {
  const format = new Intl.DateTimeFormat("en", {
    ...{ year: "numeric", month: "numeric", day: "numeric" },
    timeZone: element.dataset.zone,
  });
  const parts = format.formatToParts();
  const [year, month, day] = ["year", "month", "day"].map((name) =>
    Number(parts.find(({ type }) => type === name)?.value),
  );
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  // As Nghị định 30/2020/NĐ-CP writes dates: a zero before days below 10 and months below 3.
  element.textContent = `${weekday}, ${two(day)}/${month < 3 ? two(month) : month}/${year}`;
}

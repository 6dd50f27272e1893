// Days and times as the portal writes them (Nghị định 30/2020/NĐ-CP), out of ISO texts in its zone.

/** @param {string} iso @returns {string} ``01/7/2025``, ``10/02/1992`` */
export function day(iso) {
  const [year, month, date] = iso.slice(0, 10).split("-");
  return `${date}/${Number(month) < 3 ? month : Number(month)}/${year}`;
}

/** @param {string} iso @returns {string} ``08:05`` */
export const clock = (iso) => iso.slice(11, 16);

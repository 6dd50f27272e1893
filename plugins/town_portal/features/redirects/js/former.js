// The page for addresses that are not there leads on from addresses of the former portal whose page
// depended on parameters (/tin.aspx?ItemID=123), where the host itself has no rule for them.

/** @typedef {Record<string, [Record<string, string>, string][]>} Table paths, each with parameters and target */

/** @param {Table} table @param {URL} asked @returns {string} where it leads, or nothing */
export function target(table, asked) {
  const path = decoded(asked.pathname).replace(/\/+$/, "").toLowerCase() || "/";
  const given = new Map(
    [...asked.searchParams].map(([name, value]) => [name.toLowerCase(), value]),
  );
  const rows = Object.hasOwn(table, path) ? table[path] : [];
  const fits = rows?.find(([wanted]) =>
    Object.entries(wanted).every(([name, value]) => given.get(name) === value),
  );
  return fits?.[1] ?? "";
}

/** @param {string} path */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // no letters, but signs
  }
}

/** @param {HTMLElement} element with data-table, the address of the table */
export async function mount(element) {
  if (!location.search) return;
  const answer = await fetch(element.dataset.table ?? "");
  if (!answer.ok) return;
  const found = target(await answer.json(), new URL(location.href));
  if (!found) return;
  element.hidden = false;
  location.replace(new URL(found, location.origin));
}

// What must not be saved: over a file that could not be read, and over what somebody else has
// written since this text was opened.

import { BROKEN, SOURCE } from "./files.js";

const BROKEN_FILE = "tệp này viết sai nên bàn soạn tin không đọc được; hãy sửa trong tệp";
const CHANGED =
  "tệp này vừa được sửa ở nơi khác; hãy chép phần vừa viết ra chỗ khác, tải lại trang rồi sửa tiếp";

/** Ask before each saving; `proxy` is where the files of this machine are asked for, if it is.
 * @param {Cms} CMS @param {string | undefined} proxy @param {Set<string>} written */
export function guard(CMS, proxy, written) {
  CMS.registerEventListener({
    name: "preSave",
    async handler(/** @type {{entry: any}} */ { entry }) {
      const why = entry.getIn(["data", BROKEN]);
      if (why !== undefined) refuse(`${BROKEN_FILE} (${why})`);
      if (!proxy) return;
      const path = entry.get("path");
      const now = await read(proxy, path || ANY);
      const isOurs =
        !path || now === null || now === entry.getIn(["data", SOURCE]) || written.has(now);
      if (!isOurs) refuse(CHANGED);
    },
  });
}

const ANY = "data/town.yaml"; // asked for to see that somebody answers

/** @param {string} proxy @param {string} path @returns {Promise<string | null>} */
async function read(proxy, path) {
  const body = JSON.stringify({ action: "getEntry", params: { branch: "main", path } });
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(proxy, { method: "POST", headers, body }).catch(() => null);
  if (!answer) refuse("lệnh serve không chạy; hãy chạy lại python3 tasks.py serve rồi lưu lại");
  const told = await answer.json();
  if (!answer.ok) refuse(told.error);
  return told.data;
}

/** @param {string} sentence @returns {never} */
function refuse(sentence) {
  throw Object.assign(new Error(sentence), { name: "" });
}

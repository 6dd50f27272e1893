// What must not be saved: over a file that could not be read, and over what somebody else has
// written since this text was opened.

import { BROKEN, SOURCE } from "./files.js";

/** Ask before each saving; `proxy` is where the files of this machine are asked for, if it is. */
export function guard(CMS, proxy, written) {
  CMS.registerEventListener({
    name: "preSave",
    async handler({ entry }) {
      const why = entry.getIn(["data", BROKEN]);
      if (why !== undefined) refuse(`tệp này viết sai nên bàn soạn tin không đọc được; hãy sửa trong tệp (${why})`);
      if (!proxy) return;
      const path = entry.get("path");
      const now = await read(proxy, path || ANY);
      const isOurs = !path || now === null || now === entry.getIn(["data", SOURCE]) || written.has(now);
      if (!isOurs) refuse("tệp này vừa được sửa ở nơi khác; hãy chép phần vừa viết ra chỗ khác, tải lại trang rồi sửa tiếp");
    },
  });
}

const ANY = "data/town.yaml"; // asked for to see that somebody answers

async function read(proxy, path) {
  const body = JSON.stringify({ action: "getEntry", params: { branch: "main", path } });
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(proxy, { method: "POST", headers, body }).catch(() => null);
  if (!answer) refuse("lệnh serve không chạy; hãy chạy lại python3 tasks.py serve rồi lưu lại");
  const told = await answer.json();
  if (!answer.ok) refuse(told.error);
  return told.data;
}

function refuse(sentence) {
  throw Object.assign(new Error(sentence), { name: "" });
}

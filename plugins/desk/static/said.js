// What happens after saving: the line at the foot of the desk tells when the portal is built anew,
// where the article is, or what is wrong. Only where `serve` answers; on a public portal it is silent.

const STATE = "/_serve/state";
const FOLLOWED = 30_000; // milliseconds

/** Return the address of a text below the portal, from the path of its file or of its form. */
export function addressOf(path, status) {
  const article = /(?:articles|bai-viet)\/.*?(\d{4})-(\d{2})-(\d{2})-([^/]+?)(?:\/index)?(?:\.\w+)?$/.exec(path);
  const page = /(?:pages|trang)\/(?:.*\/)?(?!index(?:\.|$))([^/]+?)(?:\/index)?(?:\.\w+)?$/.exec(path);
  const slug = article?.[4] ?? page?.[1];
  if (!slug) return "";
  if (status === "draft") return `ban-thao/${slug}/`;
  return article ? `${article[1]}/${article[2]}/${article[3]}/${slug}/` : `${slug}/`;
}

/** Follow every saving with a line in `place`, an element. */
export function follow(CMS, place, base) {
  const told = { number: null };
  CMS.registerEventListener({
    name: "preSave",
    async handler() {
      told.number = (await state(0))?.number ?? null;
    },
  });
  CMS.registerEventListener({
    name: "postSave",
    handler({ entry }) {
      // What was just begun has no path yet; Decap goes on to the address of its form.
      const path = () => entry.get("path") || decodeURI(location.hash.replace("/entries/", "/"));
      void tell(place, told.number, () => base + addressOf(path(), entry.getIn(["data", "status"])));
    },
  });
}

async function state(seen) {
  try {
    const answer = await fetch(`${STATE}?seen=${seen}`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Tell of every build until the one that has what was saved must be over. */
async function tell(place, seen, address) {
  if (seen === null) return;
  const end = Date.now() + FOLLOWED;
  let number = seen;
  show(place, [text("Đã lưu vào tệp. Đang dựng lại cổng…")]);
  while (Date.now() < end) {
    const now = await state(number);
    if (!now) return show(place, [text("Đã lưu vào tệp. Lệnh serve không trả lời nên cổng chưa được dựng lại.")]);
    if (now.number !== number) show(place, now.faults.length ? faults(now.faults) : done(address()));
    number = now.number;
  }
}

function done(address) {
  return [text("Đã lưu, cổng đã dựng xong. "), Object.assign(element("a", "Xem bài"), { href: address, target: "_blank" })];
}

function faults(lines) {
  const list = element("ul", "");
  list.append(...lines.map((line) => element("li", line)));
  return [text("Đã lưu vào tệp, nhưng cổng chưa dựng lại được; bản cũ vẫn được giữ. Hãy sửa rồi lưu lại:"), list];
}

const element = (name, words) => Object.assign(document.createElement(name), { textContent: words });
const text = (words) => document.createTextNode(words);

function show(place, nodes) {
  place.replaceChildren(...nodes);
  place.hidden = false;
}

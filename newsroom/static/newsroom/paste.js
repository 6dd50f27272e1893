// @ts-check
/** What is pasted, before the editor takes it: pictures that cannot come along are told in place. */

const LOCAL = /^(data:image\/|blob:)/i;
const LOST =
  "Ảnh trong phần vừa dán không đi theo được. Ở chỗ ấy có một câu nhắc; hãy lưu ảnh về máy rồi thả vào bài.";
const PLACE = "[Chỗ này có một ảnh chưa dán được: hãy thả ảnh vào đây rồi xóa câu này.]";

/**
 * Replace pictures of other places (a web address, a file of another machine) by a sentence.
 * Returns the HTML without them; null where nothing had to be replaced.
 * @param {{ dataTransfer: DataTransfer | { getData(type: string): string }, content?: unknown }} data
 * @param {(sentence: string) => void} notify
 */
export function preparePaste(data, notify) {
  const html = data.dataTransfer.getData("text/html");
  if (!html?.includes("<img")) return null;
  const page = new DOMParser().parseFromString(html, "text/html");
  const own = `${location.origin}/`;
  const lost = [...page.querySelectorAll("img")].filter((image) => {
    const source = image.getAttribute("src") ?? "";
    return !LOCAL.test(source) && !new URL(source, location.href).href.startsWith(own);
  });
  for (const image of lost)
    image.replaceWith(page.createTextNode(image.alt ? `${PLACE} ${image.alt}` : PLACE));
  if (lost.length === 0) return null;
  notify(LOST);
  return page.body.innerHTML;
}

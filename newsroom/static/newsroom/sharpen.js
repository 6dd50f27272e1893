// @ts-check
/** Photographs of telephones: first the thumbnail in the file, then the picture, one at a time. */

const ENOUGH = 640;
let turn = Promise.resolve();

/**
 * Have each HEIC picture that was shown as its thumbnail become sharp.
 * @param {HTMLElement} place
 * @param {(sentence: string) => void} notify told why a picture cannot be shown
 */
export function sharpen(place, notify) {
  // "load" does not bubble.
  place.addEventListener(
    "load",
    ({ target }) => {
      if (!(target instanceof HTMLImageElement) || target.srcset) return;
      const isThumbnail = /\.hei[cf]$/i.test(target.src) && target.naturalWidth < ENOUGH;
      if (isThumbnail) turn = turn.then(() => show(target, notify));
    },
    true,
  );
}

/**
 * @param {HTMLImageElement} image
 * @param {(sentence: string) => void} notify
 */
async function show(image, notify) {
  const address = `${image.src}?ro=1`;
  try {
    const answer = await fetch(address);
    // The editor's text keeps the picture's own address: only what stands on the screen changes.
    if (answer.ok) image.srcset = address;
    else if (answer.status === 422) notify(await answer.text());
  } catch {
    // The thumbnail stays.
  }
}

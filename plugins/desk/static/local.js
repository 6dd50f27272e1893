// The files of one's own machine, as Decap's back end for a proxy reads them, but for one answer: the
// common folder of files is empty, as each article has a folder of its own. Decap would ask the
// server for it before a new form is drawn, and draw the empty form over the text that the browser
// had kept whenever that answer came late.

const NAME = "may-nay";

/** Register the back end and return its name.
 * @param {Cms} CMS @param {string} common the folder of files for all */
export function register(CMS, common) {
  /** Decap makes it with `new`. @param {any[]} given */
  function Local(...given) {
    const proxy = CMS.getBackend("proxy").init(...given);
    const inFolder = proxy.getMedia.bind(proxy);
    proxy.getMedia = (folder = common) =>
      folder === common ? Promise.resolve([]) : inFolder(folder);
    return proxy;
  }
  CMS.registerBackend(NAME, Local);
  return NAME;
}

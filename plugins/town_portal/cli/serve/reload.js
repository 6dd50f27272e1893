// Added to every page by the preview: reloads it after a good build, and lays the faults of a
// failed one over it. Neither inline code nor inline style, for the sake of the pages' own policy.
(() => {
  // A page in a frame is reloaded with the page around it; each question held open would be one
  // of the few connections that a browser allows.
  if (window !== window.top) return;
  const TITLE = "Còn lỗi cần sửa – cổng đang giữ bản tốt gần nhất";
  const FIRST_TITLE = "Chưa dựng được trang";
  const ADVICE = "Hãy sửa những chỗ dưới đây rồi lưu lại. Trang này sẽ tự cập nhật.";
  const HIDE = "Ẩn thông báo";
  const AGAIN_MS = 1000;

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const site = Number(script.dataset.site);
  let seen = 0;
  let leaving = false;
  /** @type {AbortController | null} */
  let question = null;

  /** @param {string} name @param {string} text */
  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  const style = () => {
    if (document.querySelector('link[href="/_serve/faults.css"]')) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = "/_serve/faults.css";
    document.head.append(link);
  };

  /** @param {string[]} faults */
  const show = (faults) => {
    document.getElementById("serve-faults")?.remove();
    if (faults.length === 0) return;
    style();
    const box = document.createElement(site ? "section" : "main");
    box.id = "serve-faults";
    box.setAttribute("role", "alert");
    const list = document.createElement("ol");
    list.append(...faults.map((fault) => element("li", fault)));
    box.append(element(site ? "h2" : "h1", site ? TITLE : FIRST_TITLE), element("p", ADVICE), list);
    if (site) {
      box.tabIndex = 0;
      const hide = element("button", HIDE);
      hide.addEventListener("click", () => box.remove());
      box.append(hide);
    } else {
      box.className = "serve-faults--alone";
    }
    document.body.append(box);
  };

  const ask = async () => {
    question = new AbortController();
    const address = `/_serve/state?seen=${seen}`;
    const answer = await fetch(address, { signal: question.signal, cache: "no-store" });
    const state = await answer.json();
    if (state.site !== site) {
      // Once only: a second call would break off the loading that the first one began.
      leaving = true;
      location.reload();
      return;
    }
    if (state.number !== seen) show(state.faults);
    seen = state.number;
  };

  // A hidden page asks nothing: browsers open six connections to a server, over all their tabs.
  const follow = async () => {
    while (!document.hidden && !leaving) {
      try {
        await ask();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
    question = null;
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) question?.abort();
    else if (question === null) follow();
  });
  follow();
})();

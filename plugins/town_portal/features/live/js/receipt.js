// What forms of longer texts share: what is written survives a reload, the code is shown once.

/** What is written survives a reload of the page, in this tab alone.
 * @param {HTMLFormElement} form @param {string} key @param {string[]} names of the fields
 * @returns {() => void} forgets it */
export function keep(form, key, names) {
  const field = (/** @type {string} */ name) => /** @type {any} */ (form.elements.namedItem(name));
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    for (const name of names) field(name).value ||= kept[name] ?? "";
    form.addEventListener("input", () => {
      const values = names.map((name) => [name, field(name).value]);
      sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(values)));
    });
  } catch {
    // No storage: what is written is in the form all the same.
  }
  return () => {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // There is none.
    }
  };
}

/** Shows the receipt, and puts it where the reader may keep it.
 * @param {HTMLElement} place @param {string} code */
export function show(place, code) {
  const output = /** @type {HTMLElement} */ (place.querySelector("output"));
  const button = /** @type {HTMLElement} */ (place.querySelector("button"));
  output.textContent = code;
  button.textContent = "Sao chép mã";
  button.hidden = !navigator.clipboard;
  button.onclick = async () => {
    await navigator.clipboard
      .writeText(code)
      .catch(() => getSelection()?.selectAllChildren(output));
    button.textContent = getSelection()?.isCollapsed ? "Đã sao chép" : "Hãy chép mã ở trên";
  };
  place.hidden = false;
}

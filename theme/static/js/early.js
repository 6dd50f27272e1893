// Runs before anything is drawn: the reader's choices and whether the address asks for something, so
// that nothing flashes or jumps; and keeps the last
// press, which on a weak line may come before its module (portal.js). It stands in the page itself,
// and the content security policy names its hash.
{
  const root = document.documentElement;
  root.className = location.search ? "js asked" : "js";
  try {
    Object.assign(root.dataset, JSON.parse(localStorage.getItem("portal") ?? "{}"));
  } catch {
    // No storage, no choices.
  }
  addEventListener("click", ({ target }) => Object.assign(globalThis, { pressed: target }), true);
}

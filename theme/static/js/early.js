// @ts-check
// Runs before anything is drawn: the reader's choices, so that nothing flashes. It stands in the
// page itself, and the content security policy names its hash.
{
  const root = document.documentElement;
  root.classList.add("js");
  try {
    Object.assign(root.dataset, JSON.parse(localStorage.getItem("portal") ?? "{}"));
  } catch {
    // No storage, no choices.
  }
}

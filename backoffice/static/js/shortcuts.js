// Single keys press what carries data-key. They match the place on the keyboard (event.code), so Korean input
// doesn't matter, and never work while typing. <html data-shortcuts="off"> switches them off.
const places = { KeyT: "today", KeyQ: "queue", KeyR: "recognition", KeyA: "approvals" };
let going = false;

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.code === "Enter" && event.ctrlKey) return submit(event);
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.documentElement.dataset.shortcuts === "off") return;
  const target = going ? document.querySelector(`[data-go="${places[event.code]}"]`) : pressedBy(event);
  going = !going && event.code === "KeyG";
  if (!target) return;
  event.preventDefault();
  target.matches("input[type=search], input[type=text]") ? target.focus() : target.click();
});

function isTyping(element) {
  return element.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

function pressedBy(event) {
  if (event.code === "Enter") return null; // Enter belongs to what has the focus
  const row = document.activeElement.closest("[data-grid] tr");
  const selector = `[data-key="${event.shiftKey ? "Shift+" : ""}${event.code}"]`;
  const outside = [...document.querySelectorAll(selector)].find((found) => !found.closest("[data-grid] tr"));
  return row?.querySelector(selector) ?? outside;
}

function submit(event) {
  const form = event.target.closest("form");
  if (form) {
    event.preventDefault();
    form.requestSubmit();
  }
}

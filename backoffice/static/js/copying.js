// Copy buttons: shown only where copying works.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.classList.add("done");
  document.getElementById("live").textContent = button.dataset.done;
  setTimeout(() => button.classList.remove("done"), 1500);
});

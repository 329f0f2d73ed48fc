// Forms with data-autosave="address" send themselves there two seconds after the last change; the server keeps a draft.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => save(form), 2000);
  });
}

async function save(form) {
  const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form) });
  const told = form.querySelector("[data-saved]");
  if (told && answer.ok) told.textContent = await answer.text();
}

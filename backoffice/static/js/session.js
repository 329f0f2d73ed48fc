// <dialog data-session="seconds"> opens that long after the last request, before the session ends, and offers to go on.
const warning = document.querySelector("dialog[data-session]");

if (warning) {
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => warning.showModal(), Number(warning.dataset.session) * 1000);
  };
  warning.addEventListener("close", async () => {
    await fetch(warning.dataset.extend, { method: "POST", headers: { "X-CSRFToken": warning.dataset.token } });
    wait();
  });
  document.addEventListener("htmx:afterRequest", wait);
  wait();
}

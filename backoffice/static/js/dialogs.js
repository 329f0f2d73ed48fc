// Dialogs open from links that without script lead to a page doing the same; open menus close like dialogs do.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-dialog]");
  const dialog = link && document.getElementById(link.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  }
  closeMenus((menu) => !menu.contains(event.target));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  closeMenus((menu) => {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    return true;
  });
});

function closeMenus(which) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (which(menu)) menu.open = false;
  }
}

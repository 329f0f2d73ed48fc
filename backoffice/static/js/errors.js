// The summary of what is wrong with a form takes the focus, so that it is read first.
document.querySelector("[data-focus]")?.focus();

// Loads the small comforts of every page. Each is optional: without scripts all tasks can still be done.
import "./copying.js";
import "./dialogs.js";
import "./typing.js";
import "./grid.js";
import "./shortcuts.js";
import "./autosave.js";
import "./session.js";

document.documentElement.classList.remove("no-script");
document.querySelector("[data-focus]")?.focus();

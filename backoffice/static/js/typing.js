// Amounts get their commas and dates their dots when a field is left. The server reads both forms anyway.
const shapes = {
  money(text) {
    const digits = text.replace(/[,\s₩원]/g, "");
    return /^-?\d+$/.test(digits) ? digits.replace(/\B(?=(\d{3})+$)/g, ",") : text;
  },
  date(text) {
    const parts = text.trim().match(/^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})\.?$/);
    return parts ? parts.slice(1).join(".") : text;
  },
};

document.addEventListener("focusout", (event) => {
  const shape = shapes[event.target.dataset?.format];
  if (shape) event.target.value = shape(event.target.value);
});

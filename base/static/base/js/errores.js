/*
 * What is wrong with a field is written beside it. Wagtail ties the sentence to the field in its editors only: here it is
 * tied in every other form, so that who goes from field to field hears it (WCAG 1.3.1, 3.3.1).
 */
const CAMPOS = "input:not([type=hidden]), select, textarea, [role=textbox]";
const existe = (id) => id && document.getElementById(id);

const atar = (error, numero) => {
  const caja = error.closest("[data-field], fieldset") ?? error.parentElement;
  const campos = [...caja.querySelectorAll(CAMPOS)];
  const dicho = [error, error.parentElement].some((uno) => uno.id && document.querySelector(`[aria-describedby~="${CSS.escape(uno.id)}"]`));
  if (dicho || !campos.length || error.closest("[role=alert]")) return;
  error.id ||= `error-${numero}`;
  // Several things under one legend: it is the group that is wrong.
  const varios = caja.matches("fieldset") && new Set(campos.map((uno) => uno.name)).size > 1;
  for (const uno of varios ? [caja] : campos) {
    const antes = (uno.getAttribute("aria-describedby") ?? "").split(" ").filter(existe);
    uno.setAttribute("aria-describedby", [...antes, error.id].join(" "));
    if (uno !== caja) uno.setAttribute("aria-invalid", "true");
  }
};

[...document.querySelectorAll("#main form .error-message")].filter((uno) => uno.textContent.trim()).forEach(atar);

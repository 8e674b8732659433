/*
 * The rich text editor of Wagtail is drawn without a name, and apart from its help and its errors, so that who listens
 * hears «text field» and nothing else (WCAG 4.1.2). Its label stands beside it: here they are tied.
 */
const nombrar = (editor) => {
  const campo = editor.closest("[data-field]");
  const etiqueta = editor.closest(".w-panel__wrapper")?.querySelector("label[id]") ?? campo?.parentElement.querySelector("label[id]");
  const titulo = etiqueta?.id ?? editor.closest("section[aria-labelledby]")?.getAttribute("aria-labelledby");
  if (titulo) editor.setAttribute("aria-labelledby", titulo);
  const antes = (editor.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  const suyos = [...(campo?.querySelectorAll("[data-field-errors][id], [data-field-help][id]") ?? [])];
  const todos = [...new Set([...antes, ...suyos.filter((uno) => uno.textContent.trim()).map((uno) => uno.id)])];
  if (todos.length) editor.setAttribute("aria-describedby", todos.join(" "));
  if (campo?.classList.contains("w-field--error")) editor.setAttribute("aria-invalid", "true");
};

const buscar = () => document.querySelectorAll(".public-DraftEditor-content:not([aria-labelledby])").forEach(nombrar);

buscar();
// Each is drawn after the page, and those of a new row when it is added.
new MutationObserver(buscar).observe(document.getElementById("main") ?? document.body, { childList: true, subtree: true });

/*
 * Wagtail draws its rich text editor, the field of tags and the only field of a block without a name, and apart from their
 * help and their errors, so that who listens hears «text field» and nothing else (WCAG 4.1.2). The label stands beside: here
 * they are tied.
 */
const SIN_NOMBRE = [".public-DraftEditor-content", ".tagit-new input", "[data-streamfield-child] [data-field-input] > :is(input, textarea)"]
  .map((uno) => `${uno}:not([aria-labelledby], [type=hidden])`).join();

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

const buscar = () => [...document.querySelectorAll(SIN_NOMBRE)].filter((uno) => !uno.labels?.length).forEach(nombrar);

buscar();
// Each is drawn after the page; those of a new row when it is added, and those of a window when it opens.
new MutationObserver(buscar).observe(document.body, { childList: true, subtree: true });

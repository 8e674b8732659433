/*
 * Where several files are uploaded Wagtail draws a button that uploads nothing, and over it, without a name nor a mark of
 * the focus, the field that does. The field takes the name of the button, which is left as a drawing (admin.css).
 */
for (const campo of document.querySelectorAll(".replace-file-input [type=file]")) {
  const boton = campo.parentElement.querySelector("button");
  campo.setAttribute("aria-label", boton.textContent.trim());
  boton.inert = true;
}

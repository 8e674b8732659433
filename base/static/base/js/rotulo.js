/* Wagtail's editor of rich text is a box without a name: whoever hears the screen is told which field it is. */
function nombrar() {
  for (const caja of document.querySelectorAll("[data-field] [role=textbox]:not([aria-labelledby])")) {
    const campo = caja.closest("[data-field]").querySelector("[data-draftail-input]");
    const rotulo = campo && document.getElementById(`${campo.id}-label`);
    if (rotulo) caja.setAttribute("aria-labelledby", rotulo.id);
  }
}

new MutationObserver(nombrar).observe(document.body, { childList: true, subtree: true });
nombrar();

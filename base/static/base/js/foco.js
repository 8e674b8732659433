/*
 * After choosing, Wagtail gives the focus back to the button that opened the chooser, which is hidden by then: the
 * keyboard would begin again at the top of the page. It goes on from what the chooser shows now.
 */
let ultimo;
document.addEventListener("focusin", ({ target }) => {
  if (!target.closest(".modal")) ultimo = target;
});
window.jQuery?.(document).on("hidden.bs.modal", () => {
  if (document.activeElement !== document.body) return;
  const botones = ultimo?.closest(".chooser")?.querySelectorAll("button, a[href]") ?? [];
  [...botones].find((boton) => boton.checkVisibility())?.focus();
});

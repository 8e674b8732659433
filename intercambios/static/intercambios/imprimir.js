// The button to print is there only for who can use it.
for (const boton of document.querySelectorAll("[data-imprimir]")) {
  boton.hidden = false;
  boton.addEventListener("click", () => window.print());
}

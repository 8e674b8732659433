/* The count of an answer while it is written, in the unit of its form, and copying it. The server counts again. */
import { palabrasDeTexto } from "../base/js/palabras.js";

const PARTEN_LINEAS = /[\n\v\f\r\u0085\u2028\u2029]/g;
const caracteres = (texto) => [...texto.normalize("NFC").replace(PARTEN_LINEAS, "")];

const CUENTAN = {
  palabras: palabrasDeTexto,
  caracteres: (texto) => caracteres(texto).length,
  caracteres_sin: (texto) => caracteres(texto).filter((signo) => !/\s/.test(signo)).length,
  elementos: (texto) => texto.split(/[\n\r]+/).filter((linea) => linea.trim()).length,
};

for (const caja of document.querySelectorAll("textarea[data-unidad]")) {
  const contar = CUENTAN[caja.dataset.unidad];
  const lugar = document.getElementById(caja.getAttribute("aria-describedby"));
  const cuenta = lugar?.querySelector("[data-cuenta]");
  if (!contar || !cuenta) continue;
  const maximo = Number(lugar.querySelector("[data-maximo]")?.textContent || 0);
  caja.addEventListener("input", () => {
    const usado = contar(caja.value.trim());
    cuenta.textContent = usado;
    // What the server said was of the text before.
    lugar.querySelector("[data-falta]")?.remove();
    cuenta.classList.toggle("paquete__mal", maximo > 0 && usado > maximo);
  });
}

for (const boton of document.querySelectorAll("[data-copiar]")) {
  if (!navigator.clipboard) continue;
  boton.hidden = false;
  boton.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(boton.dataset.copiar).textContent);
    boton.textContent = boton.dataset.hecho;
    document.getElementById("pegar-voz").textContent = boton.dataset.hecho;
  });
}

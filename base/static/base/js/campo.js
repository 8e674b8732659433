/* How many words a field has as it is being written, whatever editor it has; or of what else its form counts in. */
import { palabrasDeContenido, palabrasDeTexto } from "./palabras.js";

export function palabrasDelCampo(elemento) {
  const editor = elemento.querySelector(".public-DraftEditor-content");
  if (editor) {
    const bloques = [...editor.querySelectorAll("[data-block]")];
    return palabrasDeTexto(bloques.map((bloque) => bloque.textContent).join("\n"));
  }
  const rico = elemento.querySelector("[data-draftail-input]");
  if (rico) return palabrasDeContenido(rico.value);
  return palabrasDeTexto(elemento.querySelector("textarea, input[type=text]")?.value ?? "");
}

// The units of a form (formularios/medida.py). What parts lines counts in neither figure of characters.
const PARTEN_LINEAS = /[\n\v\f\r\u0085\u2028\u2029]/g;
const UNIDADES = {
  caracteres: (texto) => [...texto.normalize("NFC").replace(PARTEN_LINEAS, "")].length,
  caracteres_sin: (texto) => [...texto.normalize("NFC").replace(/[\s\u0085\u001c-\u001f]/g, "")].length,
  elementos: (texto) => texto.split(/[\n\r]+/).filter((linea) => linea.trim()).length,
};

/** How many of `unidad` the field has. */
export function cuantoTiene(elemento, unidad) {
  const contar = UNIDADES[unidad];
  return contar ? contar((elemento.querySelector("textarea, input")?.value ?? "").trim()) : palabrasDelCampo(elemento);
}

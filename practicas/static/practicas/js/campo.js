/* How many words a field of the ficha has as it is being written, whatever editor it has. */
import { palabrasDeContenido, palabrasDeTexto } from "../../base/js/palabras.js";

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

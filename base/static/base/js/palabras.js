/*
 * The word rule of the ficha in the browser: the same as base/palabras.py, which says it in words.
 * A word is a run of characters between white space that holds at least one letter or digit.
 */

// Spelled out, because «white space» differs between Python and JavaScript.
const ESPACIO = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/;
const LETRA_O_CIFRA = /[\p{L}\p{N}]/u;

/** How many words the plain text has. */
export function palabrasDeTexto(texto) {
  return texto.split(ESPACIO).filter((trozo) => LETRA_O_CIFRA.test(trozo)).length;
}

/** How many words a reader sees in the content of the rich text editor (Draft.js JSON, as its field keeps it). */
export function palabrasDeContenido(json) {
  if (!json || json === "null") return 0;
  const { blocks = [] } = JSON.parse(json);
  return palabrasDeTexto(blocks.map((bloque) => bloque.text).join("\n"));
}

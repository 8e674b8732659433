/*
 * How far an import is, asked for every few seconds; when it has ended, the page is what came of it. Without JavaScript the link «Ver cómo
 * va» asks for the same. What a screen reader hears is the text of the status, and the focus stays where it is.
 */
const PAUSA = 3000; // milliseconds
const aqui = document.getElementById("importacion-progreso");

async function preguntar() {
  try {
    const respuesta = await fetch(location.href, { credentials: "same-origin" });
    const otra = new DOMParser().parseFromString(await respuesta.text(), "text/html").getElementById("importacion-progreso");
    const cambio = !otra || otra.querySelector("h1").textContent !== aqui.querySelector("h1").textContent;
    if (respuesta.ok && cambio) {
      location.reload();
      return;
    }
    const dice = aqui.querySelector("[role=status]");
    const nuevo = otra?.querySelector("[role=status]").textContent;
    if (nuevo && nuevo !== dice.textContent) dice.textContent = nuevo;
    const barra = aqui.querySelector("progress");
    const otraBarra = otra?.querySelector("progress");
    if (barra && otraBarra) barra.value = otraBarra.value;
  } catch {
    // The network may come back: it is asked again.
  }
  setTimeout(preguntar, PAUSA);
}

if (aqui) setTimeout(preguntar, PAUSA);

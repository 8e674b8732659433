/*
 * What was sent and did not arrive. On the screens that are sent by their button only, a server that fails answers
 * with a page of its own and the form is gone. What was typed is kept in this tab while it is being sent; if the
 * screen opens again without it, it is put back and said. Any other page of the admin is the answer that it arrived.
 */
const PREFIJO = "escrito:";
const { texto } = document.querySelector("script[src*='base/js/escrito.js']").dataset;
const OTRAS = "form[data-controller~='w-unsaved']:not([data-controller~='w-autosave'])";
const DE_TEXTO = "textarea, select, input:not([type=hidden], [type=file], [type=password], [type=submit])";

const clave = (formulario) => PREFIJO + new URL(formulario.action || location.href, location.href).pathname;
const controles = (formulario) => [...formulario.elements].filter((uno) => uno.name && uno.matches(DE_TEXTO));
const esMarca = ({ type }) => type === "checkbox" || type === "radio";
const identidad = (uno) => (esMarca(uno) ? `${uno.name}=${uno.value}` : uno.name);

const copiar = (formulario) =>
  Object.fromEntries(controles(formulario).map((uno) => [identidad(uno), esMarca(uno) ? uno.checked : uno.value]));

/** How many it put back. */
const reponer = (formulario, copia) => {
  let repuestos = 0;
  for (const uno of controles(formulario)) {
    const antes = copia[identidad(uno)];
    const campo = esMarca(uno) ? "checked" : "value";
    if (antes === undefined || antes === uno[campo]) continue;
    uno[campo] = antes;
    uno.closest("details")?.setAttribute("open", "");
    repuestos += 1;
  }
  return repuestos;
};

const avisar = (formulario) => {
  const aviso = document.createElement("div");
  aviso.className = "help-block help-warning";
  aviso.setAttribute("role", "status");
  formulario.prepend(aviso);
  aviso.textContent = texto;
};

const llego = !!document.querySelector(".messages .success");
const guardadas = Object.keys(sessionStorage).filter((una) => una.startsWith(PREFIJO));
const aqui = new Map([...document.querySelectorAll(OTRAS)].map((uno) => [clave(uno), uno]));
for (const una of guardadas) {
  const formulario = aqui.get(una);
  const copia = JSON.parse(sessionStorage.getItem(una));
  sessionStorage.removeItem(una);
  if (formulario && !llego && reponer(formulario, copia)) {
    formulario.dataset.wUnsavedForceValue = "true"; // nobody else has it
    avisar(formulario);
  }
}

window.addEventListener("submit", ({ target, defaultPrevented }) => {
  if (defaultPrevented || !target.matches(OTRAS)) return;
  try {
    sessionStorage.setItem(clave(target), JSON.stringify(copiar(target)));
  } catch {
    // No room or no permission: it is sent all the same.
  }
});

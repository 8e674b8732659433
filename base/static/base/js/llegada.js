/*
 * A link to a field of an editor (`#id_resultados`, or `#cuerpo-0-value` of a block) lands on what is written in. The
 * browser alone does not: the field of a rich text or of a chooser is hidden behind what people see, rows have no field of
 * their own, and the editor is drawn after the page.
 */
const ESCRIBEN = "input:not([type=hidden], [disabled]), select:not([disabled]), textarea:not([disabled]), [contenteditable=true], button:not([disabled])";
const seVe = (uno) => uno.checkVisibility({ visibilityProperty: true });

const cajaDe = (id) => {
  const campo = document.getElementById(id) ?? document.getElementById(`${id}-FORMS`);
  if (!id.startsWith("id_") && !campo?.matches("input, select, textarea")) return null; // of a block; or of no field
  return campo?.closest("[data-contentpath]") ?? campo?.closest(".w-panel") ?? campo;
};

const donde = (id, caja) => {
  const campo = document.getElementById(id);
  if (campo?.matches(ESCRIBEN) && seVe(campo)) return campo;
  // The button that folds the panel and the one that comments come before what is written.
  const dentro = caja.querySelector(".w-panel__content") ?? caja;
  return [...dentro.querySelectorAll(ESCRIBEN)].find((uno) => seVe(uno) && !uno.closest(".w-field__comment-button, .Draftail-Toolbar, .w-panel__header"));
};

const abrir = (caja) => {
  for (let panel = caja.closest(".w-panel"); panel; panel = panel.parentElement.closest(".w-panel")) {
    const boton = panel.querySelector(":scope > .w-panel__header [data-panel-toggle]");
    if (boton?.getAttribute("aria-expanded") === "false") boton.click();
  }
};

/** Goes to the field of `id`; whether there was one to go to. */
const llegar = (id) => {
  const caja = cajaDe(id);
  if (!caja) return false;
  abrir(caja);
  const campo = donde(id, caja);
  if (!campo) return false;
  campo.focus({ preventScroll: true });
  sostener(campo);
  return true;
};

// What is drawn above it a moment later moves it: it stays in sight, until people move by themselves.
const sostener = (lugar) => {
  const poner = () => lugar.scrollIntoView({ block: "center", behavior: "instant" });
  const vigia = new ResizeObserver(poner);
  const soltar = () => vigia.disconnect();
  poner();
  vigia.observe(document.getElementById("main") ?? document.body);
  for (const gesto of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(gesto, soltar, { once: true });
  setTimeout(soltar, 3000);
};

// What a rich text is written in comes a moment after the page.
const insistir = (id, veces = 20) => {
  if (!llegar(id) && veces) setTimeout(() => insistir(id, veces - 1), 150);
};

const ancla = () => location.hash.slice(1);
if (ancla()) insistir(ancla());
document.addEventListener("click", (evento) => {
  const enlace = evento.target.closest("#main a[href^='#']");
  if (enlace && llegar(enlace.getAttribute("href").slice(1))) evento.preventDefault();
});

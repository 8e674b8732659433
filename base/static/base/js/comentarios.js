/*
 * The comments of the editor: an application of Wagtail keeps them, apart from the form until their own button is
 * pressed. With the answer to an autosave it makes all of them anew from the server's, and with that goes what was
 * being written in one.
 */
const app = () => window.comments?.commentApp;
const todos = (formulario) =>
  app() && formulario.querySelector("#comments-output")
    ? [...app().selectors.selectComments(app().store.getState()).values()]
    : [];

const empezado = ({ mode, newText, text }) =>
  ["creating", "editing"].includes(mode) && !!newText?.trim() && newText !== text;
const aMedias = (uno) => empezado(uno) || !!uno.newReply?.trim() || [...uno.replies.values()].some(empezado);

/** Written, and its button pressed: the next save takes them. */
export const porGuardar = (formulario) =>
  todos(formulario).length > 0 && !!app().selectors.selectIsDirty(app().store.getState());

/** Being written. */
export const hayAMedias = (formulario) => todos(formulario).some(aMedias);

/** The keys that come next go on where they were going. */
const teclado = () => {
  const caja = document.activeElement;
  if (!caja?.matches("#comments textarea")) return () => {};
  const { value, selectionStart, selectionEnd } = caja;
  return () => {
    const otra = [...document.querySelectorAll("#comments textarea")].find((una) => una.value === value);
    if (!otra || otra === document.activeElement) return;
    otra.focus();
    otra.setSelectionRange(selectionStart, selectionEnd);
  };
};

/**
 * Call it with the answer, before Wagtail takes it; what it returns, after: what was being written is there again.
 * `iban`: whether the form that travelled had comments to save. If not, the answer brings nothing new about them.
 */
export const cuidar = (formulario, respuesta, iban) => {
  const escritos = todos(formulario).filter(aMedias);
  const seguirTecleando = teclado();
  if (!iban && respuesta && (escritos.length || porGuardar(formulario))) delete respuesta.comments;
  return () => {
    const { store, actions } = app() ?? {};
    for (const uno of escritos) {
      const ahora = todos(formulario);
      if (ahora.some(({ localId, date }) => localId === uno.localId && date === uno.date)) continue; // not renewed
      const mismo = uno.mode !== "creating" && ahora.find((otro) => esElMismo(otro, uno));
      if (mismo) seguir(store, actions, mismo, uno);
      else {
        const localId = Math.max(0, ...ahora.map((otro) => otro.localId)) + 1_000_000; // no number that it will give
        store.dispatch(actions.addComment({ ...uno, localId, annotation: null }));
        store.dispatch(actions.setFocusedComment(localId, { updatePinnedComment: true, forceFocus: true }));
      }
    }
    seguirTecleando();
  };
};

/** A comment that was new when it travelled has a number now. */
const esElMismo = (otro, uno) =>
  uno.remoteId ? otro.remoteId === uno.remoteId : otro.contentpath === uno.contentpath && otro.text === uno.text;

const seguir = (store, actions, comentario, { mode, newText, newReply, replies }) => {
  const cambio = { newReply, ...(mode === "editing" && { mode, newText }) };
  store.dispatch(actions.updateComment(comentario.localId, cambio));
  for (const una of [...replies.values()].filter(empezado)) {
    const suya = [...comentario.replies.values()].find(({ remoteId }) => remoteId && remoteId === una.remoteId);
    const edicion = { mode: "editing", newText: una.newText };
    if (suya) store.dispatch(actions.updateReply(comentario.localId, suya.localId, edicion));
  }
};

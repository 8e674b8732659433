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

const loDicho = ({ text, deleted, resolved, replies }) =>
  JSON.stringify([text, !!deleted, !!resolved, [...replies.values()].map((una) => [una.text, !!una.deleted])]);

/** What a form that leaves takes of the comments: local number → what each says; nothing, if it has none to save. */
export const retrato = (formulario) =>
  new Map(porGuardar(formulario) ? todos(formulario).map((uno) => [uno.localId, loDicho(uno)]) : []);

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
 * Call it with the answer, before Wagtail takes it; what it returns, after: what was being written is there again, and
 * what was finished while the answer was on its way.
 * `iban`: what the form that travelled had of them (`retrato`). If nothing, the answer brings nothing new about them.
 */
export const cuidar = (formulario, respuesta, iban) => {
  const escritos = todos(formulario).filter(aMedias);
  const despues = iban.size
    ? todos(formulario).filter((uno) => !aMedias(uno) && cambio(uno, iban.get(uno.localId)))
    : [];
  const seguirTecleando = teclado();
  if (!iban.size && respuesta && (escritos.length || porGuardar(formulario))) delete respuesta.comments;
  return () => {
    const { store, actions } = app() ?? {};
    for (const uno of [...despues, ...escritos]) {
      const ahora = todos(formulario);
      if (ahora.some(({ localId, date }) => localId === uno.localId && date === uno.date)) continue; // not renewed
      const texto = iban.has(uno.localId) ? JSON.parse(iban.get(uno.localId))[0] : uno.text; // as it travelled
      const mismo = uno.mode !== "creating" && ahora.find((otro) => esElMismo(otro, { ...uno, text: texto }));
      if (mismo && despues.includes(uno)) rehacer(store, actions, mismo, uno);
      else if (mismo) seguir(store, actions, mismo, uno);
      else if (!uno.deleted && !uno.resolved) {
        const localId = Math.max(0, ...ahora.map((otro) => otro.localId)) + 1_000_000; // no number that it will give
        store.dispatch(actions.addComment({ ...uno, localId, annotation: null }));
        if (escritos.includes(uno)) {
          store.dispatch(actions.setFocusedComment(localId, { updatePinnedComment: true, forceFocus: true }));
        }
      }
    }
    seguirTecleando();
  };
};

/** Whether a comment says something else than when the form left; one that was not there, whether it says anything. */
const cambio = (uno, decia) => (decia === undefined ? !uno.remoteId && !!uno.text : loDicho(uno) !== decia);

/** What was finished on a comment while the answer was on its way, on the one that came with it. */
const rehacer = (store, actions, comentario, { text, deleted, resolved, replies }) => {
  const { localId } = comentario;
  if (text !== comentario.text) store.dispatch(actions.updateComment(localId, { text }));
  const suyas = [...comentario.replies.values()];
  for (const una of replies.values()) {
    const suya = suyas.find((otra) => (una.remoteId ? otra.remoteId === una.remoteId : otra.text === una.text));
    if (!suya && !una.remoteId && una.text && !una.deleted) store.dispatch(actions.addReply(localId, una));
    else if (suya && una.deleted) store.dispatch(actions.deleteReply(localId, suya.localId));
    else if (suya && una.text !== suya.text) store.dispatch(actions.updateReply(localId, suya.localId, { text: una.text }));
  }
  if (deleted) store.dispatch(actions.deleteComment(localId));
  else if (resolved) store.dispatch(actions.resolveComment(localId));
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

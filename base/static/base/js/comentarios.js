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

/** Call it before Wagtail renews the comments; what it returns, after: what was being written is there again. */
export const cuidar = (formulario) => {
  const escritos = todos(formulario).filter(aMedias);
  return () => {
    const { store, actions } = app() ?? {};
    for (const uno of escritos) {
      const ahora = todos(formulario);
      if (ahora.includes(uno)) continue;
      const mismo = ahora.find(
        ({ remoteId, contentpath, text }) =>
          uno.mode !== "creating" && (uno.remoteId ? remoteId === uno.remoteId : contentpath === uno.contentpath && text === uno.text),
      );
      if (mismo) {
        const { mode, newText, newReply } = uno;
        store.dispatch(actions.updateComment(mismo.localId, { newReply, ...(mode === "editing" && { mode, newText }) }));
        const respuestas = [...mismo.replies.values()];
        for (const { remoteId, ...respuesta } of [...uno.replies.values()].filter(empezado)) {
          const suya = respuestas.find((otra) => remoteId && otra.remoteId === remoteId);
          const cambio = { mode: "editing", newText: respuesta.newText };
          if (suya) store.dispatch(actions.updateReply(mismo.localId, suya.localId, cambio));
        }
      } else {
        const localId = Math.max(0, ...ahora.map((otro) => otro.localId)) + 1_000_000; // no number that it will give
        store.dispatch(actions.addComment({ ...uno, localId, annotation: null }));
        store.dispatch(actions.setFocusedComment(localId, { updatePinnedComment: true, forceFocus: true }));
      }
    }
  };
};

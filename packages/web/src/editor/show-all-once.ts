import { zoomToFit } from './commands/view-commands.ts'
import type { Editor } from './editor.ts'

/** Editors whose first view is decided: coming back from the timeline must not move the canvas under anyone's eyes. */
const decided = new WeakSet<Editor>()

/**
 * Shows all of a canvas when it has arrived, once. A canvas that is empty then stays where it is: the first shape somebody else
 * draws must not carry people away, and whoever has begun to move about or draw is not carried away either.
 */
export function showAllOnce(editor: Editor): () => void {
  const { port, store, scene } = editor
  const decide = (): void => {
    if (decided.has(editor) || store.getState().viewport.width <= 1) return
    if (port.view().size > 0) {
      decided.add(editor)
      scene.update('all')
      zoomToFit(editor)
    } else if (port.status().connection.name === 'live') decided.add(editor)
  }
  const unsubscribeCanvas = port.subscribe({ canvas: decide, status: decide })
  const unsubscribeStore = store.subscribe((state, before) => {
    if (state.tool !== before.tool || state.camera !== before.camera) decided.add(editor)
    decide()
  })
  decide()
  return () => {
    unsubscribeCanvas()
    unsubscribeStore()
  }
}

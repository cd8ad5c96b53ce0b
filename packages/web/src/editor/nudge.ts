import { commit, type Editor, newGesture } from './editor.ts'
import { moveDraft, moveTogether } from './move-shapes.ts'
import { movableShapes } from './selection.ts'
import { noDraft, previewOf } from './tools/draft.ts'

const directions: { readonly [key: string]: readonly [number, number] } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Arrow keys move the selection: repeats add up to one operation, made when the key is let go. */
export interface Nudge {
  /** @returns whether the key was taken */
  press(key: string, shift: boolean): boolean
  finish(): void
}

export function createNudge(editor: Editor): Nudge {
  const { store, port } = editor
  let moved: { dx: number; dy: number; gesture: string } | null = null
  return {
    press(key, shift) {
      const direction = directions[key]
      const { selection, readOnly } = store.getState()
      if (direction === undefined || readOnly || selection.size === 0) return false
      const step = shift ? 10 : 1
      moved ??= { dx: 0, dy: 0, gesture: newGesture() }
      moved.dx += direction[0] * step
      moved.dy += direction[1] * step
      const shapes = movableShapes(selection, port.view())
      const draft = moveDraft(shapes, moved, editor.scene)
      store.setState({ draft })
      port.sendPreview(previewOf(draft, moved.gesture, 0))
      return true
    },
    finish() {
      if (moved === null) return
      const { dx, dy, gesture } = moved
      moved = null
      const shapes = movableShapes(store.getState().selection, port.view())
      if (dx !== 0 || dy !== 0) {
        const changes = moveTogether(shapes, { dx, dy }, editor.scene)
        commit(editor, changes, { label: 'move', gesture })
      }
      store.setState({ draft: noDraft })
      port.sendPreview(null)
    },
  }
}

import type { Editor } from '../editor.ts'
import type { EditorState } from '../editor-store.ts'

/** Followers glide over what lies between two messages. */
const intervalMs = 120
const selectionMax = 200

const round = (value: number): number => Math.round(value * 100) / 100

function fieldsOf(state: EditorState) {
  const { selection, tool, camera, viewport, following, typed } = state
  const { x, y, zoom } = camera
  return {
    selection: [...selection].slice(0, selectionMax),
    tool,
    viewport: [round(x), round(y), round(viewport.width / zoom), round(viewport.height / zoom)],
    following,
    typing: typed?.id ?? null,
    caret: typed?.caret ?? null,
  } as const
}

const shared = ['selection', 'tool', 'camera', 'viewport', 'following', 'typed'] as const

/** Shows the others what is selected, looked at and followed here; at most so often, and only what has changed. */
export function attachSharedPresence(editor: Editor): () => void {
  const { store, port } = editor
  let timer: ReturnType<typeof setTimeout> | null = null
  let sent: ReturnType<typeof fieldsOf> | null = null

  const send = (): void => {
    timer = null
    const fields = fieldsOf(store.getState())
    const changed = Object.entries(fields).filter(
      ([name, value]) =>
        sent === null || JSON.stringify(value) !== JSON.stringify(sent[name as keyof typeof fields]),
    )
    sent = fields
    if (changed.length > 0) port.setPresence(Object.fromEntries(changed))
  }

  const schedule = (): void => {
    timer ??= setTimeout(send, intervalMs)
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (shared.some((name) => state[name] !== before[name])) schedule()
  })
  schedule()
  return () => {
    if (timer !== null) clearTimeout(timer)
    unsubscribe()
  }
}

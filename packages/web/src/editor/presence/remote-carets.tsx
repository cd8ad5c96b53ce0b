import { followCarets, type RemoteCaret } from '@flowstate/client'
import { type Shape, type ShapeId, stringCell } from '@flowstate/engine'
import { useEffect, useState } from 'react'
import { shownPerson } from '../../lib/shown-person.ts'
import { useCamera, useCanvasRevision, useEditor, useEditorState } from '../editor-context.ts'
import fieldStyles from '../text-field.module.css'
import { textFieldStyle } from '../text-field-style.ts'
import { readableOn } from './readable-on.ts'
import styles from './remote-carets.module.css'

type Mark = { readonly at: number; readonly caret: RemoteCaret }

/** The text cut where carets and selections begin and end; carets stand between the pieces. */
function pieces(text: string, carets: readonly RemoteCaret[]) {
  const within = (offset: number) => Math.min(Math.max(0, offset), text.length)
  const marks: Mark[] = carets.map((caret) => ({ at: within(caret.end), caret }))
  const cuts = new Set([0, text.length])
  for (const { start, end } of carets) {
    cuts.add(within(start))
    cuts.add(within(end))
  }
  const ordered = [...cuts].sort((a, b) => a - b)
  return ordered.map((at, i) => {
    const next = ordered[i + 1] ?? at
    const selected = carets.find(({ start, end }) => within(start) <= at && next <= within(end) && next > at)
    return { at, text: text.slice(at, next), selected, marks: marks.filter((mark) => mark.at === at) }
  })
}

function CaretsIn({ shape, carets }: { readonly shape: Shape; readonly carets: readonly RemoteCaret[] }) {
  const editor = useEditor()
  const camera = useCamera()
  const { style, wraps } = textFieldStyle(editor, camera, shape)
  return (
    <div
      className={`${fieldStyles.field} ${wraps ? '' : fieldStyles.free} ${styles.mirror}`}
      dir="auto"
      style={style}
      aria-hidden
    >
      {pieces(stringCell(shape, 'text', ''), carets).map((piece) => (
        <span key={piece.at}>
          {piece.marks.map(({ caret }) => (
            <span key={caret.sessionId} className={styles.caret} style={{ background: caret.color }}>
              <span
                className={styles.name}
                data-remote-caret={shownPerson(caret).displayName}
                style={{
                  background: caret.color,
                  color: readableOn(caret.color),
                  transform: `scale(${1 / camera.zoom})`,
                }}
              >
                {shownPerson(caret).displayName}
              </span>
            </span>
          ))}
          <span style={piece.selected && { background: `${piece.selected.color}44` }}>{piece.text}</span>
        </span>
      ))}
    </div>
  )
}

/** Carets and selections of the others in the texts they type into, with their names. */
export function RemoteCarets() {
  const { port } = useEditor()
  const [carets, setCarets] = useState<readonly RemoteCaret[]>([])
  useCanvasRevision(carets.length > 0)
  useEffect(() => {
    const followed = followCarets(port)
    setCarets(followed.carets())
    const unsubscribe = followed.subscribe(() => setCarets(followed.carets()))
    return () => {
      unsubscribe()
      followed.stop()
    }
  }, [port])
  const typed = useEditorState((state) => state.typed)
  const byShape = new Map<ShapeId, RemoteCaret[]>()
  for (const caret of carets) byShape.set(caret.shapeId, [...(byShape.get(caret.shapeId) ?? []), caret])
  return [...byShape].map(([id, here]) => {
    const shape = port.view().get(id)
    if (shape === undefined) return null
    // The own field runs ahead of the canvas by the letters that are not confirmed.
    if (typed?.id !== id) return <CaretsIn key={id} shape={shape} carets={here} />
    const placed = here.map((caret) => ({
      ...caret,
      start: typed.place(caret.start),
      end: typed.place(caret.end),
    }))
    return <CaretsIn key={id} shape={{ ...shape, text: typed.text }} carets={placed} />
  })
}

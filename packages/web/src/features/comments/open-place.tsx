import { MessageCircle } from 'lucide-react'
import { useRef } from 'react'
import { useEditor } from '../../editor/editor-context.ts'
import type { OpenThread } from './comment-desk.ts'
import styles from './comment-pins.module.css'
import { placeOf } from './comment-places.ts'
import { useDeskState } from './use-comment-desk.ts'
import { usePlaced } from './use-placed.ts'

/** Shows what the open thread is about: its region, and the pin of one that is still being written. */
export function OpenPlace({ open }: { readonly open: OpenThread }) {
  const editor = useEditor()
  const known = useDeskState((state) => state.threads.get(open.id))
  const last = useDeskState((state) => state.lastPlaces.get(open.id))
  const pin = useRef<HTMLSpanElement>(null)
  const region = useRef<HTMLDivElement>(null)
  const thread = open.kind === 'new' ? open : known
  const anchor = thread?.anchor
  const pointOf = () => (thread === undefined ? { x: 0, y: 0 } : placeOf(editor, thread, last).point)
  usePlaced(pin, pointOf, (element, { x, y }) => {
    element.style.transform = `translate(${x}px, ${y}px) translateY(-100%)`
  })
  usePlaced(region, pointOf, (element, { x, y }, { camera }) => {
    if (anchor?.kind !== 'region') return
    const [width, height] = anchor.size
    element.style.transform = `translate(${x}px, ${y}px)`
    element.style.width = `${width * camera.zoom}px`
    element.style.height = `${height * camera.zoom}px`
  })
  return (
    <div className={styles.layer} aria-hidden>
      {anchor?.kind === 'region' && <div ref={region} className={styles.region} />}
      {open.kind === 'new' && (
        <span ref={pin} className={styles.draft}>
          <MessageCircle size={16} />
        </span>
      )}
    </div>
  )
}

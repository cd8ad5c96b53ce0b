import type { Point, SessionId } from '@flowstate/engine'
import { useEffect, useRef } from 'react'
import { shownPerson } from '../../lib/shown-person.ts'
import { toScreen, type Viewport } from '../camera.ts'
import { useEditor } from '../editor-context.ts'
import { readableOn } from './readable-on.ts'
import styles from './remote-cursors.module.css'

/** How much of the way to where a cursor is known to be it goes in one frame. */
const approach = 0.35
const arrivedUnits = 0.3
const pixelsFromEdge = 8

interface ShownCursor {
  readonly element: HTMLElement
  readonly name: HTMLElement
  readonly words: HTMLElement
  at: Point
}

const svgNamespace = 'http://www.w3.org/2000/svg'

function createCursor(layer: HTMLElement): ShownCursor {
  const element = document.createElement('div')
  element.className = styles.cursor ?? ''
  const svg = document.createElementNS(svgNamespace, 'svg')
  svg.setAttribute('width', '18')
  svg.setAttribute('height', '20')
  svg.setAttribute('viewBox', '0 0 18 20')
  const path = document.createElementNS(svgNamespace, 'path')
  path.setAttribute('d', 'M2 1.5 15.5 9 9.2 11 6 17z')
  path.setAttribute('fill', 'currentColor')
  path.setAttribute('stroke', '#fff')
  path.setAttribute('stroke-width', '1.4')
  path.setAttribute('stroke-linejoin', 'round')
  svg.append(path)
  const name = document.createElement('span')
  name.className = styles.name ?? ''
  const words = document.createElement('span')
  words.className = styles.words ?? ''
  words.dir = 'auto'
  const label = document.createElement('div')
  label.className = styles.label ?? ''
  label.append(name, words)
  element.append(svg, label)
  layer.append(element)
  return { element, name, words, at: { x: Number.NaN, y: Number.NaN } }
}

/** Keeps what somebody writes at their cursor within the window (PR2). */
function placeWords({ words }: ShownCursor, at: Point, viewport: Viewport): void {
  const spare = (room: number, size: number) => Math.min(0, room - size - pixelsFromEdge)
  const left = spare(viewport.width, at.x + words.offsetLeft + words.offsetWidth)
  const top = spare(viewport.height, at.y + words.offsetTop + words.offsetHeight)
  words.style.transform = `translate(${left}px, ${top}px)`
}

/** Pointers of the others with their names and what they write there: elements of the page, moved smoothly however often they report. */
export function RemoteCursors() {
  const editor = useEditor()
  const layer = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const host = layer.current
    if (host === null) return
    const { presence } = editor.port
    const shown = new Map<SessionId, ShownCursor>()
    let frameId: number | null = null

    const frame = (): void => {
      frameId = null
      const { camera, viewport } = editor.store.getState()
      const companions = presence.companions()
      let moving = false
      for (const [id, cursor] of shown) {
        if (companions.get(id)?.cursor != null) continue
        cursor.element.remove()
        shown.delete(id)
      }
      for (const [id, { participant, fields, cursor: target }] of companions) {
        if (target === null) continue
        const cursor = shown.get(id) ?? createCursor(host)
        shown.set(id, cursor)
        const dx = target.x - cursor.at.x
        const dy = target.y - cursor.at.y
        if (Number.isNaN(dx) || Math.hypot(dx, dy) * camera.zoom < arrivedUnits) cursor.at = target
        else {
          cursor.at = { x: cursor.at.x + dx * approach, y: cursor.at.y + dy * approach }
          moving = true
        }
        const { x, y } = toScreen(camera, cursor.at)
        cursor.element.style.transform = `translate(${x - 2}px, ${y - 1}px)`
        cursor.element.style.color = participant.color
        cursor.name.style.background = participant.color
        cursor.name.style.color = readableOn(participant.color)
        const { displayName } = shownPerson(participant)
        if (cursor.name.textContent !== displayName) cursor.name.textContent = displayName
        const said = fields.chat ?? ''
        if (cursor.words.textContent !== said) cursor.words.textContent = said
        if (said === '') continue
        cursor.words.style.borderColor = participant.color
        placeWords(cursor, { x, y }, viewport)
      }
      if (moving) schedule()
    }

    const schedule = (): void => {
      frameId ??= requestAnimationFrame(frame)
    }

    const unsubscribePresence = presence.subscribe(schedule)
    const unsubscribeStore = editor.store.subscribe((state, before) => {
      if (state.camera !== before.camera && shown.size > 0) schedule()
    })
    schedule()
    return () => {
      if (frameId !== null) cancelAnimationFrame(frameId)
      unsubscribePresence()
      unsubscribeStore()
      host.replaceChildren()
    }
  }, [editor])

  return <div ref={layer} className={styles.layer} aria-hidden />
}

import type { Point } from '@flowstate/engine'
import type { CommentThread } from '@flowstate/protocol'
import i18next from 'i18next'
import { toScreen } from '../../editor/camera.ts'
import type { Editor } from '../../editor/editor.ts'
import { readableOn } from '../../editor/presence/readable-on.ts'
import { initialsOf } from '../../lib/initials-of.ts'
import { shownPerson } from '../../lib/shown-person.ts'
import type { CommentDesk, DeskState } from './comment-desk.ts'
import styles from './comment-pins.module.css'
import { placeOf } from './comment-places.ts'
import { isUnread } from './comment-threads.ts'

/** Pins this far outside are not in the page. CSS pixels. */
const marginPixels = 48
const nobodysColour = '#8a919e'

/** Which threads have a pin: open ones, the one looked at, and resolved ones while their list is open. */
function pinned(state: DeskState): readonly CommentThread[] {
  return [...state.threads.values()].filter(
    ({ id, resolvedAt }) =>
      resolvedAt === undefined || state.open?.id === id || (state.panel && state.resolved),
  )
}

function dress(
  pin: HTMLButtonElement,
  thread: CommentThread,
  state: DeskState,
  myId: string | undefined,
): void {
  const person = state.people.get(thread.createdBy)
  const name = (person && shownPerson(person).displayName) ?? i18next.t('comments.unknown')
  const colour = person?.color ?? nobodysColour
  const isNew = isUnread(thread, state.seen, myId)
  const text = thread.excerpt.slice(0, 80)
  pin.setAttribute('aria-label', i18next.t(isNew ? 'comment.pinNew' : 'comment.pin', { name, text }))
  pin.setAttribute('aria-expanded', String(state.open?.id === thread.id))
  pin.dataset.unread = String(isNew)
  pin.dataset.resolved = String(thread.resolvedAt !== undefined)
  pin.style.background = colour
  pin.style.color = readableOn(colour)
  pin.textContent = initialsOf(name)
}

/**
 * Pins of comments on the canvas: buttons of the page, moved with camera and shapes without React, and only there while
 * they are in sight.
 */
export function attachCommentPins(editor: Editor, desk: CommentDesk, host: HTMLElement): () => void {
  const pins = new Map<string, HTMLButtonElement>()
  let places = new Map<string, { readonly thread: CommentThread; readonly point: Point }>()
  let isStale = true
  let frameId: number | null = null

  const findPlaces = (): void => {
    const state = desk.store.getState()
    places = new Map()
    for (const thread of pinned(state)) {
      const { point, isGone } = placeOf(editor, thread, state.lastPlaces.get(thread.id))
      if (isGone) desk.lookUp(thread)
      else desk.remember(thread.id, point)
      places.set(thread.id, { thread, point })
    }
    for (const [id, pin] of pins) {
      if (places.has(id)) continue
      pin.remove()
      pins.delete(id)
    }
    const myId = editor.port.status().you?.userId
    for (const [id, pin] of pins) {
      const place = places.get(id)
      if (place !== undefined) dress(pin, place.thread, state, myId)
    }
  }
  const makePin = (thread: CommentThread): HTMLButtonElement => {
    const pin = document.createElement('button')
    pin.type = 'button'
    pin.className = styles.pin ?? ''
    pin.dataset.thread = thread.id
    pin.addEventListener('click', () => desk.openThread(thread.id))
    dress(pin, thread, desk.store.getState(), editor.port.status().you?.userId)
    host.append(pin)
    pins.set(thread.id, pin)
    return pin
  }
  const frame = (): void => {
    frameId = null
    const wasStale = isStale
    isStale = false
    if (wasStale) findPlaces()
    const { camera, viewport } = editor.store.getState()
    for (const [id, { thread, point }] of places) {
      const { x, y } = toScreen(camera, point)
      const isInSight =
        x > -marginPixels &&
        y > -marginPixels &&
        x < viewport.width + marginPixels &&
        y < viewport.height + marginPixels
      const known = pins.get(id)
      if (isInSight)
        (known ?? makePin(thread)).style.transform = `translate(${x}px, ${y}px) translateY(-100%)`
      else if (known !== undefined && known !== document.activeElement) {
        known.remove()
        pins.delete(id)
      }
    }
  }
  const schedule = (): void => {
    frameId ??= requestAnimationFrame(frame)
  }
  const refresh = (): void => {
    isStale = true
    schedule()
  }
  // The wheel is the canvas', also over a pin.
  const passOn = (event: WheelEvent): void => {
    event.preventDefault()
    document.querySelector('[role="application"]')?.dispatchEvent(new WheelEvent('wheel', event))
  }

  const unsubscribeDesk = desk.store.subscribe(refresh)
  const unsubscribePort = editor.port.subscribe({ canvas: refresh, status: refresh })
  const unsubscribeStore = editor.store.subscribe((state, before) => {
    if (state.draft !== before.draft) refresh()
    else if (state.camera !== before.camera || state.viewport !== before.viewport) schedule()
  })
  i18next.on('languageChanged', refresh)
  host.addEventListener('wheel', passOn, { passive: false })
  refresh()
  return () => {
    if (frameId !== null) cancelAnimationFrame(frameId)
    unsubscribeDesk()
    unsubscribePort()
    unsubscribeStore()
    i18next.off('languageChanged', refresh)
    host.removeEventListener('wheel', passOn)
    host.replaceChildren()
  }
}

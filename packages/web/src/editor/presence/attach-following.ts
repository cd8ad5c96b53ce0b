import type { SessionId } from '@flowstate/engine'
import i18next from 'i18next'
import { shownPerson } from '../../lib/shown-person.ts'
import { type Camera, fitViewport, type Viewport } from '../camera.ts'
import { type Editor, notify } from '../editor.ts'
import type { Hands } from '../gathering/watch-hands.ts'
import { followsBack } from './follow-chain.ts'
import { type Followed, followedSession } from './followed-session.ts'

/** How much of the way to the other's view is gone in one frame. */
const approach = 0.25

function isClose(a: Camera, b: Camera): boolean {
  const pixels = 0.25 / b.zoom
  return Math.abs(a.x - b.x) < pixels && Math.abs(a.y - b.y) < pixels && Math.abs(a.zoom / b.zoom - 1) < 0.001
}

function between(a: Camera, b: Camera): Camera {
  const step = (from: number, to: number) => from + (to - from) * approach
  return { x: step(a.x, b.x), y: step(a.y, b.y), zoom: a.zoom * (b.zoom / a.zoom) ** approach }
}

/** Where the camera must stand to show what somebody else sees; null while they have not said. */
function cameraOf(editor: Editor, target: SessionId, viewport: Viewport): Camera | null {
  const seen = editor.port.presence.companions().get(target)?.fields.viewport
  return seen === undefined ? null : fitViewport(seen, viewport)
}

/**
 * Keeps the camera where the followed person looks. Any move of the camera that is not made here ends it, and so does the
 * person's leaving. While hands are full it stands still, and comes after.
 */
export function attachFollowing(editor: Editor, hands: Hands): () => void {
  const { store, port } = editor
  const still = window.matchMedia('(prefers-reduced-motion: reduce)')
  let frameId: number | null = null
  let moving = false
  let followed: Followed | null = null

  const end = (): void => store.setState({ following: null })

  const frame = (): void => {
    frameId = null
    if (hands.areFull()) return
    const { following, camera, viewport } = store.getState()
    const target = following === null ? null : cameraOf(editor, following, viewport)
    if (target === null || (camera.x === target.x && camera.y === target.y && camera.zoom === target.zoom))
      return
    const arrived = still.matches || isClose(camera, target)
    moving = true
    store.setState({ camera: arrived ? target : between(camera, target) })
    moving = false
    if (!arrived) schedule()
  }

  const schedule = (): void => {
    frameId ??= requestAnimationFrame(frame)
  }

  const note = (following: SessionId): void => {
    const companion = port.presence.companions().get(following)
    if (companion === undefined) return
    const { sessionId, userId, displayName } = shownPerson(companion.participant)
    followed = { sessionId, userId, name: displayName }
  }

  /** Two began at the same moment: one of them lets go. */
  const isRing = (following: SessionId): boolean => {
    const own = port.status().you?.sessionId
    return own !== undefined && own > following && followsBack(port.presence, following, own)
  }

  const check = (): void => {
    const { following } = store.getState()
    if (following === null) return
    note(following)
    if (followed === null) return
    const next = followedSession(port.presence, followed, port.status().connection.name === 'live')
    if (next === 'wait') return
    if (next === 'gone') {
      end()
      notify(editor, i18next.t('follow.gone', { name: followed.name }))
    } else if (next !== following) store.setState({ following: next })
    else if (isRing(next)) end()
    else schedule()
  }

  // People are forgotten a moment before the connection is known to be lost: what that means is asked after both.
  const checkSoon = (): void => queueMicrotask(check)

  const unsubscribePresence = port.presence.subscribe((change) => {
    if (change === 'people') checkSoon()
  })
  const unsubscribeStore = store.subscribe((state, before) => {
    if (state.following !== before.following) check()
    else if (state.following !== null && state.camera !== before.camera && !moving) end()
    else if (state.following !== null && state.viewport !== before.viewport) schedule()
  })
  const unsubscribeStatus = port.subscribe({ status: checkSoon })
  const unsubscribeHands = hands.whenFree(() => {
    if (store.getState().following !== null) schedule()
  })
  return () => {
    if (frameId !== null) cancelAnimationFrame(frameId)
    unsubscribeHands()
    unsubscribeStatus()
    unsubscribePresence()
    unsubscribeStore()
  }
}

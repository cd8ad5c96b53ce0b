import i18next from 'i18next'
import { type Editor, notify } from '../editor.ts'
import { follow } from '../presence/follow-person.ts'
import { gatheringOf } from './gathering-store.ts'

export { follow }

/** The next person who can be followed, in the order they came; after the last comes nobody. */
export function followNext(editor: Editor): void {
  const { store, port } = editor
  const ids = [...port.presence.companions().keys()]
  const { following } = store.getState()
  const next = ids[following === null ? 0 : ids.indexOf(following) + 1]
  if (next !== undefined) follow(editor, next)
  else if (following !== null) store.setState({ following: null })
  else notify(editor, i18next.t('follow.nobody'))
}

/**
 * Asks everybody to follow, or no longer does (PR3). It is so once the server shows it: only then can the others know. Whom
 * one follows oneself is let go of, or those who follow would be led in a circle.
 */
export function toggleSpotlight(editor: Editor): void {
  const { store, port } = editor
  if (port.status().connection.name !== 'live') {
    notify(editor, i18next.t('spotlight.offline'))
    return
  }
  if (port.presence.own().spotlight === true) {
    port.setPresence({ spotlight: false })
    return
  }
  store.setState({ following: null })
  port.setPresence({ following: null, spotlight: true })
}

/** Opens the field at one's own cursor (PR2). */
export function openChat(editor: Editor): void {
  gatheringOf(editor).setState({ isChatting: true })
}

import type { SessionId } from '@flowstate/engine'
import i18next from 'i18next'
import { shownPerson } from '../../lib/shown-person.ts'
import { type Editor, notify } from '../editor.ts'
import { followsBack } from './follow-chain.ts'

/** Begins to follow a session, or says why not. Following the same once more ends it. */
export function follow(editor: Editor, target: SessionId): void {
  const { store, port } = editor
  const companion = port.presence.companions().get(target)
  const own = port.status().you?.sessionId
  if (store.getState().following === target) {
    store.setState({ following: null })
    return
  }
  if (companion === undefined) return
  if (own !== undefined && followsBack(port.presence, target, own)) {
    notify(editor, i18next.t('follow.circle', { name: shownPerson(companion.participant).displayName }))
    return
  }
  store.setState({ following: target })
}

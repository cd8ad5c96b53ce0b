import i18next from 'i18next'
import { shownPerson } from '../../lib/shown-person.ts'
import { type Editor, notify } from '../editor.ts'
import { followsBack } from '../presence/follow-chain.ts'
import { gatheringOf } from './gathering-store.ts'
import { askerAmong, type SpotlightScene, spotlightStep } from './spotlight-step.ts'
import type { Hands } from './watch-hands.ts'

/** Follows whoever asks everybody to, as far as this person is free, and lets go when it is over (PR3). */
export function attachSpotlight(editor: Editor, hands: Hands): () => void {
  const { store, port } = editor
  const gathering = gatheringOf(editor)
  let isAttached = true

  const asker = (): SpotlightScene['asker'] => {
    const { you } = port.status()
    const found = you === null ? null : askerAmong(port.presence.companions().values(), you.userId)
    if (found === null) return null
    const { sessionId, displayName } = shownPerson(found.participant)
    return { sessionId, name: displayName }
  }

  const check = (): void => {
    const { you, connection } = port.status()
    // Without a connection nobody is known to be here, which ends nothing.
    if (!isAttached || you === null || connection.name !== 'live') return
    const { following } = store.getState()
    const before = gathering.getState().spotlit
    const { spotlit, lead } = spotlightStep(before, { asker: asker(), isBusy: hands.areBusy(), following })
    if (spotlit === before) return
    gathering.setState({ spotlit })
    if (lead === 'follow' && spotlit.asker !== null) {
      if (!followsBack(port.presence, spotlit.asker, you.sessionId))
        store.setState({ following: spotlit.asker })
    } else if (lead === 'release' && before !== null) {
      const isHere = before.asker !== null && port.presence.companions().has(before.asker)
      store.setState({ following: null })
      notify(editor, i18next.t(isHere ? 'spotlight.over' : 'follow.gone', { name: before.name }))
    }
  }

  // People are forgotten a moment before the connection is known to be lost; and one may begin in the frame another ends in.
  const checkSoon = (): void => queueMicrotask(check)

  const unsubscribePresence = port.presence.subscribe((change) => {
    if (change === 'people') checkSoon()
  })
  const unsubscribeStatus = port.subscribe({ status: checkSoon })
  check()
  return () => {
    isAttached = false
    unsubscribePresence()
    unsubscribeStatus()
  }
}

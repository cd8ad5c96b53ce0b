import type { Participant } from '@flowstate/protocol'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { shownPerson } from '../../lib/shown-person.ts'
import { useEditor, useEditorState } from '../editor-context.ts'
import { attachSpotlight } from '../gathering/attach-spotlight.ts'
import { Gathering } from '../gathering/gathering.tsx'
import { useGathering } from '../gathering/gathering-store.ts'
import { watchHands } from '../gathering/watch-hands.ts'
import { attachFollowing } from './attach-following.ts'
import styles from './following-frame.module.css'
import { readableOn } from './readable-on.ts'

/** The person followed; the object changes only when the person does. */
function useFollowed(): Participant | null {
  const { port } = useEditor()
  const following = useEditorState((state) => state.following)
  const subscribe = useCallback((notify: () => void) => port.presence.subscribe(notify), [port])
  return useSyncExternalStore(subscribe, () =>
    following === null ? null : (port.presence.companions().get(following)?.participant ?? null),
  )
}

/** A frame in the colour of the person whose view is shown here; with the way out, unless the banner of who asks has it. */
function Frame() {
  const { t } = useTranslation()
  const editor = useEditor()
  const followed = useFollowed()
  const isAsked = useGathering(({ spotlit }) => followed !== null && spotlit?.asker === followed.sessionId)
  useEffect(() => {
    const hands = watchHands(editor)
    // First, so that it can tell a leaving from the end of an asking.
    const detachSpotlight = attachSpotlight(editor, hands)
    const detachFollowing = attachFollowing(editor, hands)
    return () => {
      detachFollowing()
      detachSpotlight()
      hands.stop()
    }
  }, [editor])
  if (followed === null) return null
  const { color, displayName } = shownPerson(followed)
  return (
    <>
      <div className={styles.frame} style={{ borderColor: color }} aria-hidden />
      {!isAsked && (
        <div className={styles.tag} style={{ background: color, color: readableOn(color) }}>
          <span className={styles.name} role="status">
            {t('follow.following', { name: displayName })}
          </span>
          <button
            type="button"
            className={styles.stop}
            onClick={() => editor.store.setState({ following: null })}
          >
            {t('follow.end')}
          </button>
        </div>
      )}
    </>
  )
}

/** What comes with other people here: following them, and what all do together. */
export function FollowingFrame() {
  return (
    <>
      <Frame />
      <Gathering />
    </>
  )
}

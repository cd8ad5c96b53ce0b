import type { Participant } from '@flowstate/protocol'
import { X } from 'lucide-react'
import { type ReactNode, useCallback, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { shownPerson } from '../../lib/shown-person.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import type { Editor } from '../editor.ts'
import { useEditor, useEditorState, useStatusPart } from '../editor-context.ts'
import { follow } from '../presence/follow-person.ts'
import { gatheringOf, useGathering } from './gathering-store.ts'
import styles from './spotlight-banner.module.css'
import { toggleSpotlight } from './with-others.ts'

function usePresence<T extends string | number | boolean | object | null>(read: (editor: Editor) => T): T {
  const editor = useEditor()
  const subscribe = useCallback((listener: () => void) => editor.port.presence.subscribe(listener), [editor])
  return useSyncExternalStore(subscribe, () => read(editor))
}

function Banner(props: {
  readonly person: Participant
  readonly words: ReactNode
  readonly children: ReactNode
}) {
  const { displayName, color } = shownPerson(props.person)
  return (
    <div className={`${controls.island} ${styles.banner}`}>
      <Avatar name={displayName} color={color} />
      <div className={styles.words} role="status">
        {props.words}
      </div>
      <div className={styles.buttons}>{props.children}</div>
    </div>
  )
}

/** For the one who asks: that it is going on, how many have come, and its end. */
function OwnBanner({ you }: { readonly you: Participant }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const count = usePresence(({ port }) => {
    const all = [...port.presence.companions().values()]
    const followers = all.filter(({ fields }) => fields.following === you.sessionId)
    return new Set(followers.map(({ participant }) => participant.userId)).size
  })
  const words = (
    <>
      <strong>{t('spotlight.yours')}</strong>
      <span className={styles.count}>
        {count === 0 ? t('spotlight.nobody') : t('spotlight.followers', { count })}
      </span>
    </>
  )
  return (
    <Banner person={you} words={words}>
      <Button onClick={() => toggleSpotlight(editor)}>{t('spotlight.end')}</Button>
    </Banner>
  )
}

/** For the others: who asks, with the way in and the way out. */
function AskedBanner({ asker }: { readonly asker: Participant }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const gathering = gatheringOf(editor)
  const isFollowing = useEditorState((state) => state.following === asker.sessionId)
  const mark = (change: { readonly isLed?: boolean; readonly isDismissed?: boolean }): void => {
    const { spotlit } = gathering.getState()
    if (spotlit !== null) gathering.setState({ spotlit: { ...spotlit, ...change } })
  }
  const { displayName: name } = shownPerson(asker)
  return (
    <Banner person={asker} words={t('spotlight.asks', { name })}>
      {isFollowing ? (
        <Button onClick={() => editor.store.setState({ following: null })}>{t('follow.end')}</Button>
      ) : (
        <>
          <Button
            look="primary"
            onClick={() => {
              mark({ isLed: true })
              follow(editor, asker.sessionId)
            }}
          >
            {t('spotlight.follow')}
          </Button>
          <IconButton label={t('spotlight.dismiss')} onClick={() => mark({ isDismissed: true })}>
            <X size={16} aria-hidden />
          </IconButton>
        </>
      )}
    </Banner>
  )
}

/** Says that somebody asks everybody to follow, or that one does so oneself (PR3). */
export function SpotlightBanner() {
  const you = useStatusPart((status) => status.you)
  const isAsking = usePresence(({ port }) => port.presence.own().spotlight === true)
  const spotlit = useGathering((state) => state.spotlit)
  const asker = usePresence(({ port }) =>
    spotlit?.asker == null ? null : (port.presence.companions().get(spotlit.asker)?.participant ?? null),
  )
  const isFollowing = useEditorState((state) => asker !== null && state.following === asker.sessionId)
  if (isAsking && you !== null) return <OwnBanner you={you} />
  if (asker === null || (spotlit?.isDismissed === true && !isFollowing)) return null
  return <AskedBanner asker={asker} />
}

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shownPerson } from '../../lib/shown-person.ts'
import primitives from '../../ui/primitives.module.css'
import { useEditor } from '../editor-context.ts'

/** Words are read out once they have not changed for so long, and not letter by letter. */
const restMs = 1_000

interface Heard {
  readonly sessionId: string
  readonly name: string
  readonly text: string
}

/** Says the words at the cursors of others to those who do not see them. */
export function HeardWords() {
  const { t } = useTranslation()
  const { port } = useEditor()
  const [heard, setHeard] = useState<readonly Heard[]>([])

  useEffect(() => {
    const said = new Map<string, string>()
    let shown = ''
    let timer: ReturnType<typeof setTimeout> | undefined

    const words = (): readonly Heard[] =>
      [...port.presence.companions().values()].flatMap(({ participant, fields: { chat } }) =>
        chat == null
          ? []
          : [{ sessionId: participant.sessionId, name: shownPerson(participant).displayName, text: chat }],
      )
    const tell = (): void => {
      const all = words()
      const fresh = all.filter(({ sessionId, text }) => said.get(sessionId) !== text)
      said.clear()
      for (const { sessionId, text } of all) said.set(sessionId, text)
      if (fresh.length > 0) setHeard(fresh)
    }
    const unsubscribe = port.presence.subscribe((change) => {
      if (change !== 'people') return
      const now = JSON.stringify(words())
      if (now === shown) return
      shown = now
      clearTimeout(timer)
      timer = setTimeout(tell, restMs)
    })
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [port])

  return (
    <div role="log" className={primitives.unseen} aria-label={t('chat.log')}>
      {heard.map(({ sessionId, name, text }) => (
        <p key={sessionId}>{t('chat.said', { name, text })}</p>
      ))}
    </div>
  )
}

import type { CanvasId } from '@flowstate/engine'
import { useQuery } from '@tanstack/react-query'
import { BookmarkPlus, RotateCcw } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { type Editor, notify } from '../../editor/editor.ts'
import { Button } from '../../ui/button.tsx'
import controls from '../../ui/controls.module.css'
import { Modal } from '../../ui/modal.tsx'
import primitives from '../../ui/primitives.module.css'
import { problemText } from '../home/home-problem.ts'
import { readCheckpoints, restoreVersion } from './history-queries.ts'
import styles from './timeline.module.css'

/** Versions with a name, giving one, and bringing one back. */
export function CheckpointBar(props: {
  readonly canvasId: CanvasId
  readonly version: number
  readonly head: number
  readonly mayEdit: boolean
  /** Where notices about the restored canvas go. */
  readonly live: Editor
  onGo(version: number): void
  onRestored(): void
}) {
  const { t } = useTranslation()
  const { rest, queries } = useServices()
  const { canvasId, version, head, mayEdit, live } = props
  const [naming, setNaming] = useState(false)
  const [confirming, setConfirming] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const checkpoints = useQuery({
    queryKey: ['checkpoints', canvasId],
    queryFn: () => readCheckpoints(rest, canvasId),
  })

  const attempt = async (action: () => Promise<void>): Promise<void> => {
    try {
      setProblem(null)
      await action()
    } catch (error) {
      setProblem(problemText(error))
    }
  }

  const saveName = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    if (name === '') return
    void attempt(async () => {
      await rest.post(`/canvases/${canvasId}/versions`, { name, version })
      await queries.invalidateQueries({ queryKey: ['checkpoints', canvasId] })
      setNaming(false)
    })
  }

  const restore = (): void =>
    void attempt(async () => {
      const changed = await restoreVersion(rest, canvasId, version)
      notify(live, changed ? t('timeline.restored', { version }) : t('timeline.nothingToRestore'))
      setConfirming(false)
      props.onRestored()
    })

  const items = checkpoints.data ?? []
  return (
    <div className={styles.foot}>
      {naming ? (
        <form className={styles.form} onSubmit={saveName}>
          <input
            className={controls.field}
            name="name"
            aria-label={t('timeline.nameIt')}
            placeholder={t('timeline.namePlaceholder')}
            maxLength={80}
            // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
            autoFocus
            onKeyDown={(event) => event.key === 'Escape' && setNaming(false)}
          />
          <Button onClick={() => setNaming(false)}>{t('cancel')}</Button>
          <Button type="submit" look="primary">
            {t('timeline.save')}
          </Button>
        </form>
      ) : (
        <>
          <div className={styles.checkpoints}>
            {checkpoints.data?.length === 0 && (
              <span className={styles.quiet}>{t('timeline.noCheckpoints')}</span>
            )}
            {items.map((checkpoint) => (
              <button
                key={checkpoint.id}
                type="button"
                className={styles.checkpoint}
                aria-pressed={checkpoint.version === version}
                onClick={() => props.onGo(checkpoint.version)}
              >
                {checkpoint.name}
              </button>
            ))}
          </div>
          {mayEdit && (
            <>
              <button type="button" className={controls.button} onClick={() => setNaming(true)}>
                <BookmarkPlus size={16} aria-hidden /> {t('timeline.nameIt')}
              </button>
              <button
                type="button"
                className={`${controls.button} ${controls.primary}`}
                disabled={version >= head}
                onClick={() => setConfirming(true)}
              >
                <RotateCcw size={16} aria-hidden /> {t('timeline.restore')}
              </button>
            </>
          )}
        </>
      )}
      {problem !== null && (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      )}
      {confirming && (
        <Modal
          title={t('timeline.restore')}
          text={t('timeline.restoreConfirm', { version })}
          onClose={() => setConfirming(false)}
        >
          <div className={primitives.buttons}>
            <Button onClick={() => setConfirming(false)}>{t('cancel')}</Button>
            <Button look="primary" onClick={restore}>
              <RotateCcw size={16} aria-hidden /> {t('timeline.restore')}
            </Button>
          </div>
        </Modal>
      )}
    </div>
  )
}

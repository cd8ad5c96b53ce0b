import type { CanvasId } from '@flowstate/engine'
import type { Checkpoint } from '@flowstate/protocol'
import { useQuery } from '@tanstack/react-query'
import { BookmarkPlus, Pencil, RotateCcw } from 'lucide-react'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { type Editor, notify } from '../../editor/editor.ts'
import { Button } from '../../ui/button.tsx'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { Modal } from '../../ui/modal.tsx'
import primitives from '../../ui/primitives.module.css'
import { problemText } from '../home/home-problem.ts'
import { CheckpointForm } from './checkpoint-form.tsx'
import { readCheckpoints, restoreVersion } from './history-queries.ts'
import styles from './timeline.module.css'

/** Versions with a name, giving, changing and removing one, and bringing a version back. */
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
  const [naming, setNaming] = useState<Checkpoint | 'new' | null>(null)
  /** Several names may lead to one version: the one that was followed. */
  const [followed, setFollowed] = useState<string | null>(null)
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

  const change = (request: () => Promise<unknown>): void =>
    void attempt(async () => {
      await request()
      await queries.invalidateQueries({ queryKey: ['checkpoints', canvasId] })
      setNaming(null)
    })
  const path = `/canvases/${canvasId}/versions`
  const saveName = (name: string): void => {
    if (naming === null) return
    change(() =>
      naming === 'new'
        ? rest.post(path, { name, version })
        : rest.request({ method: 'PATCH', path: `${path}/${naming.id}`, body: { name } }),
    )
  }
  const removeName = ({ id }: Checkpoint): void =>
    change(() => rest.request({ method: 'DELETE', path: `${path}/${id}` }))

  const restore = (): void =>
    void attempt(async () => {
      const changed = await restoreVersion(rest, canvasId, version)
      notify(live, changed ? t('timeline.restored', { version }) : t('timeline.nothingToRestore'))
      setConfirming(false)
      props.onRestored()
    })

  const items = checkpoints.data ?? []
  const here = items.filter((checkpoint) => checkpoint.version === version)
  const current = here.find(({ id }) => id === followed) ?? here[0]
  return (
    <div className={styles.foot}>
      {naming !== null ? (
        <CheckpointForm
          key={naming === 'new' ? naming : naming.id}
          name={naming === 'new' ? '' : naming.name}
          onSave={saveName}
          onCancel={() => setNaming(null)}
          {...(naming === 'new' ? {} : { onRemove: () => removeName(naming) })}
        />
      ) : (
        <>
          <div className={styles.checkpoints}>
            {checkpoints.data?.length === 0 && (
              <span className={styles.quiet}>{t('timeline.noCheckpoints')}</span>
            )}
            {items.map((checkpoint) => (
              <Fragment key={checkpoint.id}>
                <button
                  type="button"
                  className={styles.checkpoint}
                  aria-pressed={checkpoint.version === version}
                  onClick={() => {
                    setFollowed(checkpoint.id)
                    props.onGo(checkpoint.version)
                  }}
                >
                  {checkpoint.name}
                </button>
                {mayEdit && checkpoint === current && (
                  <IconButton
                    label={t('timeline.rename', { name: checkpoint.name })}
                    onClick={() => setNaming(checkpoint)}
                  >
                    <Pencil size={14} aria-hidden />
                  </IconButton>
                )}
              </Fragment>
            ))}
          </div>
          {mayEdit && (
            <>
              <button type="button" className={controls.button} onClick={() => setNaming('new')}>
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

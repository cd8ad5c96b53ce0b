import type { WorkspaceId } from '@flowstate/engine'
import type { Canvas, Workspace } from '@flowstate/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { Modal } from '../../ui/modal.tsx'
import primitives from '../../ui/primitives.module.css'

/** Asks where a canvas should go, and says what that means for the people who have it. */
export function MoveDialog(props: {
  readonly canvas: Canvas
  readonly targets: readonly Workspace[]
  move(canvas: Canvas, to: Workspace): Promise<void>
  onClose(): void
}) {
  const { t } = useTranslation()
  const { canvas, targets } = props
  const [chosen, setChosen] = useState<WorkspaceId | undefined>(targets[0]?.id)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const target = targets.find(({ id }) => id === chosen)

  const submit = async (): Promise<void> => {
    if (target === undefined) return
    setBusy(true)
    try {
      await props.move(canvas, target)
      props.onClose()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      setBusy(false)
    }
  }

  return (
    <Modal
      title={t('home.moveTitle', { name: canvas.name })}
      text={t('home.moveText')}
      onClose={props.onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <ChoiceField
          label={t('home.moveTo')}
          value={chosen ?? ''}
          options={targets.map(({ id, name }) => ({ value: id, label: name }))}
          choose={(id) => setChosen(targets.find((one) => one.id === id)?.id)}
        />
        {problem !== null && (
          <p className={primitives.problem} role="alert">
            {problem}
          </p>
        )}
        <div className={primitives.buttons}>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" busy={busy} disabled={target === undefined}>
            {t('home.moveVerb')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

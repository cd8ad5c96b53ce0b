import { nameTextMax } from '@flowstate/protocol'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import controls from '../../ui/controls.module.css'
import styles from './timeline.module.css'

/** The name of a version: a new one, or one that is there and may be removed. No history goes with it (RS3). */
export function CheckpointForm(props: {
  readonly name: string
  onSave(name: string): void
  onCancel(): void
  onRemove?(): void
}) {
  const { t } = useTranslation()
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    if (name === props.name) props.onCancel()
    else if (name !== '') props.onSave(name)
  }
  return (
    <form className={styles.form} onSubmit={save}>
      <input
        className={controls.field}
        name="name"
        defaultValue={props.name}
        aria-label={t('timeline.nameIt')}
        placeholder={t('timeline.namePlaceholder')}
        maxLength={nameTextMax}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => event.key === 'Escape' && props.onCancel()}
      />
      {props.onRemove !== undefined && (
        <Button look="danger" onClick={props.onRemove}>
          {t('timeline.removeName')}
        </Button>
      )}
      <Button onClick={props.onCancel}>{t('cancel')}</Button>
      <Button type="submit" look="primary">
        {t('timeline.save')}
      </Button>
    </form>
  )
}

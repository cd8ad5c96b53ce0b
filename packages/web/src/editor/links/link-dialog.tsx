import { limits, type Shape, stringCell } from '@flowstate/engine'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { LabelledField } from '../../ui/labelled-field.tsx'
import { Modal } from '../../ui/modal.tsx'
import primitives from '../../ui/primitives.module.css'
import { useEditor, useEditorState } from '../editor-context.ts'
import { theOnlyOne } from '../selection.ts'
import { commitLink } from './link-change.ts'

function LinkForm({ shape, close }: { readonly shape: Shape; close(): void }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const saved = stringCell(shape, 'link', '')
  const [typed, setTyped] = useState(saved)
  const [isWrong, setWrong] = useState(false)
  const save = (link: string): void => {
    if (commitLink(editor, shape, link)) close()
    else setWrong(true)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save(typed)
      }}
    >
      <LabelledField
        label={t('link.field')}
        problem={isWrong ? t('link.wrong') : null}
        placeholder="https://"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        maxLength={limits.linkCharactersMax}
        onChange={(event) => {
          setTyped(event.target.value)
          setWrong(false)
        }}
        onFocus={(event) => event.target.select()}
      />
      <div className={primitives.buttons}>
        {saved === '' ? (
          <Button onClick={close}>{t('cancel')}</Button>
        ) : (
          <Button onClick={() => save('')}>{t('link.remove')}</Button>
        )}
        <Button type="submit" look="primary" disabled={typed.trim() === ''}>
          {t('link.save')}
        </Button>
      </div>
    </form>
  )
}

/** Asks where the selected shape is to lead. */
export function LinkDialog() {
  const { t } = useTranslation()
  const { store, port } = useEditor()
  const selection = useEditorState((state) => state.selection)
  const shape = theOnlyOne(selection, port.view())
  const close = (): void => store.setState({ dialog: null })
  const isGone = shape === null
  useEffect(() => {
    // Somebody else has deleted it meanwhile.
    if (isGone) store.setState({ dialog: null })
  }, [isGone, store])
  if (shape === null) return null
  return (
    <Modal title={t('link.title')} text={t('link.text')} onClose={close}>
      <LinkForm shape={shape} close={close} />
    </Modal>
  )
}

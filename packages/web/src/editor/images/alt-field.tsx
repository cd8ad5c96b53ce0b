import { limits, type Shape, stringCell } from '@flowstate/engine'
import { useTranslation } from 'react-i18next'
import { LabelledField } from '../../ui/labelled-field.tsx'
import { commit } from '../editor.ts'
import { useEditor } from '../editor-context.ts'

/** What a picture shows, in words. Saved when one leaves the field. */
export function AltField({ shape }: { readonly shape: Shape }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const saved = stringCell(shape, 'alt', '')
  const save = (typed: string): void => {
    const alt = typed.trim()
    if (alt === saved) return
    const change = { kind: 'update', id: shape.id } as const
    const changes = [alt === '' ? { ...change, set: {}, unset: ['alt'] } : { ...change, set: { alt } }]
    commit(editor, changes, { label: 'describe image' })
  }
  return (
    <LabelledField
      // Another picture, or another text from somebody else, is another field.
      key={`${shape.id} ${saved}`}
      label={t('image.alt')}
      hint={t('image.altHint')}
      defaultValue={saved}
      maxLength={limits.altCharactersMax}
      onBlur={(event) => save(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}

import type { Shape } from '@flowstate/engine'
import { limits, stringCell } from '@flowstate/engine'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LabelledField } from '../../ui/labelled-field.tsx'
import { useEditor } from '../editor-context.ts'
import { commitLink } from './link-change.ts'

/** Where a shape leads. Saved when one leaves the field; emptied, the shape leads nowhere. */
export function LinkField({ shape }: { readonly shape: Shape }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const [isWrong, setWrong] = useState(false)
  const saved = stringCell(shape, 'link', '')
  return (
    <LabelledField
      // Another shape, or another link from somebody else, is another field.
      key={`${shape.id} ${saved}`}
      label={t('link.field')}
      problem={isWrong ? t('link.wrong') : null}
      inputMode="url"
      spellCheck={false}
      defaultValue={saved}
      maxLength={limits.linkCharactersMax}
      onBlur={(event) => setWrong(!commitLink(editor, shape, event.target.value))}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}

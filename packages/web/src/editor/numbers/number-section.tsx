import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { commit, newGesture } from '../editor.ts'
import { useEditor, useEditorState } from '../editor-context.ts'
import { NumberField } from './number-field.tsx'
import styles from './number-section.module.css'
import { type NumberName, numberChanges, numberNames, numbersOf } from './selection-numbers.ts'

const signs: { readonly [Name in NumberName]: string } = {
  x: 'X',
  y: 'Y',
  width: 'W',
  height: 'H',
  angle: '∠',
}

/** Where what is selected stands, how large it is and how it is turned, in numbers. */
export function NumberSection() {
  const { t } = useTranslation()
  const editor = useEditor()
  const selection = useEditorState((state) => state.selection)
  const gesture = useRef(newGesture())
  const context = { view: editor.port.view(), geometry: editor.scene }
  const numbers = numbersOf(selection, context)
  const change = (name: NumberName, value: number, isRepeat: boolean): void => {
    if (!isRepeat) gesture.current = newGesture()
    const now = { view: editor.port.view(), geometry: editor.scene }
    const changes = numberChanges(editor.store.getState().selection, { name, value }, now)
    commit(editor, changes, { label: name === 'angle' ? 'rotate' : 'place', gesture: gesture.current })
  }
  return (
    <fieldset className={styles.section} aria-label={t('numbers.title')}>
      {numberNames.map((name) => (
        <NumberField
          key={name}
          name={t(`numbers.${name}`)}
          sign={signs[name]}
          current={numbers[name]}
          change={(value, isRepeat) => change(name, value, isRepeat)}
        />
      ))}
    </fieldset>
  )
}

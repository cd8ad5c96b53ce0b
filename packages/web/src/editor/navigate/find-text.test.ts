import { expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'
import { findText } from './find-text.ts'

test('text is found in labels and texts, whatever its case and accents; an empty question finds nothing', () => {
  const { editor, add } = createTestEditor()
  const label = add('a', 'rectangle', { position: [0, 0], size: [90, 50], text: 'Über den\nWolken' })
  const text = add('b', 'text', { position: [0, 90], text: 'uber alles' })
  add('c', 'rectangle', { position: [0, 200], size: [90, 50] })
  const found = (question: string) => new Set(findText(editor.port.view(), question))
  expect(found('UBER')).toEqual(new Set([label, text]))
  expect(found('den wolken')).toEqual(new Set([label]))
  expect(found('  ')).toEqual(new Set())
  expect(found('nowhere')).toEqual(new Set())
})

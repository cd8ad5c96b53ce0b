import { type Shape, stringCell } from '@flowstate/engine'
import type { TFunction } from 'i18next'
import type { lateEditorEnglish } from './late-editor-english.ts'

const textMax = 60

type ShapeWord = Extract<keyof typeof lateEditorEnglish, `shape.${string}`>

const shapeWords: ReadonlyMap<string, ShapeWord> = new Map(
  (
    [
      'shape.rectangle',
      'shape.diamond',
      'shape.ellipse',
      'shape.triangle',
      'shape.hexagon',
      'shape.star',
      'shape.cloud',
      'shape.cylinder',
      'shape.callout',
      'shape.polygon',
      'shape.line',
      'shape.arrow',
      'shape.stroke',
      'shape.highlight',
      'shape.text',
      'shape.note',
      'shape.frame',
      'shape.group',
      'shape.image',
    ] as const
  ).map((word) => [word.slice('shape.'.length), word]),
)

/** What a shape is called: its kind, and the words on it or its name. */
export function shapeName(shape: Shape, t: TFunction): string {
  const kind = t(shapeWords.get(shape.kind) ?? 'shape.other')
  const text = (stringCell(shape, 'text', '') || stringCell(shape, 'name', '')).trim().slice(0, textMax)
  return text === '' ? kind : t('announce.withText', { kind, text })
}

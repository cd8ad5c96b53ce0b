import { cleanText, within } from './clean-cells.ts'
import type { DrawnShape } from './drawing.ts'
import { type DrawnBox, fontSizeMax, fontSizeMin, labelSizeIn, proseCellsIn } from './drawn-text.ts'
import { commonCells, fillColour, fontOf, lineColour } from './excalidraw-style.ts'
import { wordColour } from './foreign-colour.ts'
import { type Foreign, member, numberIn, textIn } from './foreign-value.ts'
import type { LossList } from './loss-list.ts'
import { plainAngle } from './plane-map.ts'

type Align = 'left' | 'center' | 'right'

function alignOf(element: Foreign): Align {
  const align = textIn(element, 'textAlign', 'left')
  return align === 'center' || align === 'right' ? align : 'left'
}

function verticalOf(element: Foreign): 'top' | 'middle' | 'bottom' {
  const align = textIn(element, 'verticalAlign', 'middle')
  return align === 'top' || align === 'bottom' ? align : 'middle'
}

/** Words as they were typed: `text` has the line ends of wrapping in it. */
function wordsOf(element: Foreign, losses: LossList): string {
  return cleanText(textIn(element, 'originalText') || textIn(element, 'text'), 'text', losses)
}

export function boxOf(element: Foreign): DrawnBox {
  const [width, height] = [numberIn(element, 'width', 0), numberIn(element, 'height', 0)]
  return {
    x: numberIn(element, 'x', 0) + Math.min(0, width),
    y: numberIn(element, 'y', 0) + Math.min(0, height),
    width: Math.abs(width),
    height: Math.abs(height),
  }
}

function fontSizeOf(element: Foreign): number {
  return within(numberIn(element, 'fontSize', 20), fontSizeMin, fontSizeMax)
}

/** Text that stands for itself; null where it says nothing. */
export function textShape(
  element: Foreign,
  key: string,
  losses: LossList,
): Omit<DrawnShape, 'parentKey'> | null {
  const text = wordsOf(element, losses)
  if (text.trim() === '') return null
  const style = { text, font: fontOf(element), fontSize: fontSizeOf(element), align: alignOf(element) }
  const wraps = member(element, 'autoResize') === false
  const rotation = plainAngle(numberIn(element, 'angle', 0))
  const cells = {
    ...commonCells(element),
    ...proseCellsIn(boxOf(element), style, wraps),
    textColor: lineColour(element),
    ...(rotation === 0 ? {} : { rotation }),
  }
  return { key, kind: 'text', cells }
}

/** The text inside of another element as the label of its shape. */
export function labelCellsOf(
  label: Foreign,
  container: { readonly kind: string; readonly element: Foreign },
  losses: LossList,
): { readonly [cell: string]: unknown } {
  const text = wordsOf(label, losses)
  if (text.trim() === '') return {}
  const font = fontOf(label)
  const shared = { text, font, textColor: wordColour(lineColour(label), fillColour(container.element)) }
  if (container.kind === 'arrow' || container.kind === 'line')
    return { ...shared, fontSize: fontSizeOf(label) }
  const linesMax = Math.max(1, textIn(label, 'text', text).split('\n').length)
  const measured = { text, font, fontSize: fontSizeOf(label), linesMax }
  return {
    ...shared,
    fontSize: labelSizeIn(container.kind, boxOf(container.element), measured),
    align: alignOf(label),
    verticalAlign: verticalOf(label),
  }
}

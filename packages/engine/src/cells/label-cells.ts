import { limits } from '../limits.ts'
import { optional } from './cell.ts'
import { choice, colour } from './choice-grammars.ts'
import { lengthGrammar } from './number-grammars.ts'
import { textGrammar } from './string-grammars.ts'

const text = textGrammar(limits.textCharactersMax)
const font = choice('hand', 'sans', 'serif', 'mono')
const fontSize = lengthGrammar(4, 400)
const align = choice('left', 'center', 'right')
const verticalAlign = choice('top', 'middle', 'bottom')

const lettering = {
  text: optional(text, ''),
  font: optional(font, 'hand'),
  fontSize: optional(fontSize, 20),
  textColor: optional(colour, 'ink'),
} as const

/** Text in the middle of a shape or on a line. */
export const labelCells = {
  ...lettering,
  align: optional(align, 'center'),
  verticalAlign: optional(verticalAlign, 'middle'),
} as const

/** Text that stands for itself. */
export const proseCells = {
  ...lettering,
  align: optional(align, 'left'),
  verticalAlign: optional(verticalAlign, 'top'),
} as const

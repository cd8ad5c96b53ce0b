import { limits } from '../limits.ts'
import { optional, required } from './cell.ts'
import { flag } from './choice-grammars.ts'
import { extent, point } from './list-grammars.ts'
import { fraction, radians } from './number-grammars.ts'
import { link, textGrammar } from './string-grammars.ts'

const name = textGrammar(limits.nameCharactersMax)

/** Cells of every kind. `locked` is a courtesy of the interface, not a permission. */
export const everyKindCells = {
  opacity: optional(fraction, 1),
  locked: optional(flag, false),
  hidden: optional(flag, false),
  link: optional(link),
  name: optional(name),
} as const

/** Cells of every kind that stands somewhere itself: all but groups. */
export const placedCells = {
  ...everyKindCells,
  position: required(point),
  rotation: optional(radians, 0),
} as const

/** Cells of every kind with a box of its own. */
export const sizedCells = { ...placedCells, size: required(extent) } as const

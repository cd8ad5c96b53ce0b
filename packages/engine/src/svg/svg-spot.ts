import { isBox, stringCell } from '../geometry/cell-readers.ts'
import { inkColour } from '../geometry/ink-outline.ts'
import { resolveColour, type Theme } from '../geometry/palette.ts'
import { surfaceLook } from '../geometry/surface-look.ts'
import type { Shape } from '../shapes/shape.ts'

/** The one colour a shape has from far away; null when it has none. */
export function spotColour(shape: Shape, theme: Theme): string | null {
  switch (shape.kind) {
    case 'note':
      return resolveColour(stringCell(shape, 'fill', 'yellow'), 'note', theme)
    case 'frame':
      return surfaceLook(theme).frameLine
    case 'image':
      return surfaceLook(theme).missingPicture
    case 'text':
      return resolveColour(stringCell(shape, 'textColor', 'ink'), 'line', theme)
    case 'stroke':
    case 'highlight':
      return inkColour(shape, theme)
    default: {
      const line = resolveColour(stringCell(shape, 'stroke', 'ink'), 'line', theme)
      return line ?? (isBox(shape) ? resolveColour(stringCell(shape, 'fill', 'none'), 'fill', theme) : null)
    }
  }
}

/** The colour of a shape's inside; null when it is see-through. */
export function insideColour(shape: Shape, theme: Theme): string | null {
  switch (shape.kind) {
    case 'note':
    case 'image':
      return spotColour(shape, theme)
    case 'frame':
      return resolveColour(stringCell(shape, 'fill', 'white'), 'fill', theme)
    default:
      return isBox(shape) && shape.fillStyle !== 'none'
        ? resolveColour(stringCell(shape, 'fill', 'none'), 'fill', theme)
        : null
  }
}

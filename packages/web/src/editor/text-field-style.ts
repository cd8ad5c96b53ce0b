import type { Shape } from '@flowstate/engine'
import type { CSSProperties } from 'react'
import { type Camera, toScreen } from './camera.ts'
import type { Editor } from './editor.ts'
import { placeText } from './text-placement.ts'

/** Room for the caret beside a line as wide as the field, in canvas units: at either side, since lines are written both ways. */
const caretRoom = 4

/** The difference in height between where CSS puts a baseline and where the canvas paints it, in canvas units. */
function baselineShift(font: string, capHeight: number): number {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return 0
  context.font = font
  const { fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText('x')
  return capHeight / 2 - (fontBoundingBoxAscent - fontBoundingBoxDescent) / 2
}

/** How an element has to look whose letters stand where the canvas paints those of a shape. */
export function textFieldStyle(
  editor: Editor,
  camera: Camera,
  shape: Shape,
): { readonly style: CSSProperties; readonly wraps: boolean } {
  const hasText = typeof shape.text === 'string' && shape.text !== ''
  const placement = placeText(hasText ? shape : { ...shape, text: ' ' }, editor.scene)
  const { layout, wraps } = placement
  const corner = toScreen(camera, placement.corner)
  const shift = baselineShift(layout.font, layout.capHeight)
  return {
    wraps,
    style: {
      width: placement.width + caretRoom * 2,
      padding: `0 ${caretRoom}px`,
      height: placement.height + layout.lineHeight * 0.3,
      font: layout.font,
      lineHeight: `${layout.lineHeight}px`,
      textAlign: placement.align,
      transform: `translate(${corner.x}px, ${corner.y}px) rotate(${placement.rotation}rad) scale(${camera.zoom}) translate(${-caretRoom}px, ${shift}px)`,
    },
  }
}

import type { GeometryContext, Path, Theme } from '@flowstate/engine'
import type { PictureLookup } from './picture.ts'

/** The part of a 2D canvas context painting uses: a page's, a worker's, a test's. */
export type PaintContext = Pick<
  CanvasRenderingContext2D,
  | 'save'
  | 'restore'
  | 'translate'
  | 'rotate'
  | 'scale'
  | 'setTransform'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'bezierCurveTo'
  | 'quadraticCurveTo'
  | 'closePath'
  | 'arc'
  | 'rect'
  | 'clip'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'clearRect'
  | 'strokeRect'
  | 'fillText'
  | 'drawImage'
  | 'setLineDash'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'globalAlpha'
  | 'globalCompositeOperation'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'direction'
>

export interface PaintOptions extends GeometryContext {
  readonly theme: Theme
  /** Device pixels per canvas unit: decides how much detail is worth painting. */
  readonly scale: number
  readonly image: PictureLookup
}

/** Adds a path's commands to the context's current path. */
export function tracePath(context: PaintContext, path: Path): void {
  for (const command of path) {
    switch (command[0]) {
      case 'M':
        context.moveTo(command[1], command[2])
        break
      case 'L':
        context.lineTo(command[1], command[2])
        break
      case 'C':
        context.bezierCurveTo(command[1], command[2], command[3], command[4], command[5], command[6])
        break
      case 'Z':
        context.closePath()
        break
    }
  }
}

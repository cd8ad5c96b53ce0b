import type { PaintContext } from '../renderer/paint-context.ts'

/** A context that paints nothing and remembers which methods were called. */
export function createFakePaintContext(): PaintContext & { readonly calls: string[] } {
  const calls: string[] = []
  const note = (name: string) => () => {
    calls.push(name)
  }
  return {
    calls,
    save: note('save'),
    restore: note('restore'),
    translate: note('translate'),
    rotate: note('rotate'),
    scale: note('scale'),
    setTransform: note('setTransform'),
    beginPath: note('beginPath'),
    moveTo: note('moveTo'),
    lineTo: note('lineTo'),
    bezierCurveTo: note('bezierCurveTo'),
    quadraticCurveTo: note('quadraticCurveTo'),
    closePath: note('closePath'),
    arc: note('arc'),
    rect: note('rect'),
    clip: note('clip'),
    fill: note('fill'),
    stroke: note('stroke'),
    fillRect: note('fillRect'),
    clearRect: note('clearRect'),
    strokeRect: note('strokeRect'),
    fillText: note('fillText'),
    drawImage: note('drawImage'),
    setLineDash: note('setLineDash'),
    fillStyle: '#000',
    strokeStyle: '#000',
    lineWidth: 1,
    lineCap: 'butt',
    lineJoin: 'miter',
    globalAlpha: 1,
    globalCompositeOperation: 'source-over',
    font: '10px sans-serif',
    textAlign: 'left',
    textBaseline: 'alphabetic',
    direction: 'inherit',
  }
}

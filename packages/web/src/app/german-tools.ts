/** German: numbers, frames, links and what else helps to build a drawing. */
export const germanTools = {
  'numbers.title': 'Lage und Größe',
  'numbers.x': 'Von links',
  'numbers.y': 'Von oben',
  'numbers.width': 'Breite',
  'numbers.height': 'Höhe',
  'numbers.angle': 'Winkel in Grad',
  'numbers.mixed': 'Gemischt',
} as const

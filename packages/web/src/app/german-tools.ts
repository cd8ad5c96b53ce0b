/** German: numbers, frames, links and what else helps to build a drawing. */
export const germanTools = {
  openLink: 'Link öffnen',
  wrapInFrame: 'In einen Rahmen setzen',
  'frames.name': 'Name des Rahmens',

  'link.field': 'Link',
  'link.wrong': 'Ein Link beginnt mit https:// oder mailto:',
  'pointer.openLink': 'Auf einer Form: ihren Link öffnen',

  'numbers.title': 'Lage und Größe',
  'numbers.x': 'Von links',
  'numbers.y': 'Von oben',
  'numbers.width': 'Breite',
  'numbers.height': 'Höhe',
  'numbers.angle': 'Winkel in Grad',
  'numbers.mixed': 'Gemischt',
} as const

/** French: numbers, frames, links and what else helps to build a drawing. */
export const frenchTools = {
  'numbers.title': 'Position et taille',
  'numbers.x': 'Depuis la gauche',
  'numbers.y': 'Depuis le haut',
  'numbers.width': 'Largeur',
  'numbers.height': 'Hauteur',
  'numbers.angle': 'Angle en degrés',
  'numbers.mixed': 'Divers',
} as const

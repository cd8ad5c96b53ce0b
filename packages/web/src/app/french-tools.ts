/** French: numbers, frames, links and what else helps to build a drawing. */
export const frenchTools = {
  openLink: 'Ouvrir le lien',
  wrapInFrame: 'Mettre dans un cadre',
  'frames.name': 'Nom du cadre',

  'link.field': 'Lien',
  'link.wrong': 'Un lien commence par https:// ou mailto:',
  'pointer.openLink': 'Sur une forme : ouvrir son lien',

  'numbers.title': 'Position et taille',
  'numbers.x': 'Depuis la gauche',
  'numbers.y': 'Depuis le haut',
  'numbers.width': 'Largeur',
  'numbers.height': 'Hauteur',
  'numbers.angle': 'Angle en degrés',
  'numbers.mixed': 'Divers',
} as const

/** Words of the list of layers. */
export const layersEnglish = {
  'layers.title': 'Layers',
  'layers.close': 'Close layers',
  'layers.empty': 'Nothing is drawn yet. What you draw is listed here.',
  'layers.more': 'The list ends here: there are more shapes than it holds.',
  'layers.fold': 'Fold {{name}}',
  'layers.unfold': 'Unfold {{name}}',
  'layers.hide': 'Hide {{name}}',
  'layers.show': 'Show {{name}}',
  'layers.lock': 'Lock {{name}}',
  'layers.unlock': 'Unlock {{name}}',
  'layers.raise': 'Move {{name}} forward',
  'layers.lower': 'Move {{name}} backward',
  'layers.moved': '{{name}} is now {{at}} of {{count}}',
} as const

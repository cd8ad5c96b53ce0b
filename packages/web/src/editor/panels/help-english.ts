/** Words of the palette and of the list of keys. */
export const helpEnglish = {
  'section.pointer': 'With the pointer',
  'pointer.pan': 'Hold and drag: move the view',
  'pointer.carry': 'While drawing: move the shape',
  'pointer.straight': 'Square, straight, in steps',
  'pointer.middle': 'From the middle; move a copy',
  'pointer.free': 'Arrow: tie the ends to nothing',
  'pointer.zoom': 'With the wheel: zoom',
  'palette.placeholder': 'Search commands and tools',
  'palette.recent': 'Used last',
  'palette.all': 'All commands',
  'palette.nothing': 'Nothing is called that. Try another word.',
} as const

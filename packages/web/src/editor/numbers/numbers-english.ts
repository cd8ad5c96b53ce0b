/** Words for where a selection stands and how large it is. */
export const numbersEnglish = {
  'numbers.title': 'Position and size',
  'numbers.x': 'From the left',
  'numbers.y': 'From the top',
  'numbers.width': 'Width',
  'numbers.height': 'Height',
  'numbers.angle': 'Angle in degrees',
  'numbers.mixed': 'Mixed',
} as const

/** Words of the demo board itself. */
export const lateDemoEnglish = {
  'demo.name': 'A board to explore',
  'demo.failed': 'The demo board could not be made. {{detail}}',
} as const

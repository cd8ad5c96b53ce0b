/** Words of the demo board. */
export const demoEnglish = {
  'demo.name': 'A board to explore',
  'demo.make': 'Explore a demo board',
  'demo.making': 'Three people are drawing it for you…',
  'demo.failed': 'The demo board could not be made. {{detail}}',
} as const

/** Words of the way to the demo board. */
export const demoEnglish = {
  'demo.make': 'Explore a demo board',
  'demo.making': 'Three people are drawing it for you…',
} as const

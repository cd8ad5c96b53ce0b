/** Words for work that waits for a login, or for its canvas to be made. */
export const unsentEnglish = {
  'signedOut.state': 'Signed out',
  'signedOut.waiting_one': 'Signed out, {{count}} change kept here',
  'signedOut.waiting_other': 'Signed out, {{count}} changes kept here',
  'signedOut.again': 'Sign in again',

  'making.failed': 'This canvas could not be made yet',
  'making.failed.text':
    'Keep this page open: what you draw is saved as soon as the server answers. {{detail}}',
} as const

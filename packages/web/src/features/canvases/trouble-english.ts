/** Words for a canvas whose person is signed out, or that is not made yet. */
export const troubleEnglish = {
  'signedOut.state': 'Signed out',
  'signedOut.waiting_one': 'Signed out, {{count}} change kept here',
  'signedOut.waiting_other': 'Signed out, {{count}} changes kept here',
  'signedOut.again': 'Sign in again',

  'making.failed': 'This canvas could not be made yet',
  'making.failed.text':
    'Keep this page open: what you draw stays here, and is saved as soon as the server answers. {{detail}}',
} as const

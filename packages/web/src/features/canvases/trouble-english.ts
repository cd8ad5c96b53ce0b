/** Words for a canvas that cannot simply be worked on any more, or is not there. */
export const troubleEnglish = {
  'trouble.lost': 'This canvas is no longer open to you',
  'trouble.lost.text':
    'It was deleted, or it is not shared with you any more. Ask its owner to let you back in.',
  'trouble.outdated': 'There is a newer FlowState',
  'trouble.outdated.text': 'The server has been updated. Reload to go on.',
  'trouble.closed': 'The server closed the connection',
  'trouble.closed.text': 'Try again; if it happens again, tell whoever runs this server.',
  'trouble.full': 'The history of this canvas is full',
  'trouble.full.text':
    'It has reached the size this server allows. Duplicate the canvas to go on with a fresh history, or ask whoever runs the server for more room.',
  'trouble.locked': 'This canvas can only be looked at for now',
  'trouble.locked.text': 'It was written by a newer FlowState than this server.',
  'trouble.forbidden': 'You may only look at this canvas now',
  'trouble.forbidden.text':
    'Your role was changed while you were drawing. Ask its owner if you should be able to edit.',
  'trouble.kept_one': '{{count}} change of yours is kept in this browser.',
  'trouble.kept_other': '{{count}} changes of yours are kept in this browser.',
  'trouble.reload': 'Reload',

  'error.notFoundTitle': 'No canvas here',
  'error.notFound': 'There is no canvas here, or it is not shared with you.',
  'error.shareTitle': 'This link has ended',
  'error.share': 'This link does not work any more. Ask for a new one.',
  'error.signIn': 'Sign in',
} as const

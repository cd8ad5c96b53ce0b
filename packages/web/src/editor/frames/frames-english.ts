/** Words for frames. */
export const framesEnglish = {
  'frames.name': 'Name of the frame',
} as const

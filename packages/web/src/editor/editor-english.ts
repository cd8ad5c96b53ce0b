/** Words of the editor that may be needed in the first moment of a canvas. */
export const editorEnglish = {
  'role.lost': 'You can only look now. What you were doing was not kept.',
  'role.textKept':
    'You can only look now. Your last words are still in the field: copy them before you leave it.',
} as const

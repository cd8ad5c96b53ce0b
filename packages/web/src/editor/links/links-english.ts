/** Words for links of shapes. */
export const linksEnglish = {
  'link.field': 'Link',
  'link.wrong': 'A link begins with https:// or mailto:',
  'link.title': 'Link of the shape',
  'link.text': 'Whoever holds Ctrl or ⌘ and clicks the shape is taken there, in a new tab.',
  'link.save': 'Save link',
  'link.remove': 'Remove link',
} as const

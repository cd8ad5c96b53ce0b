/** Words for links of shapes. */
export const linksEnglish = {
  'link.field': 'Link',
  'link.wrong': 'A link begins with https:// or mailto:',
} as const

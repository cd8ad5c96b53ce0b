/** Words about pictures. */
export const imagesEnglish = {
  'image.choose': 'Choose images',
  'image.drop': 'Drop images or drawings here',
  'image.uploading': 'Adding {{name}}',
  'image.unnamed': 'Pasted image',
  'image.failed': '{{names}} could not be added. {{reason}}',
  'image.offline': 'Images need the connection. Try again when you are online.',
  'image.unreadable': 'Use PNG, JPEG, WebP, GIF or AVIF.',
  'image.svg': 'SVG is not taken yet. Save it as PNG and try again.',
  'image.viewOnly': 'You can look around here. Ask the owner for an edit link to add images.',
  'image.tooMany': 'Up to {{count}} images at a time. Add them in smaller groups.',
  'image.notBrought_one': '{{count}} image could not be brought along from the other canvas.',
  'image.notBrought_other': '{{count}} images could not be brought along from the other canvas.',
} as const

/** Words for finding one's way about a canvas. */
export const navigateEnglish = {
  'find.title': 'Find on this canvas',
  'find.placeholder': 'Find text…',
  'find.count': '{{at}} of {{count}}',
  'find.none': 'Nothing found',
  'find.previous': 'Previous',
  'find.next': 'Next',
  'find.close': 'Close the search',

  'navigate.back': 'Back to what is drawn',

  'minimap.title': 'Map of the canvas',

  'focus.leave': 'Bring the tools back',

  'slides.title': 'Presentation',
  'slides.progress': 'Slide {{at}} of {{count}}',
  'slides.previous': 'Previous slide',
  'slides.next': 'Next slide',
  'slides.leave': 'End the presentation',
  'slides.none': 'There is no frame yet. Draw frames (F): each is a slide.',

  'link.copied': 'The link is copied. It opens for everybody this canvas is shared with.',
  'link.notCopied': 'This browser does not let the link be copied: {{link}}',
  'link.gone': 'What this link leads to is not on the canvas any more.',

  'pick.nothing': 'There is no shape under the pointer to take a colour from.',
} as const

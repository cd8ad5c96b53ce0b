/** Words about bringing drawings in. */
export const importEnglish = {
  'import.choose': 'Choose drawings',
  'import.viewOnly': 'You can look around here. Ask the owner for an edit link to add drawings.',
  'import.reading': 'Reading “{{name}}”…',
  'import.pasted': 'Pasted drawing',
  'import.done_one': '“{{name}}” is here: {{count}} shape.',
  'import.done_other': '“{{name}}” is here: {{count}} shapes.',
  'import.title': 'What came in',
  'import.allRead': 'Everything was read.',
  'import.shapes_one': '{{count}} shape was added. One undo takes it back.',
  'import.shapes_other': '{{count}} shapes were added. One undo takes them back.',
  'import.nothing': 'Nothing was changed.',

  'import.problem.notText': 'This file is no drawing: it could not be read as text.',
  'import.problem.notJson':
    'The file is damaged: it breaks off or is no JSON. Save it again and try once more.',
  'import.problem.unknownFormat':
    'FlowState does not know this kind of file. It reads .excalidraw, .excalidrawlib, .tldr and its own exports.',
  'import.problem.noScene':
    'This picture carries no drawing. Export it with the drawing inside, or add it as an image.',
  'import.problem.damaged': 'The drawing inside this file is damaged. Try another copy of it.',
  'import.problem.newerFormat': 'A newer FlowState wrote this file. Update this one, then try again.',
  'import.problem.empty': 'There is nothing in this file that could be drawn.',
  'import.problem.tooLarge':
    'The drawing is too large to be taken in at once. Save it in parts and import those.',

  'import.loss.unknownShape_one': 'Left out: {{count}} “{{what}}”, which FlowState does not have.',
  'import.loss.unknownShape_other': 'Left out: {{count}} × “{{what}}”, which FlowState does not have.',
  'import.loss.brokenShape_one': 'Left out: {{count}} damaged shape ({{what}}).',
  'import.loss.brokenShape_other': 'Left out: {{count}} damaged shapes ({{what}}).',
  'import.loss.missingPicture_one': 'Left out: {{count}} image whose picture is not in the file.',
  'import.loss.missingPicture_other': 'Left out: {{count}} images whose pictures are not in the file.',
  'import.loss.badPicture_one': 'Left out: {{count}} image that could not be saved here.',
  'import.loss.badPicture_other': 'Left out: {{count}} images that could not be saved here.',
  'import.loss.simplified_one': 'Simplified: {{count}} “{{what}}” became a plain shape.',
  'import.loss.simplified_other': 'Simplified: {{count}} × “{{what}}” became plain shapes.',
  'import.loss.fill_one': 'Not filled: {{count}} closed line ({{what}}).',
  'import.loss.fill_other': 'Not filled: {{count}} closed lines ({{what}}).',
  'import.loss.looseEnd_one': 'Untied: {{count}} end of an arrow.',
  'import.loss.looseEnd_other': 'Untied: {{count}} ends of arrows.',
  'import.loss.longText_one': 'Cut: {{count}} text longer than a shape can hold.',
  'import.loss.longText_other': 'Cut: {{count}} texts longer than a shape can hold.',
  'import.loss.longStroke_one': 'Drawn with fewer points: {{count}} very long line.',
  'import.loss.longStroke_other': 'Drawn with fewer points: {{count}} very long lines.',
} as const

import { commandEnglish } from '../editor/commands/command-english.ts'
import { editorEnglish } from '../editor/editor-english.ts'
import { unsentEnglish } from '../features/canvases/unsent-english.ts'
import { demoEnglish } from '../features/demo/demo-english.ts'
import { offlineEnglish } from '../features/offline/offline-english.ts'
import { frameEnglish } from './frame-english.ts'

/** The words a canvas needs from its first moment: short, plain, warm; what happened and what to do next. */
export const english = {
  ...frameEnglish,
  ...commandEnglish,
  ...editorEnglish,
  ...demoEnglish,
  ...unsentEnglish,
  ...offlineEnglish,
  appName: 'FlowState',
  close: 'Close',
  retry: 'Try again',
  loadingCanvas: 'Opening the canvas…',
  guestName: 'Guest',
  untitled: 'Untitled',

  menu: 'Menu',
  newCanvas: 'New canvas',
  canvasName: 'Canvas name',
  rename: 'Rename canvas',
  toolbar: 'Tools',
  moreShapes: 'More shapes',
  canvas: 'Canvas',

  'save.saved': 'Saved',
  'save.saving': 'Saving…',
  'save.connecting': 'Connecting…',
  'save.offline': 'Offline. Your work is kept here',
  'save.offlineWaiting_one': 'Offline, {{count}} change waiting',
  'save.offlineWaiting_other': 'Offline, {{count}} changes waiting',
  'save.paused': 'Edits are paused',
  'save.failed_one': '{{count}} change could not be saved',
  'save.failed_other': '{{count}} changes could not be saved',
  'save.stopped': 'Connection closed',
  'save.unsafe': 'This browser cannot keep unsent work. Stay until everything is saved.',

  readOnly: 'View only',
  'readOnly.viewer': 'You can look around here. Ask the owner for an edit link to draw.',
  'readOnly.commenter': 'You can look around and comment here.',
  'readOnly.outdated': 'This canvas was written by a newer version. Reload to go on.',

  people: 'People here',
  'people.more_one': '{{count}} more person here',
  'people.more_other': '{{count}} more people here',
  you: 'You',
  share: 'Share',
  history: 'History',

  'undo.offline': 'Undo: when the connection is back',
  'redo.offline': 'Redo: when the connection is back',
  zoomLevel: 'Zoom {{percent}} %. Reset to 100 %',
  nothingToUndo: 'Nothing of yours left to undo',

  'tool.select': 'Select',
  'tool.hand': 'Hand',
  'tool.rectangle': 'Rectangle',
  'tool.diamond': 'Diamond',
  'tool.ellipse': 'Ellipse',
  'tool.note': 'Note',
  'tool.line': 'Line',
  'tool.arrow': 'Arrow',
  'tool.draw': 'Draw',
  'tool.text': 'Text',
  'tool.eraser': 'Eraser',
  'tool.image': 'Image',

  'empty.title': 'A fresh canvas',
  'empty.text': 'Pick a tool below and draw. Everything is saved as you go.',
  'text.kept': 'This shape was deleted while you were typing. Your text is kept here as a new one.',

  'error.title': 'That did not work',
  'error.offline': 'The server cannot be reached. Check your connection and try again.',
  'error.home': 'Go to my canvases',
} as const
